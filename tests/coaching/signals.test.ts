import { describe, expect, it } from 'vitest';
import { signals } from '../../lib/coaching/index.ts';
import { day, facts, ms, snapshot } from '../helpers/deals.ts';

function check(id: string, given: ReturnType<typeof facts>) {
  const signal = signals.find((item) => item.id === id);
  if (!signal) throw new Error(`no signal ${id}`);
  const outcome = signal.check(given, signal.limit);
  return outcome === 'unsure' ? 'unsure' : outcome === null ? 'silent' : 'raised';
}
const done = (inDays: number, subject = 'Call') => ({ id: `d${inDays}`, kind: 'call', subject, state: 'done', at: ms(inDays), due: null, contactId: null });
const open = (due: string | null, at: number | null = null) => ({ id: `o${due}`, kind: 'task', subject: 'Send plan', state: 'open', at, due, contactId: null });
const move = (inDays: number, from: unknown, to: unknown) => ({ at: ms(inDays), from, to });

/** Signal, what it is, the deal, what is expected. Limits are tried a day to each side. */
const table: [string, string, ReturnType<typeof facts>, 'raised' | 'silent' | 'unsure'][] = [
  ['quiet', '13 days', facts({ activities: [done(-13)] }), 'silent'],
  ['quiet', '14 days', facts({ activities: [done(-14)] }), 'raised'],
  ['quiet', '15 days', facts({ activities: [done(-15)] }), 'raised'],
  ['quiet', 'what is planned is no activity', facts({ activities: [done(-20), open(day(3))] }), 'raised'],
  ['quiet', 'a done activity in the future does not count', facts({ activities: [done(-20), done(3)] }), 'raised'],
  ['quiet', 'never anything, created 13 days ago', facts({ activities: [], createdAt: ms(-13) }), 'silent'],
  ['quiet', 'never anything, created 14 days ago', facts({ activities: [], createdAt: ms(-14) }), 'raised'],
  ['quiet', 'activities not visible', facts({ activities: undefined }), 'unsure'],
  ['closePassed', 'yesterday', facts({ closeDate: day(-1) }), 'raised'],
  ['closePassed', 'today is not overdue', facts({ closeDate: day(0) }), 'silent'],
  ['closePassed', 'no date', facts({ closeDate: null }), 'silent'],
  ['closePassed', 'not visible', facts({ closeDate: undefined }), 'unsure'],
  ['closesSoonEarly', '14 days, early', facts({ closeDate: day(14) }), 'raised'],
  ['closesSoonEarly', '15 days, early', facts({ closeDate: day(15) }), 'silent'],
  ['closesSoonEarly', '14 days, in Proposal', facts({ closeDate: day(14), stage: 'Proposal' }), 'silent'],
  ['closesSoonEarly', 'past', facts({ closeDate: day(-1) }), 'silent'],
  ['closesSoonEarly', 'pipeline not visible', facts({ closeDate: day(3), stages: undefined }), 'unsure'],
  ['closePushed', 'once', facts({ closeDateHistory: [move(-9, day(1), day(9))] }), 'silent'],
  ['closePushed', 'twice', facts({ closeDateHistory: [move(-9, day(1), day(9)), move(-3, day(9), day(20))] }), 'raised'],
  ['closePushed', 'once later, once earlier', facts({ closeDateHistory: [move(-9, day(1), day(9)), move(-3, day(9), day(2))] }), 'silent'],
  [
    'closePushed',
    'from snapshots where the CRM has no history',
    facts({ closeDateHistory: undefined }, { snapshots: [snapshot(-30, { closeDate: day(-9) }), snapshot(-20, { closeDate: day(3) }), snapshot(-4, { closeDate: day(30) })] }),
    'raised',
  ],
  ['closePushed', 'no history and one visit', facts({ closeDateHistory: undefined }, { snapshots: [snapshot(-4, { closeDate: day(30) })] }), 'unsure'],
  ['stageStuck', '30 days', facts({ stageSince: ms(-30) }), 'silent'],
  ['stageStuck', '31 days', facts({ stageSince: ms(-31) }), 'raised'],
  ['stageStuck', 'since unknown', facts({ stageSince: undefined, stageHistory: undefined }), 'unsure'],
  ['untouched', '30 days', facts({ modifiedAt: ms(-30) }), 'silent'],
  ['untouched', '31 days', facts({ modifiedAt: ms(-31) }), 'raised'],
  ['untouched', 'not visible', facts({ modifiedAt: undefined }), 'unsure'],
  ['stageBack', 'back and still there', facts({ stageHistory: [move(-9, 'Qualification', 'Proposal'), move(-3, 'Proposal', 'Qualification')] }), 'raised'],
  ['stageBack', 'back and forth again', facts({ stage: 'Proposal', stageHistory: [move(-9, 'Proposal', 'Qualification'), move(-3, 'Qualification', 'Proposal')] }), 'silent'],
  ['stageBack', 'only forward', facts({ stageHistory: [move(-3, 'Prospecting', 'Qualification')] }), 'silent'],
  ['stageBack', 'history not visible', facts({ stageHistory: undefined }), 'unsure'],
  ['noNextStep', 'none', facts({ nextStep: null }), 'raised'],
  ['noNextStep', 'one', facts(), 'silent'],
  ['noNextStep', 'not visible is not missing', facts({ nextStep: undefined }), 'unsure'],
  ['nextStepStale', 'due yesterday', facts({ nextStepDate: day(-1) }), 'raised'],
  ['nextStepStale', 'due today', facts({ nextStepDate: day(0) }), 'silent'],
  ['nextStepStale', 'no date, same words for 13 days', facts({ nextStepDate: null }, { snapshots: [snapshot(-13, { nextStep: 'Send the plan' })] }), 'silent'],
  ['nextStepStale', 'no date, same words for 14 days', facts({ nextStepDate: null }, { snapshots: [snapshot(-14, { nextStep: 'Send the plan' })] }), 'raised'],
  ['nextStepStale', 'not visible', facts({ nextStep: undefined }), 'unsure'],
  ['noOpenActivity', 'nothing planned', facts({ activities: [done(-3)] }), 'raised'],
  ['noOpenActivity', 'something planned', facts(), 'silent'],
  ['noOpenActivity', 'not visible', facts({ activities: undefined }), 'unsure'],
  ['overdueTask', 'yesterday', facts({ activities: [open(day(-1))] }), 'raised'],
  ['overdueTask', 'today', facts({ activities: [open(day(0))] }), 'silent'],
  ['overdueTask', 'done', facts({ activities: [{ ...open(day(-1)), state: 'done' }] }), 'silent'],
  ['overdueTask', 'not visible', facts({ activities: undefined }), 'unsure'],
  ['singleThreaded', 'one', facts({ contacts: [{ id: null, name: 'Ruth', role: null, title: null }] }), 'raised'],
  ['singleThreaded', 'nobody', facts({ contacts: [] }), 'raised'],
  ['singleThreaded', 'two', facts(), 'silent'],
  ['singleThreaded', 'not visible', facts({ contacts: undefined }), 'unsure'],
  ['roleMissing', 'nobody decides, Proposal', facts({ stage: 'Proposal', contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }] }), 'raised'],
  ['roleMissing', 'nobody decides, Qualification', facts({ contacts: [{ id: null, name: 'Ruth', role: 'User', title: null }] }), 'silent'],
  ['roleMissing', 'an economic buyer', facts({ stage: 'Proposal', contacts: [{ id: null, name: 'Ruth', role: 'Economic Buyer', title: null }] }), 'silent'],
  ['roleMissing', 'not visible', facts({ stage: 'Proposal', contacts: undefined }), 'unsure'],
  ['amountDown', '14%', facts({ amount: { amount: 86_000, currency: 'GBP' }, amountHistory: [move(-5, 100_000, 86_000)] }), 'silent'],
  ['amountDown', '15%', facts({ amount: { amount: 85_000, currency: 'GBP' }, amountHistory: [move(-5, 100_000, 85_000)] }), 'raised'],
  ['amountDown', 'up', facts({ amountHistory: [move(-5, 10_000, 40_000)] }), 'silent'],
  ['amountDown', 'history not visible', facts({ amountHistory: undefined }), 'unsure'],
  ['amountBlank', 'blank', facts({ amount: null }), 'raised'],
  ['amountBlank', 'nought', facts({ amount: { amount: 0, currency: 'GBP' } }), 'raised'],
  ['amountBlank', 'one', facts(), 'silent'],
  ['amountBlank', 'not visible', facts({ amount: undefined }), 'unsure'],
  ['newOwner', 'none', facts({ owner: null }), 'raised'],
  ['newOwner', 'new for 14 days', facts({}, { snapshots: [snapshot(-30, { owner: 'Jonas' }), snapshot(-14, { owner: 'Tomas Lindqvist' })] }), 'raised'],
  ['newOwner', 'new for 15 days', facts({}, { snapshots: [snapshot(-30, { owner: 'Jonas' }), snapshot(-15, { owner: 'Tomas Lindqvist' })] }), 'silent'],
  ['newOwner', 'not visible', facts({ owner: undefined }), 'unsure'],
  ['reengaged', 'today after 21 days', facts({ activities: [done(0), done(-21)] }), 'raised'],
  ['reengaged', 'today after 20 days', facts({ activities: [done(0), done(-20)] }), 'silent'],
  ['reengaged', '8 days ago after 30', facts({ activities: [done(-8), done(-38)] }), 'silent'],
  ['reengaged', 'the day after as well', facts({ activities: [done(-1), done(-2), done(-40)] }), 'raised'],
  ['reengaged', 'not visible', facts({ activities: undefined }), 'unsure'],
  ['win', 'won yesterday', facts({ stage: 'Won', status: 'won', stageSince: ms(-1) }), 'raised'],
  ['win', 'won 31 days ago', facts({ stage: 'Won', status: 'won', stageSince: ms(-31) }), 'silent'],
  ['win', 'forward with a call before', facts({ stageHistory: [move(-2, 'Prospecting', 'Qualification')] }), 'raised'],
  ['win', 'forward with nothing to show', facts({ activities: [], stageHistory: [move(-2, 'Prospecting', 'Qualification')] }), 'silent'],
  ['win', 'back', facts({ stageHistory: [move(-2, 'Proposal', 'Qualification')] }), 'silent'],
];

