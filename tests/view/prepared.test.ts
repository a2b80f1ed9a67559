// What is prepared for a one-on-one: deals to pick from, a skill to rehearse, commitments of both.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coach } from '../../lib/coaching/index.ts';
import { type Skill, skills } from '../../lib/model/index.ts';
import type { KnownDeal } from '../../lib/view/deals.ts';
import { firstOfBoth } from '../../lib/view/firstOfBoth.ts';
import { dealOffers, rehearsalOf } from '../../lib/view/prepared.ts';
import { day, facts, now } from '../helpers/deals.ts';
import { item } from '../helpers/view.ts';

const PAIR = 'p:dana:tomas' as const;
const pair = { scope: PAIR, rep: 'tomas' };
const SEED = 281115;

function deal(key: string, values: Parameters<typeof facts>[0] = {}, rep = 'tomas'): KnownDeal {
  const dealFacts = facts(values);
  return {
    ...{ key, ref: dealFacts.ref, name: `Deal ${key}`, owner: rep, facts: dealFacts },
    ...{ coaching: coach(dealFacts), plan: null, role: { roles: [], rep, known: true } },
    ...{ record: null, shareWith: null, unconfirmed: null, health: null },
  };
}
/** A deal with something to ask about. */
const asks = (key: string, amount: number, rep = 'tomas') =>
  deal(
    key,
    {
      ...{ closeDate: day(12), nextStep: null, nextStepDate: null },
      amount: { amount, currency: 'GBP' },
    },
    rep,
  );
const keys = (deals: readonly KnownDeal[]) => dealOffers(deals, 'tomas', now).map(({ key }) => key);

describe('the deals to pick from', () => {
  it('are the three where a talk can change most, each with why', () => {
    const offers = dealOffers(
      [asks('a', 1000), asks('b', 4000), asks('c', 2000), asks('d', 3000)],
      'tomas',
      now,
    );
    expect(offers.map(({ key }) => key)).toEqual(['b', 'd', 'c']);
    expect(offers.every(({ why }) => why !== null)).toBe(true);
  });
  it('are filled up with those that close next, and past dates come last', () => {
    const calm = (key: string, days: number) => deal(key, { closeDate: day(days) });
    const late = { ...calm('past', 20), coaching: { ...calm('past', 20).coaching, triggered: [] } };
    expect(keys([calm('far', 40), asks('asks', 1000), calm('soon', 20), late]).at(0)).toBe('asks');
    expect(keys([calm('far', 40), asks('asks', 1000), calm('soon', 20)])).toEqual([
      ...['asks', 'soon', 'far'],
    ]);
    const [only] = dealOffers([calm('soon', 20)], 'tomas', now);
    expect(only).toMatchObject({ why: null, closeDate: day(20) });
  });
  it('are never more than three, never another rep’s, and in no order of the input', () => {
    const pool = Array.from({ length: 8 }, (_, index) =>
      index % 3 === 0
        ? deal(`k${index}`, { closeDate: day(20 + index) }, index % 2 ? 'aisha' : 'tomas')
        : asks(`k${index}`, 1000 * index, index % 4 === 1 ? 'aisha' : 'tomas'),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: 0 }), (deals) => {
        const found = keys(deals);
        expect(found.length).toBe(
          Math.min(3, deals.filter(({ role }) => role.rep === 'tomas').length),
        );
        expect(new Set(found).size).toBe(found.length);
        for (const key of found)
          expect(deals.find((one) => one.key === key)?.role.rep).toBe('tomas');
        expect(keys(deals.toReversed())).toEqual(found);
      }),
      { seed: SEED, numRuns: 100 },
    );
  });
});

describe('the skill to rehearse', () => {
  const profile = (fields: object, scope: string = PAIR) => ({
    ...item(`p${scope}`, {
      ...{ refKey: '', member: 'tomas', focus: null, agreedBy: null, gaps: {}, strengths: [] },
      ...{ author: 'tomas', editedBy: null, at: 1, ...fields },
    }),
    scope,
  });
  const of = (fields: object, scope?: string) =>
    rehearsalOf({ profiles: [profile(fields, scope)] } as never, pair);
  it('is the largest gap, with both levels', () => {
    const gaps = { value: 2, 'value.current': 1, 'value.wanted': 3, planning: 1 };
    expect(of({ gaps })).toEqual({
      ...{ skill: 'value', gap: 2, current: 1, wanted: 3, isFocus: false },
    });
  });
  it('of equal gaps it is the focus that both agreed to', () => {
    const gaps = Object.fromEntries(skills.map((skill) => [skill, 2]));
    const last = skills.at(-1) as Skill;
    expect(of({ gaps, focus: last, agreedBy: 'dana' })).toMatchObject({
      skill: last,
      isFocus: true,
    });
    expect(of({ gaps, focus: last })?.skill).toBe(skills[0]);
  });
  it('without a gap it is the agreed focus, and one that waits is none', () => {
    expect(of({ focus: 'value', agreedBy: 'dana' })).toMatchObject({ skill: 'value', gap: 0 });
    expect(of({ focus: 'value' })).toBeNull();
    // A former manager’s agreement is none.
    expect(of({ focus: 'value', agreedBy: 'nora' })).toBeNull();
  });
  it('never comes from what one of them sees alone, nor from another pair', () => {
    expect(of({ gaps: { value: 4 } }, 'u:tomas')).toBeNull();
    expect(of({ gaps: { value: 4 } }, 'p:nora:tomas')).toBeNull();
  });
  it('has no larger gap beside it', () => {
    const levels = fc.record(
      Object.fromEntries(skills.map((skill) => [skill, fc.integer({ min: 0, max: 4 })])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(levels, fc.constantFrom(null, ...skills), (gaps, focus) => {
        const found = of({ gaps, focus, agreedBy: focus === null ? null : 'dana' });
        const most = Math.max(0, ...Object.values(gaps as Record<string, number>));
        expect(found?.gap ?? 0).toBe(most);
        expect(found === null).toBe(most === 0 && focus === null);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe('the first commitments of both', () => {
  const of = (owners: readonly string[]) =>
    owners.map((owner, index) => ({ id: String(index), fields: { owner } }));
  const take = (owners: readonly string[], most: number) =>
    firstOfBoth(of(owners) as never, 'dana', most) as unknown as ReturnType<typeof of>;
  it('leave the rep half of the places beside a hundred of the manager', () => {
    const many = [...Array<string>(100).fill('dana'), ...Array<string>(7).fill('tomas')];
    const found = take(many, 10);
    expect(found.filter(({ fields }) => fields.owner === 'tomas')).toHaveLength(5);
    expect(found).toHaveLength(10);
  });
  it('fill all places, keep their order, and give nobody’s place away', () => {
    const owner = fc.constantFrom('dana', 'tomas');
    fc.assert(
      fc.property(
        fc.array(owner, { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        (owners, most) => {
          const found = take(owners, most);
          expect(found).toHaveLength(Math.min(most, owners.length));
          const ids = found.map(({ id }) => Number(id));
          expect(ids).toEqual(ids.toSorted((a, b) => a - b));
          for (const who of ['dana', 'tomas']) {
            const has = owners.filter((one) => one === who).length;
            const shown = found.filter(({ fields }) => fields.owner === who).length;
            expect(shown).toBeGreaterThanOrEqual(Math.min(has, Math.floor(most / 2)));
          }
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });
});
