import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealFacts } from '../../lib/coaching/index.ts';
import { read } from '../../lib/crm/readers/espocrm.ts';
import { history } from '../../lib/crm/readers/espocrmChanges.ts';
import { known } from '../../lib/model/index.ts';
import { crmPage, dealOf } from '../helpers/crmPage.ts';

/** The streams of an EspoCRM before and after 9.2, with invented values. */
const NOW = Date.parse('2026-11-22T12:00:00Z');
const ID = 'd0000000000000001';
const STAGES = ['Prospecting', 'Qualification', 'Proposal', 'Negotiation', 'Closed Won'];
const DEAL = {
  id: ID,
  name: 'Kiln',
  stage: 'Negotiation',
  amount: 7500,
  amountCurrency: 'USD',
  closeDate: '2026-12-20',
  createdAt: '2026-09-01 09:00:00',
  modifiedAt: '2026-11-20 10:00:00',
};
const on = (day: string, seconds = 0) => `2026-${day} 10:00:${String(seconds).padStart(2, '0')}`;
const at = (day: string) => Date.parse(`2026-${day}T10:00:00Z`);
const created = (value: string | null = 'Prospecting') => ({
  type: 'Create',
  createdAt: on('09-01'),
  data: { statusField: 'stage', statusValue: value },
});
/** Before 9.2: an entry of its own. */
const status = (day: string, value: string, seconds = 0) => ({
  type: 'Status',
  createdAt: on(day, seconds),
  data: { field: 'stage', value, style: 'default' },
});
/** From 9.2: the entry for all that one save changed. */
const update = (day: string, value?: string, was: object = {}, became: object = {}) => ({
  type: 'Update',
  createdAt: on(day),
  data: {
    fields: Object.keys(became),
    attributes: { was, became },
    ...(value === undefined ? {} : { value }),
  },
});

const page = (stream: object[], deal: object) =>
  crmPage(`http://crm.test/#Opportunity/view/${ID}`, '', (url) => {
    const answer = (response: unknown) => ({ status: 200, response });
    if (url.includes('Metadata')) return answer({ options: STAGES, probabilityMap: {} });
    if (url.includes('/stream?')) return answer({ total: stream.length, list: stream });
    return answer(url.includes('?') ? { list: [] } : deal);
  }).win;
const readDeal = async (stream: object[], deal: object = DEAL) =>
  dealOf(await read(page(stream, deal)), 'espocrm', ID, NOW);
const moves = (stream: object[]) =>
  history(stream as Record<string, unknown>[]).stageHistory.map(({ from, to }) => [from, to]);

describe('stage moves of EspoCRM 9.2', () => {
  it('are the entries with a value, newest first or not', async () => {
    const stream = [
      update('11-18', 'Negotiation'),
      update('11-10', 'Proposal', { amount: 1 }, { amount: 2 }),
      update('11-12', undefined, { closeDate: '2026-12-01' }, { closeDate: '2026-12-20' }),
      update('10-01', 'Qualification'),
      created(),
    ];
    const { fields } = await readDeal(stream);
    expect(known(fields.stageHistory)?.map(({ at, from, to }) => [at, from, to])).toEqual([
      [at('10-01'), 'Prospecting', 'Qualification'],
      [at('11-10'), 'Qualification', 'Proposal'],
      [at('11-18'), 'Proposal', 'Negotiation'],
    ]);
    expect(known(fields.stageSince)).toBe(at('11-18'));
    expect(known(fields.amountHistory)).toHaveLength(1);
    expect(known(fields.closeDateHistory)).toHaveLength(1);
  });
  it('go on after those of the version before', () => {
    expect(
      moves([created(), status('10-01', 'Qualification'), update('11-10', 'Proposal')]),
    ).toEqual([
      ['Prospecting', 'Qualification'],
      ['Qualification', 'Proposal'],
    ]);
  });
  it('count once where the stage itself is tracked too', () => {
    const tracked = update('10-01', undefined, { stage: 'Prospecting' }, { stage: 'Proposal' });
    const both = update('11-10', 'Negotiation', { stage: 'Proposal' }, { stage: 'Negotiation' });
    const once = [
      ['Prospecting', 'Proposal'],
      ['Proposal', 'Negotiation'],
    ];
    expect(moves([created(), tracked, status('10-01', 'Proposal', 1), both])).toEqual(once);
    expect(moves([created(), status('10-01', 'Proposal'), tracked, both])).toEqual(once);
  });
  it('back to a stage are moves, even if nobody noted that the deal had left it', () => {
    expect(moves([created(), update('10-01', 'Proposal'), update('11-10', 'Proposal')])).toEqual([
      ['Prospecting', 'Proposal'],
      [null, 'Proposal'],
    ]);
  });
  it('are not the values of another field', () => {
    const other = { ...created(), data: { statusField: 'cState', statusValue: 'New' } };
    expect(moves([other, update('10-01', 'Done')])).toEqual([]);
  });
});

