import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { idSource, isKeyedId } from '../../lib/model/index.ts';
import { restoreBackup } from '../../server/ops/restore.ts';
import { migrate } from '../../server/store/migrations/index.ts';
import { sqliteStore } from '../../server/store/sqlite.ts';
import type { Db } from '../../server/store/tables.ts';
import { KEPT_COLLECTIONS, KEPT_FOLDER, keptSchema } from '../helpers/kept.ts';
import {
  contents,
  count,
  expectKept,
  isSeries,
  kept,
  keptRows,
  keptServers,
  rowsOf,
} from '../helpers/keptRows.ts';
import { storeKinds } from '../helpers/server.ts';
import { first, newStore } from '../helpers/stores.ts';

const { closing, load } = keptServers();

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
    // Several rows of one key, of which one counts.
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
    const tables = await contents(server.store);
    expectKept(tables);
    const entries = rowsOf(tables).filter(({ collection }) => collection === 'opening');
    expect(entries.map(({ scope }) => scope)).toEqual(
      entries.map(({ fields }) => `u:${fields.rep}`),
    );
  });

  it('finds the numbers of versions beside their fields', async () => {
    const { row: rows = [] } = await contents((await load(kind)).store);
    const versions = rows.filter(({ collection }) => collection === 'playbookVersion');
    expect(versions.length).toBeGreaterThan(0);
    for (const { scope, fields, series, number } of versions) {
      const { playbook, version } = JSON.parse(String(fields)) as Record<string, unknown>;
      const of = JSON.stringify(['playbookVersion', scope, playbook]);
      expect([series, number]).toEqual([of, version]);
    }
    const others = rows.filter(({ collection }) => collection !== 'playbookVersion');
    expect(new Set(others.map(({ series, number }) => `${series} ${number}`))).toEqual(
      new Set(['null null']),
    );
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
    const tables = await contents(target);
    expect((tables.org ?? []).map((row) => row.epoch)).not.toEqual(
      (kept.tables.org ?? []).map((row) => row.epoch),
    );
    expect(tables.session).toEqual([]);
    expectKept(tables, true);
  });
});

it.skipIf(!storeKinds.includes('postgres'))(
  'a migration reaches every row behind row-level security (S2)',
  async () => {
    // Row-level security applies to a role without special rights, even in its own tables.
    const server = await load('postgres', 'plain');
    const tables = await contents(server.store);
    expectKept(tables);
    const live = rowsOf(tables).filter((row) => !row.deleted && isSeries(row));
    expect(live.length).toBeGreaterThan(0);
    expect(live.filter((row) => !isKeyedId(row.id))).toEqual([]);
  },
);
