// The measure of a whole pipeline (`npm run measure -- pipeline`), over rows of our own.

import { describe, expect, it } from 'vitest';
import { fictionOf } from './pipeline/fiction.ts';
import { measurePipeline, pipelineFigures, pipelineReport } from './pipeline/measure.ts';
import { AS_OF, type Opportunity } from './pipeline/opportunities.ts';

const DAY = 86_400_000;
const rows = Array.from({ length: 40 }, (_, index): Opportunity => {
  const isWon = index % 4 === 0;
  return {
    id: `O${index}`,
    rep: index % 2 === 0 ? 'Ada Holm' : 'Ben Ruiz',
    account: `Company ${index}`,
    amount: 1000 + index,
    stage: isWon ? 'Won' : 'Engaging',
    engaged: AS_OF - (70 + index) * DAY,
    closed: isWon ? AS_OF - (10 + index) * DAY : null,
    value: isWon ? 900 : null,
  };
});

describe('the measure of a pipeline', () => {
  it('counts where a signal leads and is shown, and how much a rep’s questions repeat', () => {
    const shown = new Map([
      ['Ada', [['quiet', 'oldDeal'], ['quiet'], []]],
      ['Ben', [['oldDeal', 'quiet', 'win'], ['oldDeal']]],
    ]);
    expect(pipelineFigures(shown)).toEqual({
      deals: 5,
      silent: 1 - 4 / 5,
      signals: [
        { signal: 'oldDeal', leads: 0.5, shown: 0.75 },
        { signal: 'quiet', leads: 0.5, shown: 0.75 },
        { signal: 'win', leads: 0, shown: 0.25 },
      ],
      // 2 of 3 and 3 of 4.
      variety: (2 / 3 + 3 / 4) / 2,
    });
  });
  it('looks at ten deals of a rep', () => {
    const eleven = Array.from({ length: 11 }, (_, index) => [`s${Math.floor(index / 10)}`]);
    expect(pipelineFigures(new Map([['Ada', eleven]])).variety).toBe(0.1);
  });
  it('counts nothing where there are no deals', () => {
    expect(pipelineFigures(new Map())).toEqual({ deals: 0, silent: 0, signals: [], variety: null });
  });
  it('covers the open deals of every CRM with a reader, the same in each run', () => {
    const measure = measurePipeline(rows);
    expect(measurePipeline(rows)).toEqual(measure);
    expect(Object.keys(measure)).toEqual(['salesforce', 'hubspot', 'dynamics', 'odoo', 'espocrm']);
    for (const figures of Object.values(measure)) expect(figures.deals).toBe(30);
    const lines = pipelineReport(measure).split('\n');
    expect(lines[0]).toContain('different signals per question');
    expect(lines.some((line) => line.startsWith('| leads / shown'))).toBe(true);
  });
  it('invents the same fields for a deal on every CRM, where they are visible', () => {
    const [row] = rows as [Opportunity];
    const [odoo, espo] = [fictionOf(row, 'odoo'), fictionOf(row, 'espocrm')];
    expect(fictionOf(row, 'odoo')).toEqual(odoo);
    expect(odoo.deal.activities).toEqual(espo.deal.activities);
    expect(odoo.deal.status).toBe('won');
    expect(fictionOf({ ...row, id: 'other' }, 'odoo').deal.created).not.toBe(odoo.deal.created);
  });
});
