// Where the others of a talk are, and how much of its time is over.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineParts, oneOnOneSteps, reviewSteps, sessionSteps } from '../../lib/model/index.ts';
import { talkClock } from '../../lib/view/talkClock.ts';
import { elsewhere, placeOfLine, placeOfStep, stepOfPlace } from '../../lib/view/talkPlaces.ts';

const SEED = 281116;
const formats = [oneOnOneSteps, reviewSteps, sessionSteps];
const nobody = () => null;

describe('the step of a place', () => {
  it('is the one that somebody looks at', () => {
    for (const steps of formats)
      for (const step of steps) expect(stepOfPlace(placeOfStep(step), steps, nobody)).toBe(step);
  });
  it.each([
    ['open', oneOnOneSteps, 'opening'],
    ['item', oneOnOneSteps, 'opening'],
    ['options', oneOnOneSteps, 'deal'],
    ['options', reviewSteps, 'options'],
    ['useful', oneOnOneSteps, 'finish'],
    ['gap', sessionSteps, 'gap'],
    ['goal', sessionSteps, null],
    ['private', oneOnOneSteps, null],
    ['toString', oneOnOneSteps, null],
    ['at:constructor', oneOnOneSteps, null],
  ] as const)('of %s in %j is %s', (place, steps, step) => {
    expect(stepOfPlace(place, steps, nobody)).toBe(step);
  });
  it('of a line is that of its part, where this device has the line', () => {
    const partOf = (id: string) => (id === 'l1' ? ('will' as const) : null);
    expect(stepOfPlace(placeOfLine('l1'), oneOnOneSteps, partOf)).toBe('deal');
    expect(stepOfPlace(placeOfLine('l2'), oneOnOneSteps, partOf)).toBeNull();
  });
  it('is one of the format, or none, for every text', () => {
    const place = fc.oneof(
      fc.string(),
      fc.constantFrom(...lineParts),
      fc.string().map(placeOfLine),
    );
    fc.assert(
      fc.property(place, fc.constantFrom(...formats), (text, steps) => {
        const step = stepOfPlace(text, steps, nobody);
        expect(step === null || (steps as readonly string[]).includes(step)).toBe(true);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('people who are elsewhere', () => {
  const stepOf = (place: string) => stepOfPlace(place, oneOnOneSteps, nobody);
  const at = (user: string, place: string) => ({ user, place });
  it('are named with their step, and somebody here is not', () => {
    const others = [at('tomas', 'at:deal'), at('aisha', 'at:opening'), at('mika', 'nowhere')];
    expect(elsewhere(others, 'opening', stepOf)).toEqual([{ user: 'tomas', step: 'deal' }]);
  });
  it('are not those who are here with another device', () => {
    const others = [at('tomas', 'at:deal'), at('tomas', 'open')];
    expect(elsewhere(others, 'opening', stepOf)).toEqual([]);
  });
  it('are three at most', () => {
    const many = Array.from({ length: 100 }, (_, index) => at(`u${index}`, 'at:deal'));
    expect(elsewhere(many, null, stepOf)).toHaveLength(3);
  });
});

describe('the clock of a talk', () => {
  const MINUTE = 60_000;
  it('says how many minutes are over', () => {
    expect(talkClock(0, 30, 18.5 * MINUTE)).toMatchObject({ minutes: 18, of: 30, isOver: false });
    expect(talkClock(0, 30, 30.5 * MINUTE)?.isOver).toBe(false);
    expect(talkClock(0, 30, 31 * MINUTE)).toMatchObject({ share: 1, isOver: true });
  });
  it('is none before the talk, and for one that nobody ended', () => {
    expect(talkClock(null, 30, 5)).toBeNull();
    expect(talkClock(0, 30, 241 * MINUTE)).toBeNull();
    expect(talkClock(0, 0, 5)).toBeNull();
  });
  it('is between the begin and the end for every time, also with a clock that is ahead', () => {
    const ms = fc.integer({ min: -1e13, max: 1e13 });
    fc.assert(
      fc.property(ms, ms, fc.integer({ min: 5, max: 240 }), (began, now, of) => {
        const clock = talkClock(began, of, now);
        if (clock === null) return;
        expect(clock.share).toBeGreaterThanOrEqual(0);
        expect(clock.share).toBeLessThanOrEqual(1);
        expect(clock.minutes).toBeGreaterThanOrEqual(0);
        expect(clock.minutes).toBeLessThanOrEqual(2 * 240);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
