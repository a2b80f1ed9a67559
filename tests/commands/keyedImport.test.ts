// Imported and adopted keyed rows: a value that the account has already is not overwritten.

import { describe, expect, it } from 'vitest';
import { adoptLocalRows } from '../../lib/commands/adopt.ts';
import { keyedId } from '../../lib/model/index.ts';
import { counted } from '../helpers/counted.ts';
import { NOON } from '../helpers/deals.ts';
import { KEY, openDevice } from './device.ts';
import { check, profile } from './keyedRows.ts';

describe('a value that the account has already is not overwritten', () => {
  const own = { ...profile, member: 'local' };

  it('when rows written signed out are taken in', async () => {
    const [local, account] = [await openDevice('local'), await openDevice('dana')];
    await local.run('profile.save', { profile: { ...own, focus: 'value' }, from: null });
    await local.run('check.set', check);
    await local.run('self.save', { approval: 1, rejection: 1, control: 1 });
    await account.run('profile.save', { profile: { ...profile, member: 'dana' }, from: null });
    const deps = { now: NOON, ids: counted().ids };
    const { rows } = await adoptLocalRows({ local: local.db, db: account.db, user: 'dana' }, deps);
    expect(rows.map((row) => row.collection)).toEqual(['checkItem', 'focusEntry']);
    expect(rows[0]).toMatchObject({
      id: keyedId('acme', 'u:dana', 'checkItem', [KEY, 'p1', 'i']),
      fields: { author: 'dana', done: true },
    });
    expect((await account.rows('profile')).map(({ fields }) => fields.focus)).toEqual(['closing']);
    expect(await account.db.selfViews.toArray()).toEqual([
      { user: 'dana', approval: 1, rejection: 1, control: 1 },
    ]);
    // The account has another focus: the one chosen while signed out stays in the local database.
    expect((await local.rows()).map(({ fields }) => fields.focus)).toEqual(['value']);
    expect(await local.db.selfViews.count()).toBe(0);
  });

  it('when a file is imported; of a key that it names twice the latest is taken', async () => {
    const device = await openDevice('tomas');
    const fact = (field: string, value: string, at: number) => ({
      refKey: KEY,
      field,
      value,
      author: 'local',
      at,
    });
    await device.run('identity.owner', { refKey: KEY, rep: 'tomas' });
    const rows = [
      { id: 'f1', collection: 'typedFact', fields: fact('member', 'mika', 1) },
      { id: 'f2', collection: 'typedFact', fields: fact('amount', 'old', 1) },
      { id: 'f3', collection: 'typedFact', fields: fact('amount', 'new', 2) },
      { id: 'p1', collection: 'profile', fields: { ...own, refKey: '', author: 'local', at: 1 } },
      {
        id: 'p2',
        collection: 'profile',
        fields: { ...own, member: 'mika', refKey: '', author: 'tomas', at: 1 },
      },
    ];
    expect(await device.run('data.import', { rows })).toEqual({ taken: 2, known: 2, refused: 1 });
    const facts = (await device.rows('typedFact')).map(({ scope, fields }) => [
      scope,
      fields.value,
    ]);
    expect(facts.sort()).toEqual([
      ['u:tomas', 'new'],
      ['u:tomas', 'tomas'],
    ]);
    expect((await device.rows('profile'))[0]?.fields.member).toBe('tomas');
    expect(await device.run('data.import', { rows })).toEqual({ taken: 0, known: 4, refused: 1 });
  });
});

it('an imported profile of one’s own has no values that another person set', async () => {
  const device = await openDevice('tomas');
  const fields = { ...profile, member: 'tomas', agreedBy: 'dana', editedBy: 'dana', refKey: '' };
  const rows = [{ id: 'p1', collection: 'profile', fields: { ...fields, author: 'tomas', at: 1 } }];
  expect(await device.run('data.import', { rows })).toEqual({ taken: 1, known: 0, refused: 0 });
  expect((await device.rows('profile'))[0]?.fields).toMatchObject({
    focus: 'closing',
    agreedBy: null,
  });
});
