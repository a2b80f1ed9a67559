import { sql } from 'kysely';
import { ConfigError } from '../shared/errors.ts';
import { addErasures, allErasures } from '../store/erased.ts';
import { type First, prepareStore } from '../store/prepare.ts';
import type { Store } from '../store/store.ts';
import type { Db, Tx } from '../store/tables.ts';
import { differences, type Fingerprints, Ledger } from './fingerprint.ts';
import { allPages, enter, insertLines, keptTables, keyOf, pageOf } from './tables.ts';

export interface Progress {
  table: string;
  rows: number;
}

const CHUNK = 500;

/**
 * The progress of a transfer, one row for each table and organisation, written in the transaction
 * of the copied rows.
 */
interface Mark {
  part: string;
  last: string;
}

async function marks(owner: Db): Promise<Map<string, unknown[]>> {
  await sql`
    create table if not exists transfer (part text primary key, last text not null)
  `.execute(owner);
  const { rows } = await sql<Mark>`select part, last from transfer`.execute(owner);
  return new Map(rows.map(({ part, last }) => [part, JSON.parse(last) as unknown[]]));
}

/** One table of one organisation; `org` is null for a table without organisations. */
interface Part {
  table: (typeof keptTables)[number];
  org: string | null;
}

const partName = ({ table, org }: Part) => `${table.name} ${org ?? ''}`;

/** Copies a part, from the row where an earlier transfer stopped. */
async function copyPart(
  { source, owner }: { source: Store; owner: Db },
  { table, org }: Part,
  from: unknown[] | null,
  report: (rows: number) => void,
): Promise<void> {
  const name = partName({ table, org });
  let last = from;
  for (;;) {
    const lines = await source.db
      .transaction()
      .execute((tx) => pageOf(tx, table, org, last, CHUNK));
    const end = lines.at(-1);
    if (!end) return;
    const upTo = keyOf(table, end);
    await owner.transaction().execute(async (tx) => {
      if (org !== null) await enter(tx, 'postgres', org);
      await insertLines(tx, table, lines);
      await sql`
        insert into transfer (part, last) values (${name}, ${JSON.stringify(upTo)})
        on conflict (part) do update set last = excluded.last
      `.execute(tx);
    });
    last = upTo;
    report(lines.length);
    if (lines.length < CHUNK) return;
  }
}

async function fingerprintsOf(db: Db, kind: Store['kind']): Promise<Fingerprints> {
  const ledger = new Ledger();
  await db.transaction().execute(async (tx: Tx) => {
    for await (const { table, lines } of allPages(tx, kind)) ledger.add(table.name, lines);
  });
  return ledger.result();
}

/**
 * Copies a SQLite file that no server uses into a PostgreSQL database. It can be interrupted and
 * started again, and is finished only if counts and hashes of every table are equal on both sides.
 * Epochs stay, so that devices notice nothing.
 */
export async function transfer(
  source: Store,
  target: Store,
  deps: { now: number; first: First; report(progress: Progress): void },
): Promise<{ rows: number }> {
  await prepareStore(source, deps.now, deps.first);
  await prepareStore(target, deps.now, deps.first);
  return target.owning(async (owner) => {
    const progress = await marks(owner);
    if (
      progress.size === 0 &&
      (await owner.selectFrom('org').select('id').limit(1).executeTakeFirst())
    )
      throw new ConfigError(
        'That PostgreSQL database already contains an organisation, and not one from an ' +
          'interrupted transfer. Use an empty database.',
      );
    const orgs = (await source.db.selectFrom('org').select('id').orderBy('id').execute()).map(
      (org) => org.id,
    );
    for (const table of keptTables) {
      let rows = 0;
      const report = (more: number) => {
        rows += more;
        deps.report({ table: table.name, rows });
      };
      for (const org of table.tenantScoped ? orgs : [null]) {
        const part = { table, org };
        await copyPart({ source, owner }, part, progress.get(partName(part)) ?? null, report);
      }
    }
    await owner.transaction().execute(async (tx) => addErasures(tx, await allErasures(source.db)));
    const [here, there] = [
      await fingerprintsOf(source.db, 'sqlite'),
      await fingerprintsOf(owner, 'postgres'),
    ];
    const wrong = differences(here, there);
    if (wrong.length > 0)
      throw new ConfigError(
        `The copy differs from the file in ${wrong.join(', ')}, ` +
          'because one of them was changed during the transfer. ' +
          'Empty the PostgreSQL database and start again.',
      );
    await sql`drop table transfer`.execute(owner);
    return { rows: Object.values(there).reduce((sum, { count }) => sum + count, 0) };
  });
}
