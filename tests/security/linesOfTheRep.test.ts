// F49: a manager wrote the rep's answer to “What was most useful?”: privately first, and then moved
// it to the pair. What nobody may create in a scope may not be moved there either.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { oneOnOneKey, repParts } from '../../lib/model/index.ts';
import type { Client } from '../helpers/client.ts';
import { KeyedFixture, NOW, rejected } from '../helpers/keyed.ts';
import { storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('the rep’s lines of a one-on-one, on %s', (kind) => {
  let fixture: KeyedFixture;
  let r: Client;
  let b: Client;
  let key: string;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    key = oneOnOneKey(fixture.rep, '2026-11-23');
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ r, b } = fixture.next());
  });
  const line = (author: string, part: string, more = {}) => ({
    ...{ refKey: key, part, voice: 'rep', text: 'x', done: false, commitment: null, author },
    ...{ createdAt: NOW, editedAt: null, editedBy: null, conflicts: [], ...more },
  });
  const add = (device: Client, scope: string, patch: Record<string, unknown>) =>
    device.one({ collection: 'oneOnOneLine', scope, patch });
  const move = async (device: Client, rowId: string) =>
    (
      await device.one({
        ...{ op: 'patch', collection: 'oneOnOneLine', rowId, base: 1 },
        ...{ scope: fixture.pair, patch: {} },
      })
    ).result;

  it.each(repParts)('of the part %s are not the manager’s to bring to the pair', async (part) => {
    const { boss } = fixture.acme;
    const { id, result } = await add(b, `u:${boss}`, line(boss, part));
    expect(result).toEqual(rejected('notAllowed'));
    expect(await move(b, id)).toEqual(rejected('notFound'));
    expect(await fixture.stored(id)).toBeUndefined();
  });

  it('that a manager holds since earlier do not reach the pair', async () => {
    const { boss, org } = fixture.acme;
    // Stored by a server that accepted it.
    const { id } = await add(b, `u:${boss}`, line(boss, 'private'));
    await fixture.server.store.within(org, (tx) =>
      tx
        .updateTable('row')
        .set({ fields: JSON.stringify(line(boss, 'useful')) })
        .where('id', '=', id)
        .execute(),
    );
    expect(await move(b, id)).toEqual(rejected('notAllowed'));
    expect((await fixture.stored(id))?.scope).toBe(`u:${boss}`);
  });

  it('have the rep’s voice', async () => {
    const { rep, pair } = fixture;
    for (const part of repParts)
      expect((await add(r, pair, line(rep, part, { voice: 'manager' }))).result).toEqual(
        rejected('notAllowed'),
      );
    expect((await add(r, `u:${rep}`, line(rep, 'useful', { voice: 'manager' }))).result).toEqual(
      rejected('notAllowed'),
    );
  });

  it('are the rep’s to keep, and to share later', async () => {
    const { rep, pair } = fixture;
    const { id, result } = await add(r, `u:${rep}`, line(rep, 'useful'));
    expect(result?.kind).toBe('ok');
    expect((await move(r, id))?.kind).toBe('ok');
    expect((await fixture.stored(id))?.scope).toBe(pair);
    const edit = { op: 'patch', collection: 'oneOnOneLine', rowId: id, base: 1 } as const;
    expect((await b.one({ ...edit, patch: { text: 'y' } })).result).toEqual(rejected('notAllowed'));
    expect((await r.one({ ...edit, patch: { text: 'y' } })).result?.kind).toBe('ok');
  });

  it('in every collection, a move brings only what may be created there', async () => {
    const { rep, org } = fixture;
    const suggestion = {
      ...{ refKey: '', playbook: 'p', stage: 's', item: null, text: 'x', author: rep, at: NOW },
    };
    const answered = { ...suggestion, state: 'open', answer: null };
    const { id } = await r.one({ collection: 'suggestion', scope: `u:${rep}`, patch: answered });
    // From before the rep's answers were refused.
    await fixture.server.store.within(fixture.acme.org, (tx) =>
      tx
        .updateTable('row')
        .set({ fields: JSON.stringify({ ...suggestion, state: 'taken', answer: 'Yes!' }) })
        .where('id', '=', id)
        .execute(),
    );
    const moved = { op: 'patch', collection: 'suggestion', rowId: id, base: 1 } as const;
    expect((await r.one({ ...moved, scope: org, patch: {} })).result).toEqual(
      rejected('notAllowed'),
    );
  });
});