describe('signals', () => {
  it.each(table)('%s: %s', (id, _, given, expected) => expect(check(id, given)).toBe(expected));
  it('are each in the table, raised and silent', () => {
    for (const { id } of signals)
      for (const kind of ['raised', 'silent'] as const)
        expect(
          table.some((row) => row[0] === id && row[3] === kind),
          `${id} ${kind}`,
        ).toBe(true);
  });
  it('count days in the zone they are given, through a change of the clocks', () => {
    // Clocks went back in London on 25 October 2026 and in New York on 1 November: a day more is a day more.
    const late = { ms: Date.parse('2026-11-08T00:30:00Z'), timeZone: 'Europe/London' };
    const call = { ...done(0), at: Date.parse('2026-10-24T23:30:00Z') };
    expect(check('quiet', facts({ activities: [call] }, { now: late }))).toBe('raised');
    expect(check('quiet', facts({ activities: [call] }, { now: { ...late, timeZone: 'America/New_York' } }))).toBe('raised');
    const sooner = { ms: Date.parse('2026-11-07T22:00:00Z'), timeZone: 'Europe/London' };
    expect(check('quiet', facts({ activities: [call] }, { now: sooner }))).toBe('silent');
    expect(check('quiet', facts({ activities: [call] }, { now: { ...sooner, timeZone: 'Asia/Tokyo' } }))).toBe('raised');
  });
  it('grow with lateness', () => {
    const severity = (inDays: number) => {
      const outcome = signals.find((item) => item.id === 'quiet')?.check(facts({ activities: [done(inDays)] }), 14);
      return outcome && outcome !== 'unsure' ? outcome.severity : 0;
    };
    expect(severity(-14)).toBeCloseTo(0.4);
    expect(severity(-28)).toBeCloseTo(0.8);
    expect(severity(-90)).toBe(1);
  });
});
