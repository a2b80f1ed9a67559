import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runRetention } from '../../server/ops/retention.ts';
import { Client } from '../helpers/client.ts';
import { KeyedFixture, NOW, rejected } from '../helpers/keyed.ts';
import { note, storeKinds } from '../helpers/server.ts';

/**
 * One row for each key: written by `put`; its id derives from organisation, scope and key (D6, D7).
 */
describe.each(storeKinds)('keyed rows, on %s', (kind) => {
  let fixture: KeyedFixture;
  let acme: KeyedFixture['acme'];
  let rep: KeyedFixture['rep'];
  let org: KeyedFixture['org'];
  let pair: KeyedFixture['pair'];
  let key: KeyedFixture['key'];
  let fact: KeyedFixture['fact'];
  let tick: KeyedFixture['tick'];
  let idOf: KeyedFixture['idOf'];
  let stored: KeyedFixture['stored'];
  let server: KeyedFixture['server'];
  let r: Client;
  let b: Client;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    ({ acme, rep, org, pair, key, fact, tick, idOf, stored, server } = fixture);
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ r, b } = fixture.next());
  });

  describe('a put', () => {
    it('creates a row with defaults, changes it, and creates it again after deletion', async () => {
      const made = await r.put(
        'checkItem',
        pair,
        tick({ evidence: 'She said so', author: rep, at: NOW - 5 }),
      );
      expect(made.id).toBe(idOf(pair, 'checkItem', key(), 'p', 'pain'));
      expect(made.result).toMatchObject({ kind: 'ok', rev: 1 });
      const fields = {
        ...tick(),
        done: false,
        evidence: 'She said so',
        author: rep,
        editedBy: null,
        at: NOW - 5,
      };
      expect(await stored(made.id)).toMatchObject({ deleted: 0, author: rep, fields });
      await b.put('checkItem', pair, tick({ done: true }));
      const changed = {
        done: true,
        evidence: 'She said so',
        author: rep,
        editedBy: acme.boss,
        at: NOW,
      };
      expect((await stored(made.id))?.fields).toMatchObject(changed);
      expect(
        (await r.one({ op: 'delete', collection: 'checkItem', rowId: made.id, base: 1 })).result
          ?.kind,
      ).toBe('ok');
      expect((await stored(made.id))?.deleted).toBe(1);
      await b.put('checkItem', pair, tick({ done: true, author: acme.boss }));
      const anew = { done: true, evidence: '', author: acme.boss, editedBy: null };
      expect(await stored(made.id)).toMatchObject({
        deleted: 0,
        author: acme.boss,
        rev: 1,
        fields: anew,
      });
    });
    it('of two devices for one key makes one row, merged in server order', async () => {
      const scope = `o:${acme.org}`;
      const other = new Client(server, acme.boss);
      const { id } = await b.put(
        'coachingSettings',
        scope,
        { author: acme.boss },
        {
          lists: { off: { add: ['quiet'], remove: [] } },
          maps: { limits: { set: { noActivity: 7, slow: 1 }, remove: [] } },
        },
      );
      const second = await other.put(
        'coachingSettings',
        scope,
        { author: acme.boss },
        {
          lists: {
            off: { add: ['stalled'], remove: [] },
            competitors: { add: ['Brewmaster'], remove: [] },
          },
          maps: { limits: { set: { noActivity: 21 }, remove: ['slow'] } },
        },
      );
      expect(second).toMatchObject({ id, result: { kind: 'ok' } });
      expect((await stored(id))?.fields).toMatchObject({
        off: ['quiet', 'stalled'],
        competitors: ['Brewmaster'],
        limits: { noActivity: 21 },
      });
    });
    it('by a second author keeps the row’s author, and the answer has the editor', async () => {
      const { id } = await r.put('typedFact', pair, fact({ value: '1', author: rep }));
      const second = await b.put('typedFact', pair, fact({ value: '2', author: acme.boss }));
      expect(second.result).toMatchObject({ kind: 'ok', stamped: { editedBy: acme.boss } });
      expect(await stored(id)).toMatchObject({
        author: rep,
        fields: { value: '2', author: rep, editedBy: acme.boss },
      });
    });
    it('in another scope is another row', async () => {
      const mine = await r.put('typedFact', `u:${rep}`, fact({ value: 'for me' }));
      const ours = await r.put('typedFact', pair, fact({ value: 'for both' }));
      expect(ours.id).not.toBe(mine.id);
      expect([
        (await stored(mine.id))?.fields.value,
        (await stored(ours.id))?.fields.value,
      ]).toEqual(['for me', 'for both']);
      const moved = { op: 'delete', collection: 'typedFact', rowId: mine.id, scope: pair } as const;
      expect((await r.one(moved)).result, 'it never moves').toEqual(rejected('invalid'));
    });
    it('is the only way to write one, and for keyed rows alone', async () => {
      const { id } = await r.put('typedFact', pair, fact({ value: '1' }));
      for (const op of ['create', 'patch', 'restore'] as const) {
        const patch = op === 'restore' ? {} : fact({ value: '2' });
        expect(
          (await r.one({ op, collection: 'typedFact', rowId: id, scope: pair, patch })).result,
          op,
        ).toEqual(rejected('invalid'));
      }
      expect((await r.one({ op: 'put', scope: pair, patch: note(rep, 'x') })).result).toEqual(
        rejected('invalid'),
      );
    });
    it('changes no list or object that is not declared as one', async () => {
      const lists = { value: { add: ['x'], remove: [] } };
      const maps = { value: { set: { x: 1 }, remove: [] } };
      expect((await r.put('typedFact', pair, fact(), { lists })).result).toEqual(
        rejected('invalid'),
      );
      expect((await r.put('typedFact', pair, fact(), { maps })).result).toEqual(
        rejected('invalid'),
      );
    });
    it('is rejected by the schema: an unknown day, a key of another kind, too much', async () => {
      expect(
        (await r.put('typedFact', pair, { refKey: key(), field: 7, value: 'x' })).result,
      ).toEqual(rejected('invalid'));
      expect((await r.put('typedFact', pair, { field: 'amount', value: 'x' })).result).toEqual(
        rejected('invalid'),
      );
      expect((await r.put('typedFact', pair, fact({ value: 'x'.repeat(4001) }))).result).toEqual(
        rejected('invalid'),
      );
    });
  });

  describe('how much is kept', () => {
    it('of 10,000 changed settings is one row', { timeout: 120_000 }, async () => {
      const count = async () => {
        const rows = await server.store.within(acme.org, (tx) =>
          tx
            .selectFrom('row')
            .select('id')
            .where('org_id', '=', acme.org)
            .where('collection', '=', 'coachingSettings')
            .execute(),
        );
        return rows.length;
      };
      const id = idOf(org, 'coachingSettings');
      const change = (value: number) =>
        b.mutation({
          op: 'put',
          collection: 'coachingSettings',
          rowId: id,
          scope: org,
          patch: {},
          maps: { limits: { set: { noActivity: value }, remove: [] } },
        });
      // After every change of the tests before.
      const later = Date.UTC(2030, 0, 1);
      for (let page = 0; page < 20; page++) {
        b.arrival = later + page;
        await b.send(...Array.from({ length: 500 }, (_, index) => change(page * 500 + index)));
      }
      expect(await count()).toBe(1);
      expect((await stored(id))?.fields.limits).toMatchObject({ noActivity: 9999 });
      // The versions of the last push stay, since they have the same time.
      await runRetention(server.store, b.arrival + 31 * 86_400_000, {});
      const versions = await server.store.within(acme.org, (tx) =>
        tx
          .selectFrom('revision')
          .select('at')
          .where('org_id', '=', acme.org)
          .where('row_id', '=', id)
          .execute(),
      );
      expect(versions.every(({ at }) => at === b.arrival)).toBe(true);
      expect(versions.length).toBe(500);
    });
  });
});
