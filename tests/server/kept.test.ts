import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { ScopeSum } from '../../lib/model/index.ts';
import { addToSum, collectionNames, emptySum, idSource } from '../../lib/model/index.ts';
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
import { KEPT_FOLDER, keptDevice, keptSchema, keptServer, loadKeptDevice, loadKeptServer } from '../helpers/kept.ts';
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
    expect(Object.keys(collections)).toEqual([...collectionNames].sort());
    // More than one row where one counts.
    const shared = keptRows('coachingSettings').filter((row) => row.scope.startsWith('o:'));
    expect(shared.filter((row) => Number(row.fields.at) > kept.at)).toHaveLength(1);
    expect(new Set(shared.map((row) => row.author)).size).toBeGreaterThan(1);
    const links = keptRows('crmIdentity').map((row) => row.fields.crmUserId);
    expect(links.filter((id) => id === '7')).toHaveLength(2);
    const outcomes = count(keptRows('promptOutcome').map((row) => String(row.fields.outcome)));
    expect(Object.keys(outcomes)).toEqual(['answered', 'asked', 'dismissed', 'retired', 'shown', 'snoozed']);
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
      const named = tables.map((table) => [table.name, ...table.columns.map(({ name }) => name).sort()]);
      return named.map((names) => names.join(' ')).sort();
    };
    expect(await columns(old.db)).toEqual(await columns(now.db));
  });
});

describe.each(storeKinds)('today’s server on what 0.1.0 left, on %s', (kind) => {
  it('keeps every row of every table', async () => {
    const server = await load(kind);
    const found = await contents(server.store);
    for (const [table, rows] of Object.entries(kept.tables)) {
      expect(found[table], table).toEqual(rows);
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
    expect(seen.Viktor).toEqual(['Nils to Viktor: the roaster wants a pilot.', 'Now with Viktor.', fair]);
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
    expect(pushed).toBe(device.tables.outbox?.length);
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
    const profile = rows.find((row) => row.collection === 'profile' && row.fields.agreedBy !== null);
    expect(profile?.fields.strengths).toEqual(['planning', 'discovery', 'resilience']);
    // Device and server hold the same, and have nothing more to say to each other.
    const there = await new Client(server, device.user).all();
    const here = rows.flatMap(({ id, shadow }) => {
      return shadow && !shadow.deleted ? [[id, shadow.version, shadow.fields] as const] : [];
    });
    const plain = there.map(({ id, version, fields }) => [id, version, fields] as const);
    expect(new Map(here.map((row) => [row[0], row]))).toEqual(new Map(plain.map((row) => [row[0], row])));
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
    for (const [table, rows] of Object.entries(kept.tables)) {
      const epochs = (found[table] ?? []).map((row) => row.epoch);
      if (table === 'org') expect(epochs).not.toEqual(rows.map((row) => row.epoch));
      expect(
        found[table]?.map(({ epoch: _, ...row }) => row),
        table,
      ).toEqual(rows.map(({ epoch: _, ...row }) => row));
    }
  });
});
