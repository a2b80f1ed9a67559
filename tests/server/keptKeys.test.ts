import { describe, expect, it } from 'vitest';
import {
  addToSum,
  type CollectionName,
  collections,
  emptySum,
  keyedId,
  type ScopeSum,
} from '../../lib/model/index.ts';
import type { Line } from '../../server/ops/tables.ts';
import { loadKeptServer, ODD_DAYS, withOddDay } from '../helpers/kept.ts';
import {
  contents,
  count,
  isSeries,
  kept,
  keptServers,
  rowsOf,
  type StoredRow,
} from '../helpers/keptRows.ts';
import { storeKinds } from '../helpers/server.ts';

const { closing, load } = keptServers();

describe.each(storeKinds)('what was a series in 0.1.0, on %s', (kind) => {
  it('has one value for each key: the last that the server received, for any clock', async () => {
    const tables = await contents((await load(kind)).store);
    const live = rowsOf(tables).filter((row) => !row.deleted && isSeries(row));
    const counts = count(live.map((row) => row.collection));
    expect(counts).toEqual({
      checkItem: 3,
      coachingSettings: 4,
      crmIdentity: 2,
      dealPlaybook: 2,
      profile: 2,
      promptShown: 2,
      stageMap: 1,
      typedFact: 4,
      vote: 2,
    });
    for (const { org_id: org, id, collection, scope, author, fields } of live) {
      const key: readonly string[] = collections[collection as CollectionName].key ?? [];
      const values = key.map((field) => fields[field]);
      expect(id, collection).toBe(keyedId(org, scope, collection, values));
      expect(
        collections[collection as CollectionName].schema.safeParse(fields).success,
        collection,
      ).toBe(true);
      expect([fields.author ?? fields.userId, fields.editedBy]).toEqual([author, null]);
      for (const field of ['at', 'last', 'before'])
        expect(Number(fields[field] ?? 0)).toBeLessThanOrEqual(kept.at);
    }
    const settings = live.find(
      (row) => row.collection === 'coachingSettings' && row.scope.startsWith('o:'),
    );
    // Another device's clock ran a month ahead; this row arrived last.
    expect(settings?.fields).toMatchObject({ limits: { noActivity: 14 }, off: ['noMeeting'] });
    const facts = live
      .filter((row) => row.fields.field === 'closeDate')
      .map((row) => row.fields.value);
    expect(facts).toEqual(['2026-12-01']);
    const ticks = live.filter(
      (row) => row.fields.item === 'pain-agreed' && row.scope.startsWith('p:'),
    );
    expect(ticks.map((row) => row.fields.done)).toEqual([false]);
    const [link] = live.filter((row) => row.fields.crmUserId === '7');
    expect(link?.fields.crmName).toBe('Rui Santos');
    const [profile] = live.filter(
      (row) => row.collection === 'profile' && row.scope.startsWith('p:'),
    );
    expect(profile?.fields).toMatchObject({ focus: 'discovery' });
  });

  it('reaches devices through versions: removed rows are deleted, added ones are new', async () => {
    const tables = await contents((await load(kind)).store);
    const heads = new Map((kept.tables.org ?? []).map((org) => [org.id, Number(org.version)]));
    const isNew = (row: StoredRow) => Number(row.version) > (heads.get(row.org_id) ?? 0);
    const old = rowsOf(kept.tables).filter(isSeries);
    for (const { id, deleted } of old) {
      const now = rowsOf(tables).find((row) => row.id === id);
      expect(now, 'a tombstone that holds nothing').toMatchObject(
        deleted ? { deleted: 1 } : { deleted: 1, fields: {} },
      );
      expect(now && isNew(now)).toBe(deleted === 0);
    }
    const versions = rowsOf(tables).map((row) => `${row.org_id} ${row.version}`);
    expect(new Set(versions).size).toBe(versions.length);
    for (const org of tables.org ?? []) {
      const last = Math.max(
        ...rowsOf(tables).flatMap((row) => (row.org_id === org.id ? [Number(row.version)] : [])),
      );
      expect(Number(org.version)).toBeGreaterThanOrEqual(last);
    }
  });

  it('forgets what people thought of themselves, to the last revision', async () => {
    const tables = await contents((await load(kind)).store);
    const selfViews = rowsOf(tables).filter((row) => row.collection === 'selfView');
    expect(selfViews.map((row) => [row.deleted, row.fields])).toEqual(selfViews.map(() => [1, {}]));
    expect(selfViews).toHaveLength(3);
    const ids = selfViews.map(({ id }) => id);
    expect(
      (tables.revision ?? []).filter((revision) => ids.includes(String(revision.row_id))),
    ).toEqual([]);
  });

  it('keeps the history of what has a key now, under the row that is there', async () => {
    const tables = await contents((await load(kind)).store);
    const rows = new Map(rowsOf(tables).map((row) => [row.id, row]));
    const before = new Map(rowsOf(kept.tables).map((row) => [row.id, row]));
    const moved = (kept.tables.revision ?? []).filter((revision) => {
      const row = before.get(String(revision.row_id));
      return (
        row !== undefined && isSeries(row) && row.collection !== 'selfView' && row.deleted === 0
      );
    });
    expect(moved.length).toBeGreaterThan(0);
    for (const { mutation_id, text } of moved) {
      const now = (tables.revision ?? []).find((revision) => revision.mutation_id === mutation_id);
      expect(now?.text).toBe(text);
      expect(rows.get(String(now?.row_id))?.deleted).toBe(0);
    }
  });

  it('counts in every scope what the scope holds', async () => {
    const tables = await contents((await load(kind)).store);
    const sums: Record<string, ScopeSum> = {};
    for (const row of tables.row ?? []) {
      if (row.deleted) continue;
      const scope = `${row.org_id} ${row.scope}`;
      sums[scope] = addToSum(sums[scope] ?? emptySum, String(row.id), Number(row.version), 1);
    }
    const stored: Record<string, unknown> = {};
    for (const { org_id, scope, ...sum } of tables.scope_sum ?? []) {
      if (Number(sum.count) > 0) stored[`${org_id} ${scope}`] = sum;
    }
    expect(stored).toEqual(sums);
  });

  it('repairs days that are in no calendar, also on devices', async () => {
    const odd = (row: Line) => {
      const fields = withOddDay(row.collection, JSON.parse(String(row.fields)) as Line);
      return { ...row, fields: JSON.stringify(fields) };
    };
    const tables = { ...kept.tables, row: (kept.tables.row ?? []).map(odd) };
    const server = await loadKeptServer(kind, 'postgres', { ...kept, tables });
    closing.push(() => server.close());
    const migrated = await contents(server.store);
    const before = new Map(rowsOf(kept.tables).map((row) => [row.id, row]));
    const mended = rowsOf(migrated).filter(({ collection }) => collection in ODD_DAYS);
    expect(mended).toHaveLength(9);
    for (const { id, collection, version, fields } of mended) {
      const [field = '', , day] = ODD_DAYS[collection] ?? [];
      expect(fields, collection).toEqual({ ...before.get(id)?.fields, [field]: day });
      expect(Number(version)).toBeGreaterThan(Number(before.get(id)?.version));
    }
    const versions = rowsOf(migrated).map((row) => `${row.org_id} ${row.version}`);
    expect(new Set(versions).size).toBe(versions.length);
    const sums: Record<string, ScopeSum> = {};
    for (const { org_id: org, scope, id, version, deleted } of rowsOf(migrated)) {
      const name = `${org} ${scope}`;
      if (!deleted) sums[name] = addToSum(sums[name] ?? emptySum, id, Number(version), 1);
    }
    for (const { org_id: org, scope, count: rows, hash } of migrated.scope_sum ?? [])
      expect({ count: Number(rows), hash: Number(hash) }).toEqual(sums[`${org} ${scope}`]);
  });
});
