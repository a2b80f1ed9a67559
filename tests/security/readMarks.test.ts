// F54: a teammate added a thousand read marks to a note, or deleted replies, and its author could
// not take it back any more: they counted as children that are too many to move.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../helpers/client.ts';
import { KeyedFixture, NOW } from '../helpers/keyed.ts';
import { note } from '../helpers/note.ts';
import { storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('read marks, on %s', (kind) => {
  let fixture: KeyedFixture;
  let [rep, colleague, team] = ['', '', ''];
  let r: Client;
  let c: Client;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    ({ rep, colleague } = fixture);
    team = `t:${fixture.acme.team}`;
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ r, c } = fixture.next());
  });
  const shared = async () =>
    (await r.one({ scope: team, patch: note(rep, 'By mistake: 81,000') })).id;
  const mark = (by: Client, parent: string) =>
    by.mutation({
      collection: 'readMark',
      patch: { refKey: 'odoo/t/deal/1', parent, author: by.user, at: NOW },
    });
  const reply = (by: Client, parent: string) =>
    by.mutation({
      collection: 'reply',
      patch: {
        ...{ refKey: 'odoo/t/deal/1', parent, text: 'x', author: by.user },
        ...{ createdAt: 1, editedAt: null, editedBy: null, conflicts: [] },
      },
    });
  const takesBack = async (id: string) =>
    (await r.one({ op: 'patch', rowId: id, base: 1, scope: `u:${rep}`, patch: {} })).result;
  const marksOf = async (parent: string) =>
    (await r.all()).filter(
      ({ collection, fields }) => collection === 'readMark' && fields.parent === parent,
    );

  it('are one for each reader and note, in one push and in several', async () => {
    const id = await shared();
    const first = await c.send(mark(c, id), mark(c, id));
    const dropped = { kind: 'conflict', version: 0, rev: 0 };
    expect(first.answers.map(({ result }) => result)).toMatchObject([{ kind: 'ok' }, dropped]);
    expect((await c.send(mark(c, id))).answers[0]?.result).toEqual(dropped);
    expect((await r.send(mark(r, id))).answers[0]?.result?.kind).toBe('ok');
    const authors = (await marksOf(id)).map(({ fields }) => fields.author);
    expect(authors.toSorted()).toEqual([rep, colleague].toSorted());
  });

  it('cannot be multiplied by deleting and restoring them', async () => {
    const id = await shared();
    const one = mark(c, id);
    const { rowId } = one;
    const on = { collection: 'readMark', base: 1 } as const;
    await c.send(one);
    await c.one({ ...on, op: 'delete', rowId });
    await c.send(mark(c, id));
    await c.one({ ...on, op: 'restore', rowId });
    expect(await marksOf(id)).toHaveLength(1);
  });

  it('of two devices at once are one', async () => {
    const id = await shared();
    const { c: other } = fixture.next();
    await Promise.all([c.send(mark(c, id)), other.send(mark(other, id))]);
    expect(await marksOf(id)).toHaveLength(1);
  });

  it('do not keep an author from taking a note back, even if there are thousands', async () => {
    const id = await shared();
    await c.send(mark(c, id));
    const [stored] = await marksOf(id);
    // Of a server that took any number of them.
    await fixture.server.store.within(fixture.acme.org, async (tx) => {
      const row = await tx
        .selectFrom('row')
        .selectAll()
        .where('id', '=', stored?.id ?? '')
        .executeTakeFirstOrThrow();
      for (let from = 0; from < 1500; from += 100)
        await tx
          .insertInto('row')
          .values(
            Array.from({ length: 100 }, (_, index) => ({
              ...row,
              id: `${row.id}-${from + index}`,
            })),
          )
          .execute();
    });
    expect((await takesBack(id))?.kind).toBe('ok');
    expect((await fixture.stored(id))?.scope).toBe(`u:${rep}`);
    // One for each reader goes along.
    expect((await marksOf(id)).filter(({ scope }) => scope === `u:${rep}`)).toHaveLength(1);
  });

  it('and replies that somebody deleted do not either', async () => {
    const id = await shared();
    for (let round = 0; round < 3; round++) {
      const made = Array.from({ length: 250 }, () => reply(c, id));
      const gone = made.map(({ rowId }) =>
        c.mutation({ op: 'delete', collection: 'reply', rowId, base: 1 }),
      );
      await c.send(...made, ...gone);
    }
    const more = Array.from({ length: 300 }, () => reply(c, id));
    await c.send(...more);
    await c.send(
      ...more.map(({ rowId }) => c.mutation({ op: 'delete', collection: 'reply', rowId, base: 1 })),
    );
    expect((await takesBack(id))?.kind).toBe('ok');
  });
});
