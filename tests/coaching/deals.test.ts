// The labelled deals (tests/coaching/deals/README.md): their format, and how they are measured. No
// figure is required here; `npm run measure -- deals` prints them.

import { describe, expect, it } from 'vitest';
import { capabilities, signals } from '../../lib/coaching/index.ts';
import type { LabelChange, LabelledDeal } from './deals/deal.ts';
import { factsOf, recordOf, UNSEEN } from './deals/facts.ts';
import { judge, measureDeals } from './deals/measure.ts';
import { labelChanges, labelledDeals, staleChanges } from './deals/read.ts';
import { mistakesOf, reportOf } from './deals/report.ts';
import { notAskedYet, topicNames, topics, topicsOf } from './deals/topics.ts';

const deals = labelledDeals('open');
/** Deals of the writers who knew what each reader cannot show; the others say it in `unseen`. */
const ofReaders = deals.filter(({ id }) => /^(?:amber|birch)-/.test(id));
const [some] = deals;
if (!some) throw new Error('no deals');

/** A deal of the tiny set: its labels alone matter. */
function tiny(id: string, labels: Partial<LabelledDeal>): LabelledDeal {
  const none = { must: [], may: [], first: [], mustNot: [], silent: false };
  return { ...(some as LabelledDeal), says: `Deal ${id}.`, crm: 'odoo', ...none, ...labels, id };
}
const why = 'because';
const TINY = [
  tiny('ash-001', { must: [{ topic: 'silence', why }], first: ['silence'], cycleDays: 14 }),
  tiny('ash-002', { silent: true, cycleDays: 90, crm: 'hubspot' }),
  tiny('elm-003', { silent: true, cycleDays: 91 }),
  tiny('elm-004', {
    must: [{ topic: 'noCloseDate', why }],
    may: [{ topic: 'oldDeal', why }],
    first: ['noCloseDate'],
    cycleDays: 30,
  }),
];
const SHOWN: Record<string, string[]> = {
  'ash-001': ['quiet', 'win'],
  'ash-002': ['win'],
  'elm-003': ['closePassed'],
  'elm-004': ['oldDeal'],
};
const askTiny = ({ id }: LabelledDeal) =>
  (SHOWN[id] ?? []).map((signal) => ({ signal, text: `Ask ${signal}?` }));

