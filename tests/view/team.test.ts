// A manager's page about a team: what each row says, and that no row says it about another person.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DealExcerpt, Me, Member } from '../../lib/model/index.ts';
import { type Item, items, type TeamRows } from '../../lib/store/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import type { Request } from '../../lib/view/rightDeals.ts';
import {
  gapForTraining,
  matchesFilter,
  SHOWN_WEEKS,
  teamRowsOf,
  weeksSince,
} from '../../lib/view/team.ts';
import { people } from '../commands/device.ts';
import { org } from '../helpers/panel.ts';
import { row } from '../helpers/rows.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { profileOf } from '../helpers/view.ts';

const now = { ms: Date.parse('2026-11-25T09:00:00Z'), timeZone: 'Europe/London' };
const DAY = 86_400_000;
const noPairs = { rhythms: [], meetings: [], managers: [] };
const [tomas] = people.dana.reports as [Member];
const named = (id: string): Member => ({ ...tomas, id, name: id });
const team = (...ids: string[]): Me => ({ ...people.dana, reports: ids.map(named) });
const pair = (rep: string) => `p:dana:${rep}`;

let count = 0;
type Name = 'oneOnOne' | 'note' | 'reply' | 'recognition' | 'commitment';
function item<C extends Name>(collection: C, scope: string, fields: object): Item<C> {
  const stored = { ...sampleFields[collection]?.(1), ...fields };
  const [read] = items(collection, [row(collection, `r${count++}`, scope, stored)]);
  if (!read) throw new Error(`no ${collection}`);
  return read;
}
const talk = (rep: string, fields: object) =>
  item('oneOnOne', pair(rep), { refKey: `one-on-one/${rep}/2026-11-23`, began: null, ...fields });
const owed = (rep: string, text: string, due: string, fields: object = {}) =>
  item('commitment', pair(rep), { text, due, owner: 'dana', state: 'open', ...fields });
const note = (rep: string, createdAt: number, author = 'dana') =>
  item('note', pair(rep), { author, createdAt });

const deal = (key: string, rep: string, severity: number, label = 'lookCloser') =>
  ({
    ...{ key, name: `Deal ${key}`, owner: rep, role: { rep } },
    ...{ health: { label, signals: [] }, gravest: { signal: 'stale', severity } },
  }) as unknown as DealExcerpt;
const request = (key: string, author: string, kind: Request['kind'], at: number): Request => ({
  ...{ key, author, kind, at, note: key, scope: pair(author), text: 'How?', name: key },
});

interface Given {
  me?: Me;
  rows?: Partial<TeamRows>;
  deals?: DealExcerpt[];
  requests?: Request[];
  of?: OrgView;
}
function rowsOf({ me = team('ada', 'ben'), rows, deals = [], requests = [], of = org }: Given) {
  const all = { talks: [], texts: [], recognitions: [], commitments: [], ...rows };
  const who = { me, user: 'dana', names: new Map(), teamOf: new Map() };
  const input = { reports: me.reports, who, org: of, pairs: noPairs, deals, requests, now };
  return teamRowsOf({ ...input, rows: all });
}
const kinds = (given: Given) => rowsOf(given).map(({ weeks }) => weeks.map(({ kind }) => kind));

describe('a row of the team', () => {
  it('is there for each report, in the order given, and says when they meet', () => {
    const rows = rowsOf({});
    expect(rows.map(({ member }) => member.id)).toEqual(['ada', 'ben']);
    expect(rows.every(({ plan }) => plan?.next)).toBe(true);
  });
  it('of a manager in the own team has no one-on-one', () => {
    const [own] = rowsOf({ me: team('dana') });
    expect(own?.plan).toBeNull();
    expect(matchesFilter(own as NonNullable<typeof own>, 'noDate')).toBe(false);
  });
  it('says what the manager owes: the commitment that is due first, and how many others', () => {
    const commitments = [
      owed('ada', 'Later', '2026-12-09'),
      owed('ada', 'First', '2026-11-20'),
      owed('ada', 'Kept', '2026-11-01', { state: 'kept' }),
      owed('ada', 'Of the rep', '2026-11-01', { owner: 'ada' }),
    ];
    const [ada, ben] = rowsOf({ rows: { commitments } });
    expect(ada?.owed).toEqual({ text: 'First', due: '2026-11-20', others: 1 });
    expect(ben?.owed).toBeNull();
  });
  it('says when the person was last recognised, by whomever', () => {
    const praise = (to: string, at: number, scope: string) =>
      item('recognition', scope, { to, at });
    const recognitions = [praise('ada', 5, pair('ada')), praise('ada', 9, 't:north')];
    expect(rowsOf({ rows: { recognitions } }).map(({ recognisedAt }) => recognisedAt)).toEqual([
      9,
      null,
    ]);
  });
});

