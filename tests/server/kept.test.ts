import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { ScopeSum } from '../../lib/model/index.ts';
import {
  addToSum,
  type CollectionName,
  collections,
  emptySum,
  idSource,
  isCollection,
  isKeyedId,
  keyedId,
} from '../../lib/model/index.ts';
import { conflicted, getMeta } from '../../lib/store/index.ts';
import { cycle } from '../../lib/sync/client/index.ts';
import { restoreBackup } from '../../server/ops/backup.ts';
import { enter, keptTables, type Line, pageOf } from '../../server/ops/tables.ts';
import { redeem } from '../../server/people/invitations.ts';
import { migrate } from '../../server/store/migrations/index.ts';
import { sqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import type { Db } from '../../server/store/tables.ts';
import { Client } from '../helpers/client.ts';
import { counted } from '../helpers/counted.ts';
import {
  KEPT_COLLECTIONS,
  KEPT_FOLDER,
  keptDevice,
  keptSchema,
  keptServer,
  loadKeptDevice,
  loadKeptServer,
  ODD_DAYS,
  withOddDay,
} from '../helpers/kept.ts';
import { wholePasswordCost } from '../helpers/passwords.ts';
import { PASSWORD, type StoreKind, storeKinds, tokenOf } from '../helpers/server.ts';
import { first, newStore } from '../helpers/stores.ts';

wholePasswordCost();

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function load(kind: StoreKind) {
  const server = await loadKeptServer(kind);
  closing.push(() => server.close());
  return server;
}

/** Every row that a store holds of the tables that a backup has, in the order of their keys. */
async function contents(store: Store): Promise<Record<string, Line[]>> {
  const orgs = await store.db.selectFrom('org').select('id').orderBy('id').execute();
  const found: Record<string, Line[]> = {};
  for (const table of keptTables) {
    found[table.name] = [];
    for (const org of table.walled ? orgs.map(({ id }) => id) : [null]) {
      const rows = await store.db.transaction().execute(async (tx) => {
        if (org !== null) await enter(tx, store.kind, org);
        return pageOf(tx, table, org, null, 10_000);
      });
      found[table.name]?.push(...rows);
    }
  }
  return found;
}

const kept = keptServer();
/** How many times each name comes, in the order of the names. */
function count(list: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of [...list].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function keptRows(collection: string) {
  const rows = (kept.tables.row ?? []).filter((row) => row.collection === collection);
  return rows.map(({ scope, author, deleted, fields }) => ({
    scope: String(scope),
    author: String(author),
    deleted: deleted === 1,
    fields: JSON.parse(String(fields)) as Line & { conflicts?: unknown[] },
  }));
}

interface StoredRow {
  org_id: string;
  id: string;
  collection: string;
  scope: string;
  version: unknown;
  author: string;
  deleted: number;
  fields: Line;
}
const rowsOf = (tables: Record<string, Line[]>) =>
  (tables.row ?? []).map(
    (row) => ({ ...row, fields: JSON.parse(String(row.fields)) }) as unknown as StoredRow,
  );

/** Rows of which there were several about one thing until 0.1.0, and those that take their place. */
function isSeries({ collection, fields }: StoredRow): boolean {
  if (collection === 'selfView' || fields.outcome === 'shown') return true;
  return isCollection(collection) && collections[collection].key !== null;
}

/** All that was kept is there as it was, but for what was a series, and the numbers that follow from it. */
function expectKept(found: Record<string, Line[]>): void {
  const series = new Set(
    rowsOf(kept.tables)
      .filter(isSeries)
      .map(({ id }) => id),
  );
  const revisions = (kept.tables.revision ?? []).filter(({ row_id }) => series.has(String(row_id)));
  const ofSeries = new Set(revisions.map(({ mutation_id }) => mutation_id));
  const compared = (tables: Record<string, Line[]>): Record<string, Line[] | undefined> => ({
    ...tables,
    org: tables.org?.map(({ epoch: _, version: __, ...org }) => org),
    row: tables.row?.filter((row) => !series.has(String(row.id)) && !isKeyedId(String(row.id))),
    revision: tables.revision?.filter(({ mutation_id }) => !ofSeries.has(mutation_id)),
    scope_sum: [],
  });
  const [now, before] = [compared(found), compared(kept.tables)];
  for (const table of Object.keys(kept.tables)) expect(now[table], table).toEqual(before[table]);
}

describe('what 0.1.0 left on a server', () => {
  it('holds all that can go wrong in a migration', () => {
    const sizes = Object.entries(kept.tables).map(([name, rows]) => [name, rows.length]);
    expect(Object.fromEntries(sizes)).toEqual({
      user: 8,
      account: 8,
      session: 1,
      org: 2,
      team: 5,
      member: 8,
      pairing: 7,
      former: 1,
      invitation: 10,
      row: 100,
      revision: 56,
      departure: 7,
      scope_sum: 18,
      client: 9,
      mutation_result: 124,
    });
    const collections = count((kept.tables.row ?? []).map((row) => String(row.collection)));
    expect(collections).toEqual({
      checkItem: 4,
      coachingSettings: 6,
      commitment: 3,
      crmIdentity: 3,
      dealPlaybook: 3,
      dealSnapshot: 3,
      handover: 1,
      note: 29,
      opening: 2,
      playbookVersion: 4,
      profile: 3,
      prompt: 3,
      promptOutcome: 9,
      readMark: 3,
      reply: 5,
      selfView: 3,
      stageMap: 2,
      suggestion: 3,
      typedFact: 7,
      vote: 4,
    });
    expect(Object.keys(collections)).toEqual([...KEPT_COLLECTIONS].sort());
    // More than one row where one counts.
    const shared = keptRows('coachingSettings').filter((row) => row.scope.startsWith('o:'));
    expect(shared.filter((row) => Number(row.fields.at) > kept.at)).toHaveLength(1);
    expect(new Set(shared.map((row) => row.author)).size).toBeGreaterThan(1);
    const links = keptRows('crmIdentity').map((row) => row.fields.crmUserId);
    expect(links.filter((id) => id === '7')).toHaveLength(2);
    const outcomes = count(keptRows('promptOutcome').map((row) => String(row.fields.outcome)));
    expect(Object.keys(outcomes)).toEqual([
      'answered',
      'asked',
      'dismissed',
      'retired',
      'shown',
      'snoozed',
    ]);
    const notes = keptRows('note');
    expect(notes.filter((row) => row.deleted)).toHaveLength(5);
    expect(notes.filter((row) => (row.fields.conflicts ?? []).length > 0)).toHaveLength(2);
    const kinds = count((kept.tables.revision ?? []).map((row) => String(row.kind)));
    expect(Object.keys(kinds)).toEqual(['conflict', 'fields', 'head', 'merged']);
    expect((kept.tables.pairing ?? []).filter((pair) => pair.until !== null)).toHaveLength(3);
  });

  it('was made by the migrations that landed: what they make did not change since', async () => {
    const now = await newStore('sqlite');
    closing.push(() => now.close());
    const file = new DatabaseSync(':memory:');
    file.exec(keptSchema());
    const old = sqliteStore(file);
    closing.push(() => old.close());
    await first(now.db, 'sqlite');
    await migrate(now.db, 1, kept.migrations.at(-1));
    const columns = async (db: Db) => {
      const tables = await db.introspection.getTables();
      const named = tables.map((table) => [
        table.name,
        ...table.columns.map(({ name }) => name).sort(),
      ]);
      return named.map((names) => names.join(' ')).sort();
    };
    expect(await columns(old.db)).toEqual(await columns(now.db));
  });
});

describe.each(storeKinds)('today’s server on what 0.1.0 left, on %s', (kind) => {
  it('keeps every row of every table, but for what was a series', async () => {
    const server = await load(kind);
    expectKept(await contents(server.store));
  });

  it('says one thing about each key: what the server got last, whatever a clock said', async () => {
    const found = await contents((await load(kind)).store);
    const live = rowsOf(found).filter((row) => !row.deleted && isSeries(row));
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
    // The clock of another one ran a month ahead; this one came last.
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

  it('tells devices by versions: what went is deleted, and what came is new', async () => {
    const found = await contents((await load(kind)).store);
    const heads = new Map((kept.tables.org ?? []).map((org) => [org.id, Number(org.version)]));
    const isNew = (row: StoredRow) => Number(row.version) > (heads.get(row.org_id) ?? 0);
    const old = rowsOf(kept.tables).filter(isSeries);
    for (const { id, deleted } of old) {
      const now = rowsOf(found).find((row) => row.id === id);
      expect(now, 'a tombstone that holds nothing').toMatchObject(
        deleted ? { deleted: 1 } : { deleted: 1, fields: {} },
      );
      expect(now && isNew(now)).toBe(deleted === 0);
    }
    const versions = rowsOf(found).map((row) => `${row.org_id} ${row.version}`);
    expect(new Set(versions).size).toBe(versions.length);
    for (const org of found.org ?? []) {
      const last = Math.max(
        ...rowsOf(found).flatMap((row) => (row.org_id === org.id ? [Number(row.version)] : [])),
      );
      expect(Number(org.version)).toBeGreaterThanOrEqual(last);
    }
  });

  it('mends days that are in no calendar, and tells devices', async () => {
    const odd = (row: Line) => {
      const fields = withOddDay(row.collection, JSON.parse(String(row.fields)) as Line);
      return { ...row, fields: JSON.stringify(fields) };
    };
    const tables = { ...kept.tables, row: (kept.tables.row ?? []).map(odd) };
    const server = await loadKeptServer(kind, 'postgres', { ...kept, tables });
    closing.push(() => server.close());
    const found = await contents(server.store);
    const before = new Map(rowsOf(kept.tables).map((row) => [row.id, row]));
    const mended = rowsOf(found).filter(({ collection }) => collection in ODD_DAYS);
    expect(mended).toHaveLength(9);
    for (const { id, collection, version, fields } of mended) {
      const [field = '', , day] = ODD_DAYS[collection] ?? [];
      expect(fields, collection).toEqual({ ...before.get(id)?.fields, [field]: day });
      expect(Number(version)).toBeGreaterThan(Number(before.get(id)?.version));
    }
    const versions = rowsOf(found).map((row) => `${row.org_id} ${row.version}`);
    expect(new Set(versions).size).toBe(versions.length);
    const sums: Record<string, ScopeSum> = {};
    for (const { org_id: org, scope, id, version, deleted } of rowsOf(found)) {
      const name = `${org} ${scope}`;
      if (!deleted) sums[name] = addToSum(sums[name] ?? emptySum, id, Number(version), 1);
    }
    for (const { org_id: org, scope, count: rows, hash } of found.scope_sum ?? [])
      expect({ count: Number(rows), hash: Number(hash) }).toEqual(sums[`${org} ${scope}`]);
  });

  it('forgets what people thought of themselves, to the last revision', async () => {
    const found = await contents((await load(kind)).store);
    const own = rowsOf(found).filter((row) => row.collection === 'selfView');
    expect(own.map((row) => [row.deleted, row.fields])).toEqual(own.map(() => [1, {}]));
    expect(own).toHaveLength(3);
    const ids = own.map(({ id }) => id);
    expect(
      (found.revision ?? []).filter((revision) => ids.includes(String(revision.row_id))),
    ).toEqual([]);
  });

  it('keeps the history of what has a key now, under the row that is there', async () => {
    const found = await contents((await load(kind)).store);
    const rows = new Map(rowsOf(found).map((row) => [row.id, row]));
    const before = new Map(rowsOf(kept.tables).map((row) => [row.id, row]));
    const moved = (kept.tables.revision ?? []).filter((revision) => {
      const row = before.get(String(revision.row_id));
      return (
        row !== undefined && isSeries(row) && row.collection !== 'selfView' && row.deleted === 0
      );
    });
    expect(moved.length).toBeGreaterThan(0);
    for (const { mutation_id, text } of moved) {
      const now = (found.revision ?? []).find((revision) => revision.mutation_id === mutation_id);
      expect(now?.text).toBe(text);
      expect(rows.get(String(now?.row_id))?.deleted).toBe(0);
    }
  });

  it('counts in every scope what the scope holds', async () => {
    const found = await contents((await load(kind)).store);
    const sums: Record<string, ScopeSum> = {};
    for (const row of found.row ?? []) {
      if (row.deleted) continue;
      const scope = `${row.org_id} ${row.scope}`;
      sums[scope] = addToSum(sums[scope] ?? emptySum, String(row.id), Number(row.version), 1);
    }
    const stored: Record<string, unknown> = {};
    for (const { org_id, scope, ...sum } of found.scope_sum ?? []) {
      if (Number(sum.count) > 0) stored[`${org_id} ${scope}`] = sum;
    }
    expect(stored).toEqual(sums);
  });

  it('lets people in: by password, by the session they had, by an invitation', async () => {
    const server = await load(kind);
    const me = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await (await fetch(`${server.url}/me`, { headers })).json();
      return (answer as { user: { name: string } }).user.name;
    };
    expect(await me(await tokenOf(server.url, 'mona@harbour.example'))).toBe('Mona Reyes');
    expect(await me(keptDevice('rui').token ?? '')).toBe('Rui Santos');
    await redeem(server.people, {
      token: 'kept-invitation-8',
      name: 'New',
      email: 'new@harbour.example',
      password: PASSWORD,
      orgName: '',
      timeZone: 'UTC',
    });
    expect(await me(await tokenOf(server.url, 'new@harbour.example'))).toBe('New');
  });

  it('shows each person what was theirs to read', async () => {
    const server = await load(kind);
    const seen: Record<string, string[]> = {};
    for (const { id, name } of kept.tables.user ?? []) {
      const rows = await new Client(server, String(id)).all();
      const notes = rows.filter((row) => row.collection === 'note');
      seen[String(name).split(' ')[0] ?? ''] = notes.map((row) => String(row.fields.text)).sort();
    }
    const fair = 'To all of South: the trade fair is in May.';
    expect(seen.Sofia).toEqual(['Between Mona and me, before I moved.', 'Now with Viktor.', fair]);
    expect(seen.Viktor).toEqual([
      'Nils to Viktor: the roaster wants a pilot.',
      'Now with Viktor.',
      fair,
    ]);
    expect(seen.Paul).toEqual(['Oak or ash?']);
    expect(seen.Mona).toContain('Viktor asked for the lease numbers.');
    expect(seen.Mona).not.toContain('Between Mona and me, before I moved.');
    expect(seen.Ada).toEqual([]);
    const counts = Object.entries(seen).map(([name, notes]) => [name, notes.length]);
    expect(Object.fromEntries(counts)).toEqual({
      Ada: 0,
      Mona: 14,
      Viktor: 3,
      Rui: 19,
      Sofia: 3,
      Tom: 1,
      Petra: 1,
      Paul: 1,
    });
  });

  it('syncs with the device that 0.1.0 left, and loses nobody’s words', async () => {
    const server = await load(kind);
    const { db, device } = await loadKeptDevice('rui');
    closing.push(async () => db.close());
    const { ids } = counted();
    const client = { server: server.url, token: device.token, fetch };
    const deps = { db, client, now: () => kept.at, ids };
    const { pushed } = await cycle(deps);
    // A look at oneself is no longer sent.
    const sent = (device.tables.outbox ?? []).filter(
      (item) => (item as Line).collection !== 'selfView',
    );
    expect(pushed).toBe(sent.length);
    expect(await db.outbox.count()).toBe(0);
    const refused = (await db.refused.toArray()).map(({ code }) => code).sort();
    expect(refused).toEqual(['notAllowed', 'notFound']);
    const rows = await db.rows.toArray();
    const notes = rows.filter((row) => row.collection === 'note' && !row.deleted);
    const texts = notes.map((row) => row.fields.text);
    for (const text of [
      'Written offline, and changed twice.',
      'Written while Rui was away.',
      'One line on price: 27 500.\n\nOne line on service.\n\nTwo lines on people.',
      'Rui writes on in it.',
      'Service contract: two years, then yearly.',
      'About a system without a name: stays here.',
    ])
      expect(texts).toContain(text);
    expect(texts).not.toContain('Rui deletes this offline.');
    // Both changed the same words: both stand.
    const beside = notes.flatMap(({ fields }) => {
      const conflicts = fields.conflicts as { text: string }[];
      return conflicts.map(({ text }) => [fields.text, text]);
    });
    expect(beside.sort()).toEqual([
      ['Delivery before Christmas.', 'Delivery before summer.'],
      ['The text as Mona left it.', 'Begun on words that nobody has.'],
      ['They decide in December.', 'They decide in November.'],
    ]);
    expect(await conflicted(db)).toHaveLength(3);
    const profile = rows.find(
      (row) => row.collection === 'profile' && row.fields.agreedBy !== null,
    );
    expect(profile?.fields.strengths).toEqual(['planning', 'discovery', 'resilience']);
    // Device and server hold the same, and have nothing more to say to each other.
    const there = await new Client(server, device.user).all();
    const here = rows.flatMap(({ id, shadow }) => {
      return shadow && !shadow.deleted ? [[id, shadow.version, shadow.fields] as const] : [];
    });
    const plain = there.map(({ id, version, fields }) => [id, version, fields] as const);
    expect(new Map(here.map((row) => [row[0], row]))).toEqual(
      new Map(plain.map((row) => [row[0], row])),
    );
    // A server that was only updated is the same server.
    const harbour = kept.tables.org?.find((org) => org.name === 'Harbour Coffee Machines');
    expect(await getMeta(db, 'epoch')).toBe(harbour?.epoch);
    expect(await cycle(deps)).toEqual({ pushed: 0, pulled: 0, moved: false });
  });

  it('takes it back from the backup, under new epochs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sideline-kept-'));
    const target = await newStore(kind);
    closing.push(async () => rmSync(folder, { recursive: true, force: true }));
    closing.push(() => target.close());
    const path = join(folder, 'backup.gz');
    writeFileSync(path, gzipSync(readFileSync(join(KEPT_FOLDER, 'server.jsonl'))));
    const ids = idSource(
      () => kept.at,
      (bytes) => crypto.getRandomValues(bytes),
    );
    await restoreBackup(target, path, { now: kept.at, ids, first });
    const found = await contents(target);
    expect((found.org ?? []).map((row) => row.epoch)).not.toEqual(
      (kept.tables.org ?? []).map((row) => row.epoch),
    );
    expectKept(found);
  });
});

it.skipIf(!storeKinds.includes('postgres'))(
  'a migration reaches every row behind the second wall (S2)',
  async () => {
    // Row-level security holds a role without special rights, even in tables of its own.
    const server = await loadKeptServer('postgres', 'plain');
    closing.push(() => server.close());
    const found = await contents(server.store);
    expectKept(found);
    const live = rowsOf(found).filter((row) => !row.deleted && isSeries(row));
    expect(live.length).toBeGreaterThan(0);
    expect(live.filter((row) => !isKeyedId(row.id))).toEqual([]);
  },
);
