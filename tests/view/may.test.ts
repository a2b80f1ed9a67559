import { describe, expect, it } from 'vitest';
import type { Act, CollectionName } from '../../lib/model/index.ts';
import { firstAudience, isShared } from '../../lib/view/audience.ts';
import { may, mayReply, mayShare } from '../../lib/view/may.ts';
import { item, noteFields } from '../helpers/panel.ts';
import { meOf, type SampleUser } from '../helpers/view.ts';

const whoIs = (user: SampleUser) => ({ me: meOf(user), user });
const local = { me: null, user: 'local' };
const row = (scope: string, author: string) => ({ scope, fields: { author } });

describe('who may', () => {
  type Case = [string, SampleUser, CollectionName, string, string, readonly Act[]];
  it.each<Case>([
    ['a note of one’s own', 'tomas', 'note', 'u:tomas', 'tomas', ['change', 'remove']],
    ['a colleague’s note in the pair', 'tomas', 'note', 'p:dana:tomas', 'dana', ['change']],
    ['a colleague’s note in the team', 'tomas', 'note', 't:north', 'dana', ['change']],
    ['a note that a rep left behind', 'dana', 'note', 'u:dana', 'gone', ['change', 'remove']],
    ['a former manager’s note', 'tomas', 'note', 'p:gone:tomas', 'gone', []],
    [
      'the own note to a former manager',
      'tomas',
      'note',
      'p:gone:tomas',
      'tomas',
      [...(['change', 'remove'] as const)],
    ],
    [
      'what was agreed with a former manager',
      'tomas',
      'commitment',
      'p:gone:tomas',
      'gone',
      ['change'],
    ],
    ['a colleague’s reply', 'dana', 'reply', 'p:dana:tomas', 'tomas', []],
    ['a reply that a rep left behind', 'dana', 'reply', 'u:dana', 'gone', ['change', 'remove']],
    ['a colleague’s promise', 'dana', 'commitment', 'p:dana:tomas', 'tomas', ['change']],
    ['a visit', 'tomas', 'dealSnapshot', 'u:tomas', 'tomas', []],
    ['a manager’s question, as manager', 'ada', 'prompt', 'o:o', 'dana', ['change', 'remove']],
    ['a manager’s question, as rep', 'tomas', 'prompt', 'o:o', 'dana', []],
    ['one’s question of when one managed', 'tomas', 'prompt', 'o:o', 'tomas', []],
    ['a question of one’s own', 'tomas', 'prompt', 'u:tomas', 'tomas', ['change', 'remove']],
  ])('change or remove %s', (_what, user, collection, scope, author, expected) => {
    const acts = (['change', 'remove'] as const).filter((act) =>
      may(whoIs(user), collection, act, row(scope, author)),
    );
    expect(acts).toEqual(expected);
  });
  it('do everything with what is theirs, signed out', () => {
    expect(may(local, 'prompt', 'remove', row('u:local', 'local'))).toBe(true);
    expect(may(local, 'note', 'change', row('u:local', 'local'))).toBe(true);
  });
  it('answer notes that others read now', () => {
    const answered = ['u:tomas', 'p:dana:tomas', 't:north', 'p:gone:tomas'].filter((scope) =>
      mayReply(whoIs('tomas'), row(scope, 'dana')),
    );
    expect(answered).toEqual(['p:dana:tomas', 't:north']);
    expect(mayReply(whoIs('dana'), row('p:dana:tomas', 'tomas'))).toBe(true);
  });
  it('share a note: its author, wherever it lies', () => {
    expect(mayShare(whoIs('tomas'), row('p:dana:tomas', 'tomas'))).toBe(true);
    expect(mayShare(whoIs('dana'), row('u:dana', 'gone'))).toBe(false);
  });
});

describe('a new note', () => {
  const note = (scope: string, author = 'dana') => ({
    ...item<'note'>('n', { ...noteFields('Met Ruth'), author }),
    scope,
  });
  const manages = { roles: ['manager' as const], rep: 'tomas', known: true };
  const sells = { roles: ['rep' as const], rep: 'tomas', known: true };
  it.each([
    ['as the last one of its author was', [note('u:dana')], manages, 'private'],
    ['no wider than the pair', [note('t:north')], manages, 'pair'],
    ['whatever others wrote', [note('u:tomas', 'tomas')], manages, 'pair'],
    ['shared, of a manager on a rep’s deal', [], manages, 'pair'],
    ['private, while nobody knows whose deal it is', [], { ...manages, known: false }, 'private'],
    ['private, of a rep', [], sells, 'private'],
  ])('begins %s', (_how, notes, role, expected) => {
    expect(firstAudience(notes, whoIs('dana'), role)).toBe(expected);
  });
  it('is private signed out', () => expect(firstAudience([], local, manages)).toBe('private'));
  it('is shared where others can read it', () => {
    expect(['u:dana', 'p:dana:tomas', 't:north'].map((scope) => isShared({ scope }))).toEqual([
      false,
      true,
      true,
    ]);
  });
});
