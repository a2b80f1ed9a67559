// F10, its other side: what the list of erasures contains is deleted at the next start. A key that
// was deleted and is in use again must not be.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scopes } from '../../lib/model/index.ts';
import { replayErasures } from '../../server/ops/replay.ts';
import { removeMember } from '../../server/people/removal.ts';
import { ERASED_TABLE } from '../../server/store/erased.ts';
import { KeyedFixture, NOW } from '../helpers/keyed.ts';
import { context, storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('a key that was deleted, on %s', (kind) => {
  let fixture: KeyedFixture;
  beforeEach(async () => {
    fixture = await KeyedFixture.start(kind);
  });
  afterEach(() => fixture.server.close());
  const replay = () => {
    const { store } = fixture.server;
    return store.owning((owner) => replayErasures(owner, store.kind, NOW + 100));
  };
  const listed = async (id: string) =>
    (
      await fixture.server.store.db
        .selectFrom(ERASED_TABLE)
        .select('at')
        .where('id', '=', id)
        .execute()
    ).length;

  it('is in the list until somebody writes it again', async () => {
    const { b } = fixture.next();
    const { pair, fact } = fixture;
    const { id } = await b.put('typedFact', pair, fact({ value: '1' }));
    b.arrival = NOW + 1;
    await b.one({ op: 'delete', collection: 'typedFact', rowId: id, base: 1 });
    expect(await listed(id)).toBe(1);
    b.arrival = NOW + 2;
    await b.put('typedFact', pair, fact({ value: '2' }));
    expect(await listed(id)).toBe(0);
    expect(await replay()).toEqual({ people: 0, rows: 0 });
    expect((await fixture.stored(id))?.fields.value).toBe('2');
  });

  it('is not deleted again when older content moves there', async () => {
    const { r, b } = fixture.next();
    const { acme, pair, fact, server } = fixture;
    const mine = scopes.private(acme.boss);
    await r.put('typedFact', pair, fact({ value: 'shared' }));
    b.arrival = NOW + 1;
    const { id } = await b.put('typedFact', mine, fact({ value: 'for me' }));
    b.arrival = NOW + 2;
    await b.one({ op: 'delete', collection: 'typedFact', rowId: id, base: 1 });
    const boss = await context(server.people, acme.boss);
    await removeMember(server.people, boss, fixture.rep, 'keep');
    expect(await fixture.stored(id)).toMatchObject({ deleted: 0, at: NOW });
    expect(await replay()).toEqual({ people: 0, rows: 0 });
    expect((await fixture.stored(id))?.fields.value).toBe('shared');
  });
});