describe('labelled deals', () => {
  it('are about two thirds of those that were written, each with its own id', () => {
    expect(deals.length).toBeGreaterThan(100);
    expect(new Set(deals.map(({ id }) => id)).size).toBe(deals.length);
  });
  it('have labels that agree with each other', () => {
    const contradictory = deals.filter(({ must, may, first, mustNot, silent }) => {
      const allowed = new Set<string>([...must, ...may].map(({ topic }) => topic));
      const isAsked = [...allowed].some((topic) => !topic.startsWith('praise'));
      return (
        first.some((topic) => !allowed.has(topic)) ||
        mustNot.some(({ topic }) => allowed.has(topic)) ||
        (silent && (isAsked || first.length > 0))
      );
    });
    expect(contradictory.map(({ id }) => id)).toEqual([]);
  });
  it('hide what their CRM does not show', () => {
    const wrong = ofReaders.filter(({ crm, unseen }) => {
      // A person may have typed the two names as well.
      const names = unseen.filter((name) => name !== 'name' && name !== 'account');
      return [...names].sort().join() !== [...UNSEEN[crm]].sort().join();
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
  it.each(Object.keys(capabilities) as (keyof typeof capabilities)[])(
    'of %s have the fields that its reader fills',
    (crm) => {
      // The names are always read, and the status follows from the stage.
      const needs = (capabilities[crm] ?? []).filter((need) => need !== 'direction');
      const expected = new Set<string>(['name', 'account', 'status', ...needs]);
      if (expected.delete('contact')) expected.add('contacts');
      for (const deal of ofReaders.filter((item) => item.crm === crm)) {
        const fields = Object.entries(recordOf(deal).fields);
        const read = fields.filter(([, field]) => field.state !== 'unseen').map(([name]) => name);
        expect([...read].sort(), deal.id).toEqual([...expected].sort());
      }
    },
  );
  it('of a CRM without a reader have what a person typed', () => {
    const typed = deals.find(({ crm, deal }) => crm === 'pipedrive' && deal.nextStep !== null);
    const fields = Object.entries(factsOf(typed as LabelledDeal).fields);
    const known = fields.filter(([, field]) => field.state === 'seen').map(([name]) => name);
    // The status follows from the name of the stage.
    expect(known).toEqual(['stage', 'amount', 'closeDate', 'owner', 'nextStep', 'status']);
    expect(factsOf(typed as LabelledDeal).fields.amount).toMatchObject({
      value: typed?.deal.amount,
    });
  });
  it('of Odoo name the sender and the side of e-mails only', () => {
    const messages = deals
      .filter(({ crm }) => crm === 'odoo')
      .flatMap((deal) => factsOf(deal).done);
    const marked = messages.filter((item) => item.direction !== null);
    expect(marked.length).toBeGreaterThan(20);
    expect(new Set(marked.map((item) => item.kind))).toEqual(new Set(['email']));
    expect(messages.filter((item) => item.from !== null && item.direction !== 'in')).toEqual([]);
  });
  it('with a checklist leave its open letters open', () => {
    const deal = tiny('ash-005', {
      checklist: { method: 'MEDDPICC', ticked: ['pain', 'criteria'] },
    });
    const items = factsOf(deal).checklist?.items ?? [];
    expect(items.filter((item) => item.done).map((item) => item.id)).toEqual([
      'pain',
      'decision-criteria',
    ]);
    expect(items).toHaveLength(8);
    const unknown = tiny('ash-006', { checklist: { method: 'BANT', ticked: ['champion'] } });
    expect(() => factsOf(unknown)).toThrow('BANT has no “champion”.');
  });
  it('that are sealed are read by no test', () => {
    expect(() => labelledDeals('sealed')).toThrow('No test reads the sealed deals');
  });
  it('are as the list of changed labels says', () => {
    expect(staleChanges(labelChanges(), deals)).toEqual([]);
    const change: LabelChange = {
      id: some.id,
      field: 'silent',
      old: some.silent,
      new: !some.silent,
      reason: 'The buyer asked for a pause.',
    };
    expect(staleChanges([change], deals)).toEqual([`${some.id} silent`]);
    const back = { ...change, old: !some.silent, new: some.silent };
    expect(staleChanges([change, back], deals)).toEqual([]);
  });
});

describe('topics', () => {
  it('name signals of the catalogue', () => {
    const ids = new Set(signals.map(({ id }) => id));
    const named = topicNames.flatMap((name) => [...topics[name]] as string[]);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });
  it('cover every signal about a deal', () => {
    const without = signals.map(({ id }) => id).filter((id) => topicsOf(id).length === 0);
    // These three are about the rep, and a labelled deal is seen alone.
    expect(without).toEqual(['repPattern', 'offTrend', 'losses']);
  });
  it('that no signal asks about are none', () => {
    expect(notAskedYet).toEqual([]);
  });
});

describe('the measure of the labelled deals', () => {
  it('counts questions, missed topics, silence and first questions', () => {
    const { measure } = measureDeals(TINY, askTiny);
    const { all, groups } = measure;
    expect(all).toMatchObject({
      deals: 4,
      // The praise is right on the silent deal and wrong on the first.
      precision: { right: 3, of: 5 },
      mustFound: { right: 1, of: 2 },
      silence: { right: 1, of: 2 },
      first: { right: 2, of: 4 },
    });
    expect(Object.keys(groups.cycle ?? {})).toEqual(['31–90 days', 'over 90 days', 'to 30 days']);
    expect(groups.crm?.hubspot).toMatchObject({ deals: 1, mustFound: { of: 0 } });
  });
  it('judges a topic that is in no label as wrong, and a missing question as missed', () => {
    const [first] = TINY as [LabelledDeal];
    expect(judge(first, [{ signal: 'closePassed', text: 'Ask?' }])).toMatchObject({
      shown: [{ signal: 'closePassed', right: false }],
      missed: ['silence'],
      asksNothing: false,
      firstRight: false,
    });
    expect(judge(first, [])).toMatchObject({ asksNothing: true, firstRight: false });
  });
  it('is printed as a table and a list', () => {
    const { measure, results } = measureDeals(TINY, askTiny);
    const lines = reportOf(measure)
      .split('\n')
      .map((line) => line.replace(/ +/g, ' '));
    expect(lines[0]).toBe('| | deals | precision | must found | silence | first right |');
    expect(lines[2]).toBe(
      '| all | 4 | 3/5 60% (23–88) | 1/2 50% (9–91) | 1/2 50% (9–91) | 2/4 50% (15–85) |',
    );
    expect(lines[3]).toBe(
      '| hubspot | 1 | 1/1 100% (21–100) | – | 1/1 100% (21–100) | 1/1 100% (21–100) |',
    );
    expect(lines).toHaveLength(2 + 1 + 2 + 3 + 2);
    expect(mistakesOf(results)).toEqual([
      'ash-001 odoo, 14 days: Deal ash-001.',
      '  wrong  win: Ask win?',
      'elm-003 odoo, 91 days: Deal elm-003.',
      '  wrong  closePassed: Ask closePassed?',
      '  first  closePassed, not silence',
      'elm-004 odoo, 30 days: Deal elm-004.',
      '  missed noCloseDate',
      '  first  oldDeal, not noCloseDate',
    ]);
  });
  it('is the same for the same deals', () => {
    const some = deals.filter((_, index) => index % 3 === 0);
    const once = measureDeals(some);
    expect(measureDeals(some)).toEqual(once);
    expect(measureDeals([...some].reverse()).measure).toEqual(once.measure);
    expect(once.measure.all.deals).toBe(some.length);
    expect(once.measure.all.precision.of).toBeGreaterThan(0);
  });
});
