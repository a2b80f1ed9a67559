// Fields that the collection does not declare: one named like a part of a change made the erasure
// of a person impossible, one named like a stamp carried another author, and one named `conflicts`
// does not count for the size of a row.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eraseStatements } from '../../server/sync/erase.ts';
import type { Client } from '../helpers/client.ts';
import { KeyedFixture, NOW, rejected } from '../helpers/keyed.ts';
import { storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('a field that is not declared, on %s', (kind) => {
  let fixture: KeyedFixture;
  let r: Client;
  let b: Client;
  let pair = '';
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    pair = fixture.pair;
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ r, b } = fixture.next());
  });

  it.each([
    ['lists', { x: null }],
    ['maps', { x: null }],
    ['op', 'delete'],
    ['scope', 'o:other'],
    ['conflicts', { a: 'x' }],
    ['confirmedBy', 'somebody'],
  ])('is refused if it has a meaning of its own: %s', async (name, value) => {
    const put = await r.put('typedFact', pair, fixture.fact({ value: 'a', [name]: value }));
    expect(put.result).toEqual(rejected('invalid'));
  });

  it('is refused if every object has one of its name, or the language uses it', async () => {
    const names = [
      ...Object.getOwnPropertyNames(Object.prototype),
      ...['prototype', 'then', 'toJSON'],
    ];
    for (const name of names) {
      const fields = { ...fixture.fact({ value: 'a' }), ...JSON.parse(`{"${name}":"x"}`) };
      const { result } = await r.put('typedFact', pair, fields);
      expect(result, name).toEqual(rejected('invalid'));
    }
  });

  it('is refused if it names an author', async () => {
    const visit = { refKey: 'odoo/t/deal/9', name: 'x', at: 1, stage: 'a', amount: 1 };
    const rest = { currency: null, closeDate: null, owner: null, status: null, nextStep: null };
    const create = (more: object) =>
      r.one({ collection: 'dealSnapshot', scope: pair, patch: { ...visit, ...rest, ...more } });
    expect((await create({})).result?.kind).toBe('ok');
    for (const name of ['author', 'editedBy'])
      expect((await create({ [name]: fixture.rep })).result).toEqual(rejected('invalid'));
  });

  it('is kept if a newer version may have added it', async () => {
    const { id } = await r.put('typedFact', pair, fixture.fact({ value: 'a', mood: 'good' }));
    expect((await fixture.stored(id))?.fields.mood).toBe('good');
  });

  it('in the history of an older server stops no erasure', async () => {
    const { id } = await b.put('typedFact', pair, fixture.fact({ value: 'a' }));
    b.arrival = NOW + 1;
    await r.put('typedFact', pair, fixture.fact({ value: 'of the rep' }));
    b.arrival = NOW + 2;
    await b.put('typedFact', pair, fixture.fact({ value: 'b' }));
    const { acme, server } = fixture;
    await server.store.within(acme.org, (tx) =>
      tx
        .updateTable('revision')
        .set({ text: '{"value":"b","lists":{"x":null},"maps":7,"op":"put"}' })
        .where('org_id', '=', acme.org)
        .where('row_id', '=', id)
        .where('author', '=', acme.boss)
        .execute(),
    );
    await server.store.within(acme.org, (tx) =>
      eraseStatements(tx, acme.org, { user: acme.boss, head: 0 }, ['typedFact'], {
        ...{ place: 0, size: 100, at: NOW + 3 },
      }),
    );
    expect((await fixture.stored(id))?.fields).toMatchObject({ value: 'of the rep' });
  });
});
