import { describe, expect, it } from 'vitest';
import {
  type CollectionName,
  type CollectionRule,
  collections,
  lineParts,
  oneOnOneKey,
  parseOneOnOneKey,
  parseScope,
  parseTalkKey,
  type ScopeParts,
  sessionParts,
  talkKey,
} from '../../lib/model/index.ts';

type Fields = Record<string, unknown>;
const KEY = oneOnOneKey('tomas', '2026-11-23');
const PAIR = 'p:dana:tomas';
const writerOf = (user: string) => ({
  ...{ user, manages: user === 'dana', isAdmin: false },
  leads: (member: string) => user === 'dana' && member === 'tomas',
});
/** Dana manages the team north of Tomas and Aisha. */
const isIn = (team: string, member: string) =>
  team === 'north' && ['dana', 'tomas', 'aisha'].includes(member);
/** True where the server would accept this write, as far as the collection's own condition goes. */
function accepts(
  collection: CollectionName,
  user: string,
  scope: string,
  fields: Fields,
  before: Fields | null = null,
): boolean {
  const { policy }: CollectionRule = collections[collection];
  const parts = parseScope(scope) as ScopeParts;
  if (!policy.scopes.includes(parts.kind)) return false;
  const changed = (name: string) => fields[name] !== before?.[name];
  const attempt = { writer: writerOf(user), scope: parts, fields, before, changed, isIn };
  return policy.allows?.(attempt) ?? true;
}

describe('lines of one-on-ones', () => {
  it('that are private can never be in a pair', () => {
    for (const user of ['dana', 'tomas']) {
      const fields = { refKey: KEY, part: 'private' };
      expect(accepts('oneOnOneLine', user, PAIR, fields)).toBe(false);
      expect(accepts('oneOnOneLine', user, PAIR, fields, { ...fields, author: user })).toBe(false);
      expect(accepts('oneOnOneLine', user, `u:${user}`, fields)).toBe(true);
    }
  });
  it.each(lineParts.filter((part) => ![...sessionParts, 'private', 'useful'].includes(part)))(
    'of the part %s are in a pair alone',
    (part) => {
      expect(accepts('oneOnOneLine', 'tomas', PAIR, { refKey: KEY, part })).toBe(true);
      expect(accepts('oneOnOneLine', 'tomas', 'u:tomas', { refKey: KEY, part })).toBe(false);
    },
  );
  it.each(['open', 'better', 'worth', 'useful'])('of the part %s are the rep’s own', (part) => {
    const fields = { refKey: KEY, part };
    expect(accepts('oneOnOneLine', 'dana', PAIR, fields)).toBe(false);
    expect(accepts('oneOnOneLine', 'dana', PAIR, fields, { ...fields, author: 'tomas' })).toBe(
      false,
    );
    expect(accepts('oneOnOneLine', 'tomas', PAIR, fields, { ...fields, author: 'tomas' })).toBe(
      true,
    );
  });
  it('belong to the rep of their pair', () => {
    for (const refKey of [oneOnOneKey('aisha', '2026-11-23'), 'espocrm/t/deal/1', ''])
      for (const collection of ['oneOnOneLine', 'oneOnOne'] as const)
        expect(accepts(collection, 'dana', PAIR, { refKey, part: 'goal' })).toBe(false);
  });
});

describe('a line or commitment that names its manager', () => {
  it('is in the pair of that manager alone', () => {
    const useful = { refKey: KEY, part: 'useful' };
    const before = { ...useful, author: 'tomas' };
    const share = (manager?: string) =>
      accepts('oneOnOneLine', 'tomas', PAIR, { ...useful, manager }, before);
    expect([share('dana'), share('nora'), share()]).toEqual([true, false, true]);
    const make = (manager?: string) => accepts('commitment', 'tomas', PAIR, { manager });
    expect([make('dana'), make('nora'), make()]).toEqual([true, false, true]);
  });
  it('stays as it is after a handover to another manager', () => {
    const before = { author: 'nora', owner: 'tomas', manager: 'nora', state: 'open' };
    const kept = { ...before, state: 'kept' };
    expect(accepts('commitment', 'tomas', PAIR, kept, before)).toBe(true);
  });
});

describe('rhythms and recognitions', () => {
  it('a rhythm is that of the rep of the pair', () => {
    expect(accepts('rhythm', 'dana', PAIR, { member: 'tomas' })).toBe(true);
    expect(accepts('rhythm', 'dana', PAIR, { member: 'dana' })).toBe(false);
  });
  it.each<[string, string, string, boolean]>([
    ['dana', PAIR, 'tomas', true],
    ['tomas', PAIR, 'dana', true],
    ['dana', PAIR, 'dana', false],
    ['dana', PAIR, 'aisha', false],
    ['tomas', 't:north', 'aisha', true],
    ['tomas', 't:north', 'tomas', false],
    ['tomas', 't:north', 'dana', true],
    ['tomas', 't:north', 'gone', false],
    ['dana', 't:north', 'gone', false],
  ])('%s in %s recognises %s: %s', (user, scope, to, allowed) => {
    expect(accepts('recognition', user, scope, { to })).toBe(allowed);
  });
});

