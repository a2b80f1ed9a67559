import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CoachedPerson,
  choose,
  coach,
  FLOOR,
  MOST_PROMPTS,
  nobody,
  score,
  TIRED_PER_DAY,
  type TriggeredSignal,
  weights,
} from '../../lib/coaching/index.ts';
import { Kind, skills } from '../../lib/model/index.ts';
import { day, facts, ms } from '../helpers/deals.ts';

const triggered = (signal: string, more: Partial<TriggeredSignal> = {}): TriggeredSignal => ({
  signal,
  number: 1,
  kind: 'process',
  skill: 'planning',
  topic: signal,
  about: 'deal',
  side: 'both',
  limit: 0,
  unit: 'none',
  severity: 0.6,
  fingerprintInputs: {},
  fingerprint: signal,
  evidence: [],
  source: 'api',
  authored: null,
  ...more,
});
const person = (more: Partial<CoachedPerson> = {}): CoachedPerson => ({ ...nobody, ...more });
const context = (
  more: Partial<CoachedPerson> = {},
  value: number | null = null,
  unansweredDays: Record<string, number> = {},
) => ({ person: person(more), value, unansweredDays, side: 'rep' as const });
const points = (item: TriggeredSignal, rankContext: ReturnType<typeof context>, part: string) =>
  score(item, rankContext).parts.find((entry) => entry.part === part)?.points ?? 0;

describe('the score of a question', () => {
  it('is the sum of its account', () => {
    const ranked = score(
      triggered('a'),
      context({ focus: { skill: 'planning', agreed: true }, gaps: { planning: 2 } }, 0.5, { a: 2 }),
    );
    expect(ranked.parts.reduce((sum, part) => sum + part.points, 0)).toBeCloseTo(ranked.score, 5);
    expect(ranked.parts.map((part) => part.part)).toEqual([
      'severity',
      'value',
      'focus',
      'gap',
      'novelty',
      'tired',
    ]);
  });
  it('counts a focus half until the manager has agreed', () => {
    expect(
      points(triggered('a'), context({ focus: { skill: 'planning', agreed: false } }), 'focus'),
    ).toBe(weights.focus / 2);
    expect(
      points(triggered('a'), context({ focus: { skill: 'planning', agreed: true } }), 'focus'),
    ).toBe(weights.focus);
    expect(
      points(triggered('a'), context({ focus: { skill: 'closing', agreed: true } }), 'focus'),
    ).toBe(0);
  });
  it('rises for the kind that the week lacks, once the week has enough questions', () => {
    const week = { process: 8, skill: 1, human: 0, praise: 1 };
    expect(points(triggered('a', { kind: 'human' }), context({ week }), 'balance')).toBeGreaterThan(
      0,
    );
    expect(points(triggered('a', { kind: 'process' }), context({ week }), 'balance')).toBeLessThan(
      0,
    );
    expect(
      points(
        triggered('a', { kind: 'human' }),
        context({ week: { process: 4, skill: 0, human: 0, praise: 0 } }),
        'balance',
      ),
    ).toBe(0);
  });
  it('moves a little by what followed before, and not at all without it', () => {
    const learned = {
      a: { n: 20, followed: 15, low: 0.5, high: 0.9, base: 0.2, weeks: 80, effect: 1 as const },
    };
    expect(points(triggered('a'), context({ learned }), 'helped')).toBe(weights.helped);
    expect(points(triggered('a'), context(), 'helped')).toBe(0);
    expect(weights.helped).toBeLessThanOrEqual(0.05);
  });
  it('follows a private self-view for the questions that touch it', () => {
    const self = { approval: 4, rejection: 0, control: 0 };
    expect(points(triggered('priceUndiscussed'), context({ self }), 'self')).toBe(weights.self);
    expect(points(triggered('quiet'), context({ self }), 'self')).toBe(0);
  });
  it('falls with each day on which the question was shown', () =>
    expect(points(triggered('a'), context({}, null, { a: 3 }), 'tired')).toBeCloseTo(
      -3 * TIRED_PER_DAY,
    ));
});

describe('two reps on one deal', () => {
  const deal = facts({
    closeDate: day(-10),
    nextStep: null,
    nextStepDate: null,
    contacts: [{ id: null, name: 'Ruth', role: null, title: null }],
    amount: { amount: 60_000, currency: 'GBP' },
    amountHistory: [{ at: ms(-9), from: 90_000, to: 60_000 }],
    modifiedAt: ms(-40),
  });
  it('see different questions, and can see why', () => {
    const one = coach(deal, { person: person({ focus: { skill: 'negotiation', agreed: true } }) });
    const other = coach(deal, {
      person: person({ focus: { skill: 'planning', agreed: true }, gaps: { relationships: 4 } }),
    });
    expect(one.prompts.map(({ item }) => item.signal)).not.toEqual(
      other.prompts.map(({ item }) => item.signal),
    );
    expect(one.prompts[0]?.item.skill).toBe('negotiation');
    expect(one.prompts[0]?.parts.map((part) => part.part)).toContain('focus');
  });
});

