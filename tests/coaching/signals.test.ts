// Every signal, with facts on which it is triggered, not triggered or unknown: the tables are in
// tests/coaching/signals, one a subject. The tests below expect every signal and every variant of a
// text in them.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coach, sentenceKey, signals, wordings } from '../../lib/coaching/index.ts';
import { type Signal, say, type Variant } from '../../lib/coaching/signal.ts';
import { evaluateSignal } from '../../lib/coaching/trigger.ts';
import { day, facts, ms } from '../helpers/deals.ts';
import { activity } from './signals/activity.ts';
import { dates } from './signals/dates.ts';
import { people } from './signals/people.ts';
import { replies } from './signals/replies.ts';
import { results } from './signals/results.ts';
import {
  checklist,
  done,
  EARLY_NO,
  eightWeeks,
  mail,
  move,
  noPlan,
  note,
  open,
  type Row,
  SMALL_AND_BUSY,
} from './signals/samples.ts';
import { texts } from './signals/texts.ts';
import { unknowns } from './signals/unknowns.ts';

/** The triggered signals that a signal reads: those before it, and with `last` all but these. */
function firstOf(dealFacts: ReturnType<typeof facts>, signal: Signal) {
  const before = signal.last
    ? signals.filter(({ last }) => !last)
    : signals.slice(0, signals.indexOf(signal)).filter(({ last }) => !last);
  const ids = new Set(before.map(({ id }) => id));
  return coach(dealFacts).triggered.filter((item) => ids.has(item.signal));
}
function outcomeOf(id: string, dealFacts: ReturnType<typeof facts>, limit?: number) {
  const signal = signals.find((item) => item.id === id);
  if (!signal) throw new Error(`no signal ${id}`);
  return evaluateSignal(signal, dealFacts, firstOf(dealFacts, signal), limit).outcome;
}
function check(id: string, dealFacts: ReturnType<typeof facts>) {
  const outcome = outcomeOf(id, dealFacts);
  if (outcome === 'unknown') return outcome;
  return outcome === null ? 'notTriggered' : 'triggered';
}
const table: readonly Row[] = [
  ...activity,
  ...dates,
  ...unknowns,
  ...people,
  ...replies,
  ...results,
  ...texts,
];

/** The session that decides is after the close date. */
const LATER = facts(
  { closeDate: day(20) },
  { notes: [note('The board meets on 28 January 2027.')] },
);

/** Facts of each case, with a company's threshold where the default never leads to the case. */
const cases: [string, Variant, ReturnType<typeof facts>, number?][] = [
  ['singleThreaded', 'nobody', facts({ contacts: [] })],
  ['singleThreaded', 'several', facts(), 5],
  ['newOwner', 'nobody', facts({ owner: null })],
  ['closePushed', 'once', facts({ closeDateHistory: [move(-9, day(1), day(9))] }), 1],
  [
    'closePushed',
    'passed',
    facts({
      closeDate: undefined,
      closeDateHistory: [move(-30, day(-20), day(-9)), move(-9, day(-9), day(-3))],
    }),
  ],
  ['nextStepStale', 'due', facts({ nextStepDate: day(-1) })],
  ['quiet', 'unanswered', eightWeeks({ activities: [mail(-2, 'out'), mail(-16, 'out')] })],
  [
    'slowReplies',
    'theirs',
    eightWeeks({
      activities: [-30, -23, -16].flatMap((at) => [mail(at, 'in'), mail(at + 6, 'out')]),
    }),
  ],
  ['muchEffort', 'small', SMALL_AND_BUSY],
  ['honestStep', 'early', EARLY_NO],
  ['win', 'won', facts({ stage: 'Won', status: 'won', stageSince: ms(-1) })],
  ['win', 'said', facts({}, { notes: [note('Legal approved the contract on Monday.')] })],
  ['newOwner', 'said', facts({}, { notes: [note('Took this over from Martin on Monday.')] })],
  ['noNextStep', 'waiting', facts({ nextStep: 'Await feedback', nextStepDate: null })],
  ['executiveJoins', 'said', facts({}, { notes: [note('Their CFO joined the call.')] })],
  ['unlisted', 'said', facts({}, { notes: [note('From now on please talk to Ada Quill.')] })],
  [
    'roleMissing',
    'open',
    facts({ stage: 'Proposal', contacts: undefined }, { checklist: checklist('authority', false) }),
  ],
  ['commitInDoubt', 'once', facts({ forecast: 'Commit', closeDate: day(-3) })],
  ['roleMissing', 'said', facts({}, { notes: [note("I don't know who decides.")] })],
  ['approvalUnknown', 'said', facts({}, { notes: [note('No idea who approves it.')] })],
  ['painUnproven', 'said', facts({}, { notes: [note("I don't know why they need it.")] })],
  ['noMetrics', 'said', facts({}, { notes: [note("They haven't shared any numbers.")] })],
  ['criteriaUnknown', 'said', facts({}, { notes: [note('Their criteria are unclear.')] })],
  ['paperUnknown', 'said', facts({}, { notes: [note('No idea how long legal takes.')] })],
  ['noCriticalEvent', 'said', facts({}, { notes: [note('There is no rush, she says.')] })],
  ['noChampion', 'said', facts({}, { notes: [note('Nobody inside is pushing this.')] })],
  ['bantGap', 'said', facts({}, { notes: [note('No idea what budget they have.')] })],
  ['competitionBlank', 'said', facts({}, { notes: [note("I don't know who else they see.")] })],
  [
    'noReply',
    'said',
    facts({ activities: [done(-9)] }, { notes: [note('No answer to my last three mails.')] }),
  ],
  ['noReply', 'several', eightWeeks({ activities: [mail(-2, 'out'), mail(-16, 'out')] })],
  ['singleThreaded', 'said', facts({}, { notes: [note('Ruth is my only contact.')] })],
  ['buyerWaits', 'said', facts({}, { notes: [note('I still owe them the quote.')] })],
  ['amountDown', 'said', facts({}, { notes: [note('They cut the order by half.')] })],
  ['closesSoonEarly', 'said', LATER],
  ['noMutualPlan', 'said', facts({}, { notes: [note("We don't have a joint plan yet.")] })],
];

