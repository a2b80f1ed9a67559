// The choice of a wording: by the record, the signal, and what was asked before on the record.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coach, sentenceKey, type Wording } from '../../lib/coaching/index.ts';
import { LONGEST_INSERT, shortened } from '../../lib/coaching/sentence.ts';
import { type AskedBefore, wordingOf } from '../../lib/coaching/wording.ts';
import type { PromptOutcome, PromptShown } from '../../lib/model/index.ts';
import { facts, NOON } from '../helpers/deals.ts';

const DAY = 86_400_000;
const zone = 'Europe/London';
const civil = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const on = (key: string, at = NOON) => ({ key, day: civil(at), now: { ms: at, timeZone: zone } });
const nothing: AskedBefore = { outcomes: [], shown: [] };
const outcome = (kind: PromptOutcome['outcome'], at: number, signal = 'quiet'): PromptOutcome => ({
  ...{ refKey: 'k', signal, fingerprint: signal, outcome: kind, reason: null },
  ...{ severity: 0.5, author: 'u', at },
});
/** The row after the question was on screen on these days, oldest first. */
const shownOn = (days: readonly number[], signal = 'quiet'): PromptShown[] =>
  days.length === 0
    ? []
    : [
        {
          ...{ refKey: 'k', signal, fingerprint: signal, kind: 'process' as const },
          ...{ days: days.length, last: days.at(-1) ?? 0, before: days.at(-2) ?? null },
          ...{ author: 'u', editedBy: null, at: days.at(-1) ?? 0 },
        },
      ];

/** One day on which the question was on screen, with what the person did about it. */
type Asked = PromptOutcome['outcome'] | 'shown';
const asked = fc.constantFrom<Asked>('shown', 'answered', 'asked', 'snoozed', 'dismissed');
const key = fc.string({ minLength: 1, maxLength: 40 });
/** The rows in the morning of each day, in the evening, and in the morning of the next day. */
function rowsOf(history: readonly Asked[], days: number, untilEvening: boolean): AskedBefore {
  const at = (index: number) => NOON + index * DAY;
  const last = untilEvening ? days + 1 : days;
  return {
    outcomes: history
      .slice(0, last)
      .flatMap((kind, index) => (kind === 'shown' ? [] : [outcome(kind, at(index))])),
    shown: shownOn(history.slice(0, last).map((_, index) => at(index))),
  };
}
const property = (name: string, check: (key: string, history: readonly Asked[]) => void) =>
  it(name, () =>
    fc.assert(fc.property(key, fc.array(asked, { minLength: 1, maxLength: 9 }), check), {
      seed: 16,
      numRuns: 500,
    }),
  );

describe('the wording of a question', () => {
  it('is reality while nothing is known, on every deal', () =>
    fc.assert(
      fc.property(key, (record) => wordingOf(on(record), 'quiet', nothing) === 'reality'),
      { seed: 16 },
    ));
  it('is options after an answer, and will when there is an answer already', () => {
    const once = { outcomes: [outcome('answered', NOON - 30 * DAY)], shown: [] };
    expect(wordingOf(on('k'), 'quiet', once)).toBe('options');
    const twice = {
      outcomes: [outcome('answered', NOON - 60 * DAY), outcome('asked', NOON - 30 * DAY)],
      shown: shownOn([NOON - 60 * DAY, NOON - 30 * DAY]),
    };
    expect(wordingOf(on('k'), 'quiet', twice)).toBe('will');
  });
  it('of a question that was put off depends on the deal and the signal', () => {
    const putOff = (signal: string) => ({
      outcomes: [outcome('snoozed', NOON - 4 * DAY, signal)],
      shown: [],
    });
    const chosen = (keys: readonly string[], ids: readonly string[]) =>
      keys.flatMap((record) => ids.map((id) => wordingOf(on(record), id, putOff(id))));
    const ids = Array.from({ length: 200 }, (_, index) => `espocrm:deal:${index}`);
    const options = chosen(ids, ['quiet']).filter((wording) => wording === 'options').length;
    expect(options).toBeGreaterThan(60);
    expect(options).toBeLessThan(140);
    expect(new Set(chosen(['k'], ids)).size).toBe(2);
  });
  it('moves on only by its own signal', () => {
    const other = {
      outcomes: [outcome('answered', NOON - DAY, 'noReply')],
      shown: shownOn([NOON - DAY], 'noReply'),
    };
    expect(wordingOf(on('k'), 'quiet', other)).toBe('reality');
  });
  property('is the same for the same rows, in any order', (record, history) => {
    const rows = rowsOf(history, history.length, false);
    const reversed = { outcomes: rows.outcomes.toReversed(), shown: rows.shown };
    const at = on(record, NOON + history.length * DAY);
    expect(wordingOf(at, 'quiet', reversed)).toBe(wordingOf(at, 'quiet', rows));
  });
  property('stays for the whole day, whatever the person does', (record, history) => {
    for (const [index] of history.entries()) {
      const at = on(record, NOON + index * DAY);
      const morning = wordingOf(at, 'quiet', rowsOf(history, index, false));
      expect(wordingOf(at, 'quiet', rowsOf(history, index, true))).toBe(morning);
    }
  });
  property('is another one the next time it is asked', (record, history) => {
    let previous: Wording | null = null;
    for (let index = 0; index <= history.length; index += 1) {
      const at = on(record, NOON + index * DAY);
      const wording = wordingOf(at, 'quiet', rowsOf(history, index, false));
      expect(wording).not.toBe(previous);
      previous = wording;
    }
  });
});

describe('the questions of a deal', () => {
  const late = facts({ closeDate: '2026-11-01' });
  const keyOf = (context: Parameters<typeof coach>[1]) => {
    const item = coach(late, context).triggered.find(({ signal }) => signal === 'closePassed');
    return item && sentenceKey(item, 'rep');
  };
  it('come in the wording that the rows of the record decide', () => {
    expect(keyOf({})).toBe('signals.closePassed.rep.reality');
    const answer = outcome('answered', NOON - 30 * DAY, 'closePassed');
    expect(keyOf({ outcomes: [answer] })).toBe('signals.closePassed.rep.options');
    expect(keyOf({ outcomes: [{ ...answer, at: NOON }] })).toBe('signals.closePassed.rep.reality');
  });
  it('have the case before the wording in their key, and none in a reason', () => {
    const item = { signal: 'singleThreaded', as: 'nobody', wording: 'will' } as const;
    expect(sentenceKey(item, 'manager')).toBe('signals.singleThreaded.managerNobody.will');
    expect(sentenceKey(item, 'because')).toBe('signals.singleThreaded.becauseNobody');
    expect(sentenceKey({ ...item, as: 'several' }, 'rep')).toBe('signals.singleThreaded.rep.will');
  });
});

describe('a text inside a question', () => {
  it.each([
    ['Ruth Moss', 'Ruth Moss'],
    ['Send the revised quote, with the second option', 'Send the revised quote, with the second…'],
    [
      'Send the revised quote with option two, and the terms',
      'Send the revised quote with option two…',
    ],
    ['Donaudampfschifffahrtsgesellschaftskapitän', 'Donaudampfschifffahrtsgesellschaftskapi…'],
  ])('%s', (text, expected) => expect(shortened(text)).toBe(expected));
  it('is never longer than its limit, and is the start of the text', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const short = shortened(text);
        expect(short.length).toBeLessThanOrEqual(LONGEST_INSERT);
        expect(text.startsWith(short.replace(/…$/, ''))).toBe(true);
      }),
      { seed: 16 },
    ));
});