describe('what is chosen', () => {
  const items = fc
    .uniqueArray(
      fc.record({
        signal: fc.string({ minLength: 1, maxLength: 6 }),
        number: fc.integer({ min: 1, max: 60 }),
        kind: fc.constantFrom(...Kind.options),
        skill: fc.constantFrom(null, ...skills),
        topic: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
        severity: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { selector: (item) => item.signal, maxLength: 14 },
    )
    .map((list) => list.map(({ signal, ...more }) => triggered(signal, more)));
  const people = fc.record({
    focus: fc.option(fc.record({ skill: fc.constantFrom(...skills), agreed: fc.boolean() })),
    gaps: fc.dictionary(fc.constantFrom(...skills), fc.integer({ min: 0, max: 4 })),
    week: fc.record({
      process: fc.nat(20),
      skill: fc.nat(20),
      human: fc.nat(20),
      praise: fc.nat(20),
    }),
    self: fc.option(fc.record({ approval: fc.nat(4), rejection: fc.nat(4), control: fc.nat(4) })),
  });
  it('is at most three, one of each topic, with the best praise, for every person', () => {
    fc.assert(
      fc.property(
        items,
        people,
        fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        (list, who, value) => {
          const rankContext = {
            person: person(who),
            value,
            unansweredDays: {},
            side: 'rep' as const,
          };
          const { chosen, rest } = choose(list, rankContext);
          expect(chosen.length).toBeLessThanOrEqual(MOST_PROMPTS);
          expect(new Set(chosen.map(({ item }) => item.topic)).size).toBe(chosen.length);
          expect(chosen.every(({ item }) => item.severity >= FLOOR)).toBe(true);
          expect([...chosen, ...rest].map(({ item }) => item.signal).sort()).toEqual(
            list.map((item) => item.signal).sort(),
          );
          // Where the best question of a topic is praise, the praise is chosen.
          const topics = new Map<string, TriggeredSignal>();
          for (const { item } of [...list.map((item) => score(item, rankContext))].sort(
            (a, b) =>
              b.score - a.score ||
              a.item.number - b.item.number ||
              a.item.signal.localeCompare(b.item.signal),
          ))
            if (item.severity >= FLOOR && !topics.has(item.topic)) topics.set(item.topic, item);
          if ([...topics.values()].some((item) => item.kind === 'praise'))
            expect(chosen.some(({ item }) => item.kind === 'praise')).toBe(true);
          expect(
            choose([...list].reverse(), rankContext).chosen.map(({ item }) => item.signal),
          ).toEqual(chosen.map(({ item }) => item.signal));
        },
      ),
      { numRuns: 600 },
    );
  });
  it('starves nothing: over the days every topic that is grave enough gets its turn', () => {
    fc.assert(
      fc.property(items, (list) => {
        const wanted = new Set(
          list
            .filter((item) => item.severity >= FLOOR && item.kind !== 'praise')
            .map((item) => item.topic),
        );
        const unansweredDays: Record<string, number> = {};
        const seen = new Set<string>();
        for (let today = 0; today < 90; today++) {
          for (const { item } of choose(list, {
            person: nobody,
            value: null,
            unansweredDays,
            side: 'rep',
          }).chosen) {
            seen.add(item.topic);
            unansweredDays[item.fingerprint] = (unansweredDays[item.fingerprint] ?? 0) + 1;
          }
        }
        for (const topic of wanted) expect(seen).toContain(topic);
      }),
      { numRuns: 200 },
    );
  });
  it('does not change by being looked at: what was shown today counts from tomorrow', () => {
    const deal = facts({
      closeDate: day(-10),
      nextStep: null,
      nextStepDate: null,
      amount: null,
      modifiedAt: ms(-50),
      stageSince: ms(-50),
    });
    const before = coach(deal).prompts;
    const shown = before.map(({ item }) => ({
      refKey: 'k',
      signal: item.signal,
      fingerprint: item.fingerprint,
      days: 1,
      last: ms(0),
      before: null,
      author: 'u',
      editedBy: null,
      at: ms(0),
    }));
    expect(coach(deal, { shown }).prompts.map(({ item }) => item.signal)).toEqual(
      before.map(({ item }) => item.signal),
    );
    const lastWeek = shown.map((outcome) => ({ ...outcome, days: 9, last: ms(-1) }));
    expect(coach(deal, { shown: lastWeek }).prompts.map(({ item }) => item.signal)).not.toEqual(
      before.map(({ item }) => item.signal),
    );
  });
});
