// F52: the export of a person contained the full text of what other people had deleted in the
// person's pairs (T6).
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../helpers/client.ts';
import { exported } from '../helpers/exported.ts';
import { KeyedFixture } from '../helpers/keyed.ts';
import { note } from '../helpers/note.ts';
import { context, storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('deleted words in an export, on %s', (kind) => {
  let fixture: KeyedFixture;
  let [boss, rep, pair] = ['', '', ''];
  let r: Client;
  let b: Client;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    ({ rep, pair } = fixture);
    boss = fixture.acme.boss;
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ r, b } = fixture.next());
  });
  interface Item {
    id: string;
    deleted: boolean;
    fields: Record<string, unknown>;
  }
  /** The export of a rep: made by the rep, or by an operator, who passes it on to the rep. */
  const rowsOf = async (by: string): Promise<Item[]> => {
    const { store, people } = fixture.server;
    const asker = by === 'the person' ? await context(people, rep) : null;
    return (await exported(store, 'rep0@acme.test', asker))?.rows as Item[];
  };

  it.each(['the person', 'an operator'])('of others are not in it: by %s', async (by) => {
    const { id } = await b.one({ scope: pair, patch: note(boss, 'SECRET plan') });
    const reply = await b.one({
      collection: 'reply',
      patch: {
        ...{ refKey: 'odoo/t/deal/1', parent: id, text: 'SECRET reply', author: boss },
        ...{ createdAt: 1, editedAt: null, editedBy: null, conflicts: [] },
      },
    });
    const fact = await b.put('typedFact', pair, fixture.fact({ value: 'SECRET value' }));
    await b.one({ op: 'delete', collection: 'reply', rowId: reply.id, base: 1 });
    await b.one({ op: 'delete', rowId: id, base: 1 });
    await b.one({ op: 'delete', collection: 'typedFact', rowId: fact.id });
    const rows = await rowsOf(by);
    for (const deleted of [id, reply.id, fact.id])
      expect(rows.find((row) => row.id === deleted)).toMatchObject({ deleted: true, fields: {} });
    expect(JSON.stringify(rows)).not.toContain('SECRET');
  });

  it.each(['the person', 'an operator'])('of the person are in it: by %s', async (by) => {
    const { id } = await r.one({ scope: pair, patch: note(rep, 'Own words') });
    await r.one({ op: 'delete', rowId: id, base: 1 });
    const rows = await rowsOf(by);
    expect(rows.find((row) => row.id === id)?.fields.text).toBe('Own words');
  });
});