describe('the deal that needs the manager', () => {
  const dealOf = (given: Given) => rowsOf(given)[0]?.deal;
  it('is the one on which somebody asks for help, before every signal and every question', () => {
    const deals = [deal('a', 'ada', 1), deal('b', 'ada', 0.1)];
    const asked = [request('a', 'ada', 'question', 1), request('b', 'ada', 'help', 2)];
    expect(dealOf({ deals, requests: asked })).toMatchObject({ key: 'b', name: 'Deal b' });
    expect(dealOf({ deals, requests: asked.slice(0, 1) })).toMatchObject({ key: 'a' });
  });
  it('has no name where this device never read it', () => {
    expect(dealOf({ requests: [request('x', 'ada', 'help', 1)] })).toMatchObject({ name: '' });
  });
  it('is else the gravest of those that are not on track', () => {
    const deals = [deal('a', 'ada', 0.4), deal('b', 'ada', 0.8), deal('c', 'ben', 1)];
    expect(dealOf({ deals })).toMatchObject({ key: 'b', signal: 'stale', request: null });
    expect(dealOf({ deals: [deal('a', 'ada', 1, 'onTrack')] })).toBeNull();
  });
});

describe('the weeks with coaching', () => {
  const nothing = Array(SHOWN_WEEKS).fill('none');
  it('are the last eight, the current one last', () => {
    expect(rowsOf({})[0]?.weeks.map(({ monday }) => monday)).toEqual([
      ...['2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26'],
      ...['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23'],
    ]);
  });
  it('a talk counts before notes; what the rep wrote is no coaching', () => {
    const texts = [note('ada', now.ms), note('ada', now.ms - 7 * DAY), note('ben', now.ms, 'ben')];
    const talks = [talk('ada', { began: now.ms - DAY })];
    const [ada, ben] = kinds({ rows: { texts, talks } });
    expect(ada?.slice(-3)).toEqual(['none', 'note', 'talk']);
    expect(ben).toEqual(nothing);
  });
  it('a talk that was skipped or not begun does not count, one that ended does', () => {
    const talks = [talk('ada', { state: 'skipped', began: now.ms }), talk('ada', { at: now.ms })];
    expect(kinds({ rows: { talks } })[0]).toEqual(nothing);
    const ended = [talk('ada', { state: 'finished', at: now.ms })];
    expect(kinds({ rows: { talks: ended } })[0]?.at(-1)).toBe('talk');
  });
  it('every moment that they contain is read, in every zone and at every turn of the clock', () => {
    const zones = ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/London'];
    fc.assert(
      fc.property(
        fc.integer({ min: now.ms - 700 * DAY, max: now.ms + 700 * DAY }),
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 70 * DAY }),
        (ms, timeZone, ago) => {
          const at = { ms, timeZone };
          const input = { reports: team('ada').reports, org, pairs: noPairs, now: at };
          const who = { me: team('ada'), user: 'dana', names: new Map(), teamOf: new Map() };
          const all = { talks: [], texts: [note('ada', ms - ago)], recognitions: [] };
          const rows = { ...all, commitments: [] };
          const [ada] = teamRowsOf({ ...input, who, rows, deals: [], requests: [] });
          const isShown = ada?.weeks.some(({ kind }) => kind === 'note');
          return !isShown || ms - ago >= weeksSince(at);
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe('parts of the team, and what it shares', () => {
  const withGaps = (members: readonly string[]): OrgView => {
    const profiles = members.map((member) =>
      row('profile', member, pair(member), {
        ...{ ...profileOf('tomas'), member, focus: null, agreedBy: null },
        gaps: { value: 2 },
      }),
    );
    return { ...org, rows: { ...org.rows, profiles: items('profile', profiles) } };
  };
  it('who has no focus, and who asks', () => {
    const rows = rowsOf({ requests: [request('x', 'ada', 'help', 1)] });
    const ids = (filter: 'help' | 'noFocus' | 'everyone' | 'noDate') =>
      rows.filter((one) => matchesFilter(one, filter)).map(({ member }) => member.id);
    expect(ids('help')).toEqual(['ada']);
    expect(ids('noFocus')).toEqual(['ada', 'ben']);
    expect(ids('everyone')).toEqual(['ada', 'ben']);
    expect(ids('noDate')).toEqual([]);
  });
  it.each([
    ['two of two people', ['a', 'b'], 2, null],
    ['three of eight', ['a', 'b', 'c'], 8, null],
    ['three of seven', ['a', 'b', 'c'], 7, { people: 3, of: 7 }],
  ])('%s: training only from three people and two fifths', (_, members, size, gap) => {
    const all = team(...'abcdefgh'.slice(0, size));
    const found = gapForTraining(withGaps(members), all.reports);
    if (gap) expect(found).toMatchObject({ skill: 'value', ...gap });
    else expect(found).toBeNull();
  });
});