describe('a session of a team', () => {
  const TEAM = 't:north';
  const refKey = talkKey('session', 'north', '2026-11-23');
  it('is led by a manager', () => {
    expect(accepts('oneOnOne', 'dana', TEAM, { refKey, gap: 'value' })).toBe(true);
    expect(accepts('oneOnOne', 'tomas', TEAM, { refKey, gap: 'value' })).toBe(false);
  });
  it.each(lineParts)('has lines of the part %s only if they belong to it', (part) => {
    const isPart = sessionParts.includes(part);
    expect(accepts('oneOnOneLine', 'tomas', TEAM, { refKey, part })).toBe(isPart);
    if (isPart) expect(accepts('oneOnOneLine', 'tomas', PAIR, { refKey: KEY, part })).toBe(false);
  });
  it('has lines that nobody but their author changes', () => {
    const fields = { refKey, part: 'gap' };
    const change = (user: string) =>
      accepts('oneOnOneLine', user, TEAM, fields, { ...fields, author: 'tomas' });
    expect([change('tomas'), change('aisha'), change('dana')]).toEqual([true, false, false]);
  });
  it('has commitments that everybody makes and ends for themselves', () => {
    const of = (owner: string) => ({ refKey, owner, state: 'open' });
    expect(accepts('commitment', 'tomas', TEAM, of('tomas'))).toBe(true);
    expect(accepts('commitment', 'dana', TEAM, of('tomas'))).toBe(false);
    const before = { ...of('tomas'), author: 'tomas' };
    const kept = { ...before, state: 'kept' };
    expect(accepts('commitment', 'tomas', TEAM, kept, before)).toBe(true);
    expect(accepts('commitment', 'dana', TEAM, kept, before)).toBe(false);
  });
  it('has the key of its team and no pair’s, and a pair no session', () => {
    const elsewhere = talkKey('session', 'south', '2026-11-23');
    for (const other of [elsewhere, KEY])
      expect(accepts('oneOnOneLine', 'dana', TEAM, { refKey: other, part: 'gap' })).toBe(false);
    expect(accepts('oneOnOne', 'dana', PAIR, { refKey })).toBe(false);
  });
});

describe('a deal review', () => {
  it('is of its pair', () => {
    const refKey = talkKey('review', 'tomas', '2026-11-22.1');
    expect(accepts('oneOnOneLine', 'tomas', PAIR, { refKey, part: 'goal' })).toBe(true);
    expect(accepts('oneOnOne', 'dana', PAIR, { refKey })).toBe(true);
    const other = talkKey('review', 'aisha', '2026-11-22.1');
    expect(accepts('oneOnOne', 'dana', PAIR, { refKey: other })).toBe(false);
  });
});

describe('the day of a commitment', () => {
  const before = { author: 'dana', owner: 'tomas', due: '2026-11-27', text: 'Write', seenBy: '' };
  const moved = { ...before, due: '2026-12-04', was: '2026-11-27' };
  it('is moved by its author and by whoever has to keep it, nobody else', () => {
    expect(accepts('commitment', 'dana', PAIR, moved, before)).toBe(true);
    expect(accepts('commitment', 'tomas', PAIR, moved, before)).toBe(true);
    const own = { ...before, author: 'tomas' };
    expect(accepts('commitment', 'dana', PAIR, { ...own, due: '2026-12-04' }, own)).toBe(false);
    expect(accepts('commitment', 'dana', PAIR, { ...own, was: '2026-11-20' }, own)).toBe(false);
  });
  it('can be moved without its words', () => {
    const reworded = { ...moved, text: 'Write to Imke' };
    expect(accepts('commitment', 'tomas', PAIR, reworded, before)).toBe(false);
  });
});

describe('the key of a one-on-one', () => {
  it('is read back, and no other key is one', () => {
    expect(parseOneOnOneKey(oneOnOneKey('a_B-1', '2026-11-23.2'))).toEqual({
      ...{ rep: 'a_B-1', slot: '2026-11-23.2' },
    });
    expect(parseTalkKey(talkKey('session', 'north', '2026-11-23'))).toEqual({
      ...{ format: 'session', of: 'north', slot: '2026-11-23' },
    });
    for (const key of [
      talkKey('review', 'a', '2026-11-23'),
      'else/a/2026-11-23',
      'one-on-one/a/2026-02-31',
      'one-on-one/a/b',
      'one-on-one//2026-11-23',
      'odoo/t/deal/1',
      null,
      5,
    ])
      expect(parseOneOnOneKey(key)).toBeNull();
  });
});