describe('a stream that does not show the stage', () => {
  const { stage: _, ...hidden } = DEAL;
  it('has no moves to count for a role that may not see it', async () => {
    const { fields } = await readDeal([created(null), update('11-10')], hidden);
    for (const name of ['stageHistory', 'stageSince'] as const)
      expect(fields[name], name).toEqual({ state: 'unseen', why: 'forbidden' });
    expect(fields.closeDateHistory.state).toBe('seen');
  });
  it('so with an amount and a close date', async () => {
    const { amount: _amount, closeDate: _closeDate, ...other } = DEAL;
    const { fields } = await readDeal([created('Negotiation')], other);
    for (const name of ['amountHistory', 'closeDateHistory'] as const)
      expect(fields[name], name).toEqual({ state: 'unseen', why: 'forbidden' });
    expect(fields.stageHistory.state).toBe('seen');
  });
  it('is no proof that the deal stayed where it began', async () => {
    const { fields } = await readDeal([created(), update('11-10')]);
    for (const name of ['stageHistory', 'stageSince'] as const)
      expect(fields[name], name).toMatchObject({ state: 'unseen', why: 'unparsed' });
    const facts = dealFacts(
      { record: await readDeal([created(), update('11-10')]) },
      { ms: NOW, timeZone: 'UTC' },
      () => null,
    );
    expect(facts.stageMoves).toBeNull();
  });
  it('keeps the moves it has, and not since when the deal is in its stage', async () => {
    const { fields } = await readDeal([created(), update('10-01', 'Proposal')]);
    expect(fields.stageHistory).toMatchObject({ state: 'seen', confidence: 0.5 });
    expect(fields.stageSince).toMatchObject({ state: 'unseen' });
  });
  it('nor one that is cut before the deal was created', async () => {
    const dates = Array.from({ length: 200 }, () => update('11-12'));
    const { fields } = await readDeal(dates);
    expect(fields.stageHistory.state).toBe('unseen');
    expect(fields.stageSince.state).toBe('unseen');
    expect((await readDeal([])).fields.stageHistory).toMatchObject({ state: 'seen', value: [] });
  });
  it('while a deal that never moved is in its stage since it was created', async () => {
    const { fields } = await readDeal([created('Negotiation')]);
    expect(fields.stageHistory).toMatchObject({ state: 'seen', value: [], confidence: 1 });
    expect(known(fields.stageSince)).toBe(Date.parse('2026-09-01T09:00:00Z'));
  });
});

describe('one course of a deal', () => {
  it('is the same in both shapes, and in any order of entries', () => {
    const course = fc.array(fc.nat({ max: STAGES.length - 1 }), { maxLength: 12 });
    fc.assert(
      fc.property(course, fc.nat({ max: 12 }), fc.nat(), (places, upgradedAt, seed) => {
        const stages = places.map((place) => STAGES[place] ?? '');
        const steps = ['Prospecting', ...stages].flatMap((stage, index, all) =>
          index > 0 && stage !== all[index - 1] ? [[all[index - 1], stage]] : [],
        );
        const entries = steps.map(([, to], index) => {
          const day = `10-${String(index + 1).padStart(2, '0')}`;
          return (index < upgradedAt ? status : update)(day, to ?? '');
        });
        const mixed = [created(), ...entries].toSorted(
          (a, b) => ((Date.parse(a.createdAt) * seed) % 7) - ((Date.parse(b.createdAt) * seed) % 7),
        );
        expect(moves(mixed)).toEqual(steps);
      }),
      { seed: 92, numRuns: 200 },
    );
  });
});
