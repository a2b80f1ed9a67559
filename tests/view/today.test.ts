// The page of a day: what comes first, that its order is stable, and that nobody reads more there
// than elsewhere.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, signals } from '../../lib/coaching/index.ts';
import type { DealExcerpt, Me } from '../../lib/model/index.ts';
import { type Item, items } from '../../lib/store/index.ts';
import { type Pair, type Plan, pairsOf, planOf } from '../../lib/view/oneOnOne.ts';
import { type Request, rightDeals } from '../../lib/view/rightDeals.ts';
import { firstDue, keptSince, presentScopes, todayOf } from '../../lib/view/today.ts';
import { people } from '../commands/device.ts';
import { noDays, none, who } from '../helpers/oneOnOne.ts';
import { row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { profileOf } from '../helpers/view.ts';

const now = { ms: Date.parse('2026-11-25T09:00:00Z'), timeZone: 'Europe/London' };
const DAY = 86_400_000;
const TODAY = '2026-11-25';
const dana: Me = {
  ...people.dana,
  reports: ['tomas', 'ada'].map((id) => ({ ...people.tomas.user, id, name: id })),
};
const signedOut = who(null);

type Name = 'note' | 'recognition' | 'commitment';
let count = 0;
function item<C extends Name>(collection: C, scope: string, fields: object, id = `r${count++}`) {
  const [read] = items(collection, [
    row(collection, id, scope, { ...sampleFields[collection]?.(1), ...fields }),
  ]);
  if (!read) throw new Error(`no ${collection}`);
  return read as Item<C>;
}
const made = (id: string, fields: object, scope = 'p:dana:tomas') =>
  item(
    'commitment',
    scope,
    { text: id, owner: 'dana', state: 'open', due: TODAY, settledAt: null, ...fields },
    id,
  );
const note = (id: string, fields: object = {}, scope = 'p:dana:tomas') =>
  item('note', scope, { author: 'tomas', createdAt: now.ms, ...fields }, id);

const deal = (key: string, more: object = {}): DealExcerpt => ({
  ...{ key, name: key, owner: 'tomas', ownerKey: null, account: null, stage: null },
  ...{ amount: { amount: 1000, currency: 'GBP' }, closeDate: '2027-01-10', events: [] },
  ...{ health: null, gravest: { signal: 'noNextStep', severity: 0.6 } },
  role: { roles: ['manager'], rep: 'tomas', known: true },
  ...more,
});
const doubtful = (key: string, closeDate: string, more: object = {}) =>
  deal(key, {
    ...{ closeDate, health: { label: 'atRisk', signals: ['quiet', 'commitInDoubt'] } },
    ...more,
  });
const asks = (key: string, more: Partial<Request> = {}): Request => ({
  ...{ key, kind: 'help', author: 'tomas', at: now.ms - DAY, note: `note-${key}` },
  ...{ scope: 'p:dana:tomas', text: 'How would you go about it?', name: key },
  ...more,
});

const plansOf = (me: Me): Plan[] =>
  pairsOf(who(me), none).map((pair: Pair) =>
    planOf(pair, { rows: none, who: who(me), calendars: noDays, now }),
  );
type Given = Partial<Parameters<typeof todayOf>[0]> & { me?: Me | null };
/** The page, with this week’s conversations as the list of deals chooses them. */
function page({ me = dana, deals = [], requests = [], ...more }: Given = {}) {
  const chosen = rightDeals({ deals, requests, previous: null, now, onePerRep: false });
  return todayOf({
    ...{ who: me === null ? signedOut : who(me), rows: { profiles: [] }, deals, requests, chosen },
    ...{
      plans: me === null ? [] : plansOf(me),
      commitments: [],
      recognitions: [],
      unread: [],
      now,
    },
    ...more,
  });
}
const keys = (view: ReturnType<typeof page>) =>
  [view.most, ...view.others].flatMap((one) => (one ? [one.key] : []));
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe('the conversation that matters most', () => {
  it('is the first of this week’s conversations', () => {
    const deals = [deal('a'), deal('b', { gravest: { signal: 'noNextStep', severity: 0.9 } })];
    expect(page({ deals })).toMatchObject({
      most: { key: 'b', needsYou: false, signal: 'noNextStep', request: null },
    });
  });
  it('is none where nothing is to be said', () => {
    expect(page({ deals: [deal('a', { gravest: null })] })).toMatchObject({ most: null });
  });
  it('is a request for help before every signal and every older question', () => {
    const deals = [doubtful('a', TODAY), deal('b'), deal('c', { gravest: null })];
    const question = asks('b', { kind: 'question', at: 1 });
    const view = page({ deals, requests: [question, asks('c')] });
    expect(keys(view)).toEqual(['c', 'a', 'b']);
    expect(view.most).toMatchObject({ needsYou: true, request: { kind: 'help' } });
    expect(view.others.map(({ needsYou }) => needsYou)).toEqual([true, false]);
  });
  it('hides nobody who asks for help, however many do, and shows the oldest first', () => {
    const requests = ['a', 'b', 'c', 'd'].map((key, index) => asks(key, { at: 9 - index }));
    expect(keys(page({ requests, deals: [deal('z')] }))).toEqual(['d', 'c', 'b', 'a']);
  });
  it('is a request also on a deal that this device does not list', () => {
    expect(page({ requests: [asks('x')] }).most).toMatchObject({ key: 'x', deal: null });
  });
  it.each([
    ['closes today', doubtful('a', TODAY), true],
    ['in three days', doubtful('a', addDays(TODAY, 3)), true],
    ['in four days', doubtful('a', addDays(TODAY, 4)), false],
    ['yesterday', doubtful('a', addDays(TODAY, -1)), false],
    ['without a close date', doubtful('a', TODAY, { closeDate: null }), false],
    ['another warning', deal('a', { closeDate: TODAY }), false],
    ['of nobody known', doubtful('a', TODAY, { role: { ...deal('a').role, known: false } }), false],
    ['of a colleague', doubtful('a', TODAY, { role: { ...deal('a').role, roles: [] } }), false],
  ])('a commit in doubt is urgent only where it closes within days: %s', (_, one, isUrgent) => {
    expect(page({ deals: [one] }).most?.needsYou).toBe(isUrgent);
  });
  it('names a signal that exists', () =>
    expect(signals.map(({ id }) => id)).toContain('commitInDoubt'));
  it('is about the focus only where both agreed on it', () => {
    const skill = signals.find(({ id }) => id === 'noNextStep')?.skill;
    const withFocus = (agreedBy: string | null) => {
      const fields = { ...profileOf('tomas'), focus: skill, agreedBy };
      return { profiles: items('profile', [row('profile', 'p', 'p:dana:tomas', fields)]) };
    };
    const deals = [deal('a')];
    expect(page({ deals, rows: withFocus('dana') }).most?.focus).toBe(skill);
    expect(page({ deals, rows: withFocus(null) }).most?.focus).toBeNull();
  });
});

describe('commitments', () => {
  it('are the own ones and those made to this person, the earliest due date first', () => {
    const commitments = [
      made('late', { due: '2026-12-09' }),
      made('early', { due: '2026-11-20' }),
      made('theirs', { owner: 'tomas' }),
      made('alone', { due: '2026-11-26' }, 'u:dana'),
      made('of the team', { owner: 'tomas' }, 't:north'),
    ];
    const view = page({ commitments });
    expect(ids(view.own)).toEqual(['early', 'alone', 'late']);
    expect(ids(view.toMe)).toEqual(['theirs']);
  });
  it('stay until the day is over once they are kept, and are gone tomorrow', () => {
    const commitments = [
      made('a', { due: '2026-11-20', state: 'kept', settledAt: now.ms - 60_000 }),
      made('b', { due: '2026-11-20', state: 'dropped', settledAt: now.ms - DAY }),
    ];
    expect(ids(page({ commitments }).own)).toEqual(['a']);
    expect(page({ commitments, now: { ...now, ms: now.ms + DAY } }).own).toEqual([]);
  });
  it('are cut behind the last open one that fits', () => {
    const kept = { state: 'kept', settledAt: now.ms };
    const list = [made('a', {}), made('b', kept), made('c', {}), made('d', kept), made('e', {})];
    const first = firstDue(list, 2);
    expect([ids(first.items), first.others]).toEqual([['a', 'b', 'c', 'd'], 1]);
    expect(firstDue(list, 3)).toEqual({ items: list, others: 0 });
  });
});

describe('the next one-on-one', () => {
  it('is the soonest with a date, and none of a former manager', () => {
    const [first, second] = plansOf(dana) as [Plan, Plan];
    const undated = { ...first, next: null };
    const former = { ...first, pair: { ...first.pair, isFormer: true } };
    expect(page({ plans: [former, undated, second] }).next).toBe(second);
    expect(page({ plans: [former, undated] }).next).toBe(undated);
    expect(page({ plans: [former] }).next).toBeNull();
  });
});

describe('one praise', () => {
  const well = (key: string, severity: number, rep = 'tomas') =>
    deal(key, {
      ...{ praise: { signal: 'reengaged', severity }, gravest: null },
      role: { roles: ['manager'], rep, known: true },
    });
  const praised = (to: string, days: number, author = 'dana') =>
    item('recognition', `p:dana:${to}`, { author, to, at: now.ms - days * DAY });
  it('is what a one-on-one would offer about the one recognised longest ago', () => {
    const deals = [well('a', 0.9), well('b', 0.2, 'ada')];
    expect(page({ deals }).praise).toMatchObject({ to: 'tomas', offer: { key: 'a' } });
    const recognitions = [praised('tomas', 20)];
    const view = page({ deals, recognitions });
    expect(view.praise).toMatchObject({ to: 'ada', offer: { key: 'b' }, lastAt: null });
  });
  it('is none for two weeks after a recognition by this person', () => {
    const deals = [well('a', 0.9)];
    expect(page({ deals, recognitions: [praised('tomas', 13)] }).praise).toBeNull();
    expect(page({ deals, recognitions: [praised('tomas', 14)] }).praise).not.toBeNull();
    expect(page({ deals, recognitions: [praised('tomas', 1, 'ada')] }).praise).not.toBeNull();
  });
  it('of a manager is a commitment that they kept, for the rep', () => {
    const kept = { state: 'kept', settledAt: now.ms - DAY };
    const view = page({ me: people.tomas, commitments: [made('intro', kept)] });
    expect(view.praise).toMatchObject({ to: 'dana', offer: { kind: 'kept', id: 'intro' } });
    const long = { state: 'kept', settledAt: keptSince(now) - 1 };
    expect(page({ me: people.tomas, commitments: [made('intro', long)] }).praise).toBeNull();
  });
});

describe('unread notes', () => {
  it('are those that no conversation shows, the newest first', () => {
    const unread = [
      note('old', { createdAt: 1 }),
      note('asked', { kind: 'help' }),
      note('new', { createdAt: 2 }),
      note('own', { author: 'dana' }),
    ];
    const requests = [asks('k', { note: 'asked' })];
    expect(ids(page({ unread, requests }).unread)).toEqual(['new', 'old']);
  });
});

it('nobody needs an account, a manager or a team', () => {
  const own = [made('mine', { owner: 'local' }, 'u:local')];
  expect(page({ me: null, commitments: own })).toMatchObject({
    ...{ most: null, others: [], toMe: [], next: null, praise: null, unread: [] },
    own: [{ id: 'mine' }],
  });
  expect(page({ me: { ...people.tomas, manager: null } })).toMatchObject({
    most: null,
    next: null,
  });
  expect(page({ me: { ...dana, reports: [] } })).toMatchObject({ most: null, next: null });
});

const scopesOfAll = [
  ...['u:dana', 'u:tomas', 'u:local', 'p:dana:tomas', 'p:dana:ada', 'p:nora:tomas', 'p:nora:mika'],
  ...['t:north', 't:south', 'o:o', 'nonsense'],
];
const anyone = fc.constantFrom('dana', 'tomas', 'ada', 'nora', 'local');
const time = fc.constantFrom(...[0, 0.1, 1, 9, 20].map((days) => now.ms - days * DAY));
const anyRows = fc.array(
  fc.record({
    scope: fc.constantFrom(...scopesOfAll),
    person: anyone,
    at: time,
    due: fc.integer({ min: -9, max: 9 }),
    state: fc.constantFrom('open', 'kept', 'dropped'),
    key: fc.constantFrom('k0', 'k1', 'k2', 'k3', 'k4', 'k5'),
    kind: fc.constantFrom('help', 'question'),
    severity: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
    inDays: fc.integer({ min: -3, max: 9 }),
    doubts: fc.boolean(),
  }),
  { maxLength: 14 },
);
const viewers = fc.constantFrom<Me | null>(
  ...[dana, people.tomas, null, { ...people.tomas, manager: null }, { ...dana, reports: [] }],
);
/** Rows of everybody, as if this device had all of them. */
function everything(list: ReturnType<typeof anyRows.generate>['value']): Given {
  const kept = ({ state, at }: (typeof list)[number]) => (state === 'open' ? null : at);
  const deals = new Map(
    list.map(({ key, severity, inDays, doubts }) => {
      const closeDate = addDays(TODAY, inDays);
      const gravest = severity > 0 ? { signal: 'noNextStep', severity } : null;
      return [key, (doubts ? doubtful : deal)(key, closeDate as never, { gravest }) as DealExcerpt];
    }),
  );
  return {
    deals: [...deals.values()],
    requests: list
      .map(({ key, kind, person, at, scope }, index) =>
        asks(key, { kind: kind as 'help', author: person, at, scope, note: `n${index}` }),
      )
      .toSorted((a, b) => a.at - b.at),
    commitments: list.map((one, index) =>
      made(
        `c${index}`,
        {
          ...{ owner: one.person, state: one.state, settledAt: kept(one) },
          due: addDays(TODAY, one.due),
        },
        one.scope,
      ),
    ),
    recognitions: list.map(({ person, at, scope }, index) =>
      item('recognition', scope, { author: 'dana', to: person, at }, `p${index}`),
    ),
    unread: list.map(({ person, at, scope }, index) =>
      note(`n${index}`, { author: person, createdAt: at }, scope),
    ),
  };
}
const options = { numRuns: 300, seed: 11 };

describe('whatever rows there are', () => {
  it('nothing is shown of an audience that the person lacks', () => {
    fc.assert(
      fc.property(viewers, anyRows, (me, list) => {
        const view = page({ me, ...everything(list) });
        const mine: readonly string[] = presentScopes(me === null ? signedOut : who(me));
        const shown = [
          ...[...view.own, ...view.toMe, ...view.unread].map(({ scope }) => scope),
          ...[view.most, ...view.others].flatMap((one) => one?.request?.scope ?? []),
          ...(view.praise ? [view.praise.scope] : []),
        ];
        expect(shown.filter((scope) => !mine.includes(scope))).toEqual([]);
      }),
      options,
    );
  });
  it('a request for help comes before everything, and only what is urgent needs the person', () => {
    fc.assert(
      fc.property(viewers, anyRows, (me, list) => {
        const given = everything(list);
        const view = page({ me, ...given });
        const mine: readonly string[] = presentScopes(me === null ? signedOut : who(me));
        const all = [view.most, ...view.others].flatMap((one) => one ?? []);
        const isHelp = all.map(({ request }) => request?.kind === 'help');
        // Help is at the beginning, complete, the oldest first; each deal is there once.
        expect(isHelp.toSorted((a, b) => Number(b) - Number(a))).toEqual(isHelp);
        const asked = new Set(
          given.requests?.flatMap(({ key, kind, scope }) =>
            kind === 'help' && mine.includes(scope) ? [key] : [],
          ),
        );
        expect(new Set(all.filter((_, index) => isHelp[index]).map(({ key }) => key))).toEqual(
          asked,
        );
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
        const isUrgent = ({ request, deal: one }: (typeof all)[number]) => {
          const days = one?.closeDate ? Date.parse(one.closeDate) - Date.parse(TODAY) : -1;
          const isDoubted = one?.health?.signals.includes('commitInDoubt') ?? false;
          return request?.kind === 'help' || (isDoubted && days >= 0 && days <= 3 * DAY);
        };
        expect(all.filter((one) => one.needsYou !== isUrgent(one))).toEqual([]);
        const urgent = all.filter(({ needsYou }) => needsYou).length;
        expect(all.length).toBeLessThanOrEqual(Math.max(3, urgent));
      }),
      options,
    );
  });
  it('the same rows in another order give the same page', () => {
    fc.assert(
      fc.property(viewers, anyRows, fc.integer({ min: 0, max: 13 }), (me, list, turns) => {
        const given = everything(list);
        const turned = <T>(rows: readonly T[] = []) => [
          ...rows.slice(turns).toReversed(),
          ...rows.slice(0, turns),
        ];
        const chosen = rightDeals({
          ...{ deals: given.deals ?? [], requests: given.requests ?? [] },
          ...{ previous: null, now, onePerRep: false },
        });
        const again = {
          ...{ deals: turned(given.deals), requests: turned(given.requests), chosen },
          ...{ commitments: turned(given.commitments), unread: turned(given.unread) },
          recognitions: turned(given.recognitions),
        };
        expect(page({ me, ...again })).toEqual(page({ me, ...given, chosen }));
      }),
      options,
    );
  });
});