describe('the sentences of a signal', () => {
  it('match the case that was found', () => {
    for (const [id, variant, dealFacts, limit] of cases)
      expect(outcomeOf(id, dealFacts, limit), `${id} ${variant}`).toMatchObject({ as: variant });
  });
  it('are all reached', () => {
    const declared = signals.flatMap(({ id, variants = {} }) =>
      Object.keys(variants).map((variant) => `${id} ${variant}`),
    );
    expect(cases.map(([id, variant]) => `${id} ${variant}`).sort()).toEqual(declared.sort());
  });
  it.each(['en', 'de', 'es'])('have a value for each of their places: %s', (language) => {
    const locale: unknown = JSON.parse(readFileSync(`locales/${language}.json`, 'utf8'));
    const textOf = (key: string) =>
      key
        .split('.')
        .reduce((tree: unknown, part) => (tree as Record<string, unknown>)[part], locale) as string;
    const without: string[] = [];
    const triggered = table
      .filter((row) => row[3] === 'triggered')
      .map(([id, , dealFacts]) => [id, dealFacts]);
    for (const [id, dealFacts, limit] of [
      ...(triggered as [string, ReturnType<typeof facts>][]),
      ...cases.map(([id, , dealFacts, limit]) => [id, dealFacts, limit] as const),
    ]) {
      const finding = outcomeOf(id, dealFacts, limit);
      if (finding === 'unknown' || finding === null) continue;
      const keys = wordings.flatMap((wording) =>
        (['rep', 'manager', 'because'] as const).map((part) =>
          sentenceKey({ signal: id, ...finding, wording }, part),
        ),
      );
      for (const key of new Set(keys)) {
        const text = textOf(key);
        if (!text) without.push(key);
        for (const [, place] of text?.matchAll(/\$(\d)/g) ?? []) {
          const word = finding.values?.[Number(place) - 1];
          if (!word || word.value === '') without.push(`${key}: ${text}`);
        }
      }
    }
    expect(without).toEqual([]);
  });
});

describe('signals', () => {
  it.each(table)('%s: %s', (id, _, dealFacts, expected) =>
    expect(check(id, dealFacts)).toBe(expected),
  );
  it('are each in the table, triggered and not triggered', () => {
    for (const { id } of signals)
      for (const kind of ['triggered', 'notTriggered'] as const)
        expect(
          table.some((row) => row[0] === id && row[3] === kind),
          `${id} ${kind}`,
        ).toBe(true);
  });
  it('count days in the zone they are given, through a change of the clocks', () => {
    // Clocks went back in London on 25 October 2026 and in New York on 1 November.
    const late = { ms: Date.parse('2026-11-08T00:30:00Z'), timeZone: 'Europe/London' };
    const call = { ...done(0), at: Date.parse('2026-10-24T23:30:00Z') };
    expect(check('quiet', facts({ ...noPlan, activities: [call] }, { now: late }))).toBe(
      'triggered',
    );
    expect(
      check(
        'quiet',
        facts(
          { ...noPlan, activities: [call] },
          { now: { ...late, timeZone: 'America/New_York' } },
        ),
      ),
    ).toBe('triggered');
    const sooner = { ms: Date.parse('2026-11-07T22:00:00Z'), timeZone: 'Europe/London' };
    expect(check('quiet', facts({ ...noPlan, activities: [call] }, { now: sooner }))).toBe(
      'notTriggered',
    );
    expect(
      check(
        'quiet',
        facts({ ...noPlan, activities: [call] }, { now: { ...sooner, timeZone: 'Asia/Tokyo' } }),
      ),
    ).toBe('triggered');
  });
  it('have a threshold that people can set only where it decides', () => {
    for (const { id, unit } of signals.filter((signal) => signal.unit !== 'none')) {
      const rows = table.filter((row) => row[0] === id && row[3] === 'triggered');
      const decides = rows.some(([, , dealFacts]) =>
        [0, 1e9].some((limit) => outcomeOf(id, dealFacts, limit) === null),
      );
      expect(decides, `${id}, ${unit}`).toBe(true);
    }
  });
  it('grow with lateness', () => {
    const severity = (inDays: number) => {
      const outcome = signals
        .find((item) => item.id === 'quiet')
        ?.check(facts({ activities: [done(inDays)] }), 14, []);
      return outcome && outcome !== 'unknown' ? outcome.severity : 0;
    };
    expect(severity(-14)).toBeCloseTo(0.4);
    expect(severity(-28)).toBeCloseTo(0.8);
    expect(severity(-90)).toBe(1);
  });
});

describe('no meeting', () => {
  it('has as evidence what is open, with its day, and the last contact', () => {
    const shown = facts({ stage: 'Proposal', activities: [open(day(4)), open(null), done(-9)] });
    const found = coach(shown).triggered.find(({ signal }) => signal === 'noMeeting');
    expect(found?.evidence).toEqual([
      {
        fact: 'openActivities',
        values: [say.text('Send plan'), say.date(day(4)), say.text('Send plan')],
      },
      { fact: 'activities', values: [say.text('Call'), say.date(day(-9))] },
    ]);
  });
});
