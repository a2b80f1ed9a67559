import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coach, fingerprint, MOST_PROMPTS } from '../../lib/coaching/index.ts';
import type { PromptOutcome } from '../../lib/model/index.ts';
import { day, facts, ms, NOON } from '../helpers/deals.ts';

const outcome = (
  signal: string,
  print: string,
  kind: PromptOutcome['outcome'] = 'answered',
): PromptOutcome => ({
  refKey: 'k',
  signal,
  fingerprint: print,
  outcome: kind,
  reason: null,
  author: 'u',
  at: NOON,
});

describe('coach', () => {
  it('has no prompt for a healthy deal, and lists its strengths', () => {
    const { prompts, health, strengths } = coach(facts());
    expect(prompts).toEqual([]);
    expect(health?.label).toBe('onTrack');
    expect(strengths.map((item) => item.id)).toEqual([
      'datedStep',
      'recentActivity',
      'severalPeople',
    ]);
  });
  it('names today as the day of the last activity for a deal worked on today', () => {
    const call = { id: 'd', kind: 'call', subject: 'Call', state: 'done', at: NOON, due: null };
    const { strengths } = coach(facts({ activities: [{ ...call, contactId: null }] }));
    expect(strengths.map((item) => item.id)).toContain('activeToday');
    expect(strengths.map((item) => item.id)).not.toContain('recentActivity');
  });
  it('never shows two of one topic', () => {
    const { prompts, triggered } = coach(
      facts({
        stage: 'Prospecting',
        closeDate: day(3),
        closeDateHistory: [
          { at: ms(-9), from: day(-30), to: day(-20) },
          { at: ms(-5), from: day(-20), to: day(3) },
        ],
      }),
    );
    expect(triggered.filter((item) => item.topic === 'closeDate').length).toBeGreaterThan(1);
    expect(prompts.filter(({ item }) => item.topic === 'closeDate').length).toBe(1);
  });
  it('always has room for what went well', () => {
    const { prompts } = coach(
      facts({
        closeDate: day(-30),
        nextStep: null,
        amount: null,
        contacts: [],
        activities: [
          {
            id: 'a',
            kind: 'call',
            subject: 'Call',
            state: 'done',
            at: ms(-1),
            due: null,
            contactId: null,
          },
          {
            id: 'b',
            kind: 'call',
            subject: 'Call',
            state: 'done',
            at: ms(-40),
            due: null,
            contactId: null,
          },
        ],
      }),
    );
    expect(prompts.length).toBe(MOST_PROMPTS);
    expect(prompts.at(-1)?.item.signal).toBe('reengaged');
  });
  it('has no prompt for a closed deal, except praise for a win and the review of a loss', () => {
    expect(
      coach(
        facts({ stage: 'Lost', status: 'lost', closeDate: day(-30), amount: null }),
      ).triggered.map((item) => item.signal),
    ).toEqual(['lossReview']);
    expect(
      coach(
        facts({ stage: 'Won', status: 'won', closeDate: day(-30), stageSince: ms(-1) }),
      ).triggered.map((item) => item.signal),
    ).toEqual(['win']);
  });
  it.each(['answered', 'snoozed', 'dismissed', 'asked'] as const)(
    'does not bring back what was %s, until its facts change',
    (kind) => {
      const dealFacts = facts({ closeDate: day(-3) });
      const triggered = coach(dealFacts).prompts[0]?.item;
      if (!triggered) throw new Error('no question');
      const outcomes = [outcome(triggered.signal, triggered.fingerprint, kind)];
      expect(coach(dealFacts, { outcomes }).prompts).toEqual([]);
      const tomorrow = { ms: NOON + 86_400_000, timeZone: 'Europe/London' };
      expect(
        coach(facts({ closeDate: day(-3) }, { now: tomorrow }), { outcomes }).prompts,
        'another day changes nothing',
      ).toEqual([]);
      const later = { ...tomorrow, ms: NOON + 3 * 86_400_000 };
      expect(
        coach(facts({ closeDate: day(-2) }, { now: later }), { outcomes }).prompts.map(
          ({ item }) => item.signal,
        ),
      ).toContain('closePassed');
    },
  );
  it('brings back what was answered, after its time', () => {
    const triggered = coach(facts({ closeDate: day(-3) })).prompts[0]?.item;
    if (!triggered) throw new Error('no question');
    const outcomes = [outcome(triggered.signal, triggered.fingerprint)];
    const after = (days: number) => {
      const now = { ms: NOON + days * 86_400_000, timeZone: 'Europe/London' };
      const { prompts, others } = coach(facts({ closeDate: day(-3) }, { now }), { outcomes });
      return [...prompts, ...others].map(({ item }) => item.signal);
    };
    expect(after(20)).not.toContain('closePassed');
    expect(after(21)).toContain('closePassed');
  });
  it('counts the questions that are not asked because a field is not visible', () => {
    expect(coach(facts({ nextStep: undefined, amount: undefined })).notEvaluated).toEqual(
      expect.arrayContaining(['noNextStep', 'amountBlank']),
    );
  });
  it('holds for every deal: three at most, one per topic, repeatable, no unseen fields', () => {
    const maybe = <T>(value: fc.Arbitrary<T>) =>
      fc.oneof(value, fc.constant(null), fc.constant(undefined));
    const deals = fc.record({
      stage: maybe(
        fc.constantFrom('Prospecting', 'Qualification', 'Proposal', 'Negotiation', 'Strange'),
      ),
      status: fc.constantFrom('open', 'won', 'lost', undefined),
      amount: maybe(
        fc.record({
          amount: fc.integer({ min: 0, max: 1e6 }),
          currency: fc.constantFrom('GBP', null),
        }),
      ),
      closeDate: maybe(fc.integer({ min: -100, max: 100 }).map(day)),
      nextStep: maybe(fc.string()),
      nextStepDate: maybe(fc.integer({ min: -50, max: 50 }).map(day)),
      modifiedAt: maybe(fc.integer({ min: -200, max: 0 }).map((value) => ms(value))),
      stageSince: maybe(fc.integer({ min: -200, max: 0 }).map((value) => ms(value))),
      contacts: maybe(
        fc.array(
          fc.record({
            id: fc.constant(null),
            name: fc.string(),
            role: fc.constantFrom(null, 'User', 'Decision Maker'),
            title: fc.constant(null),
          }),
          { maxLength: 3 },
        ),
      ),
      activities: maybe(
        fc.array(
          fc.record({
            id: fc.string(),
            kind: fc.constant('call'),
            subject: fc.string(),
            state: fc.constantFrom('open', 'done'),
            at: fc.integer({ min: -99, max: 20 }).map((value) => ms(value)),
            due: fc.constant(null),
            contactId: fc.constant(null),
          }),
          { maxLength: 6 },
        ),
      ),
    });
    fc.assert(
      fc.property(deals, (values) => {
        const dealFacts = facts(values);
        const first = coach(dealFacts);
        expect(first.prompts.length).toBeLessThanOrEqual(MOST_PROMPTS);
        expect(new Set(first.prompts.map(({ item }) => item.topic)).size).toBe(
          first.prompts.length,
        );
        expect(coach(facts(values))).toEqual(first);
        for (const item of first.triggered) {
          expect(item.severity).toBeGreaterThanOrEqual(0);
          expect(item.severity).toBeLessThanOrEqual(1);
          const unseen: Record<string, unknown> = {
            quiet: values.activities,
            closePassed: values.closeDate,
            noNextStep: values.nextStep,
            noOpenActivity: values.activities,
            amountBlank: values.amount,
            untouched: values.modifiedAt,
          };
          if (item.signal in unseen) expect(unseen[item.signal]).not.toBeUndefined();
        }
        const away = first.triggered.map((item) => outcome(item.signal, item.fingerprint));
        expect(coach(dealFacts, { outcomes: away }).prompts).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('fingerprint', () => {
  it('does not depend on the order of its values', () =>
    expect(fingerprint('a', { x: 1, y: 'b' })).toBe(fingerprint('a', { y: 'b', x: 1 })));
  it('differs for values that are equal only when joined', () =>
    expect(fingerprint('a', { x: '1;y=2' })).not.toBe(fingerprint('a', { x: '1', y: 2 })));
});
