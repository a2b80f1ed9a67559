import { sql } from 'kysely';
import type { Tx } from '../store/tables.ts';

/** A table as backup and transfer see it: its key in order, and whether its rows are seen from within one organisation only. */
interface Kept {
  name: string;
  key: readonly string[];
  tenantScoped: boolean;
}

const plain = (name: string, ...key: string[]): Kept => ({ name, key, tenantScoped: false });
const tenantScoped = (name: string, ...key: string[]): Kept => ({
  name,
  key: ['org_id', ...key],
  tenantScoped: true,
});

/**
 * Everything that is kept, in an order in which what is named comes before what names it. Left out: who is where at the moment, one-time
 * secrets under way, and the list of migrations, which the new place makes itself.
 */
export const keptTables: readonly Kept[] = [
  plain('user', 'id'),
  plain('account', 'id'),
  plain('session', 'id'),
  plain('org', 'id'),
  plain('team', 'org_id', 'id'),
  plain('member', 'org_id', 'user_id'),
  plain('pairing', 'org_id', 'manager', 'rep'),
  plain('former', 'org_id', 'user_id'),
  plain('invitation', 'id'),
  tenantScoped('row', 'id'),
  tenantScoped('revision', 'row_id', 'mutation_id'),
  tenantScoped('departure', 'scope', 'row_id', 'version'),
  tenantScoped('scope_sum', 'scope'),
  tenantScoped('client', 'user_id', 'id'),
  tenantScoped('mutation_result', 'mutation_id'),
];
/** Tables that stay where they are; tests/repo names a table that is in neither list. */
export const leftTables = ['presence', 'once', 'verification', 'migration'] as const;

export type Line = Record<string, unknown>;

/** Columns that SQLite keeps as 0 and 1. */
const BOOLEAN = new Set(['emailVerified']);

/** A row in one form, whatever store it comes from: times of better-auth as ISO text, booleans as such. */
function normal(row: Line): Line {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      value instanceof Date
        ? value.toISOString()
        : BOOLEAN.has(key) && value !== null
          ? Boolean(value)
          : value,
    ]),
  );
}

/** Within one organisation for walled tables: row-level security shows nothing otherwise. */
export async function enter(tx: Tx, kind: 'sqlite' | 'postgres', org: string): Promise<void> {
  if (kind === 'postgres') await sql`select set_config('sideline.org', ${org}, true)`.execute(tx);
}

/** One page of a table after `last`, in the order of its key. @param org for a walled table. */
export async function pageOf(
  tx: Tx,
  table: Kept,
  org: string | null,
  last: readonly unknown[] | null,
  size: number,
): Promise<Line[]> {
  const key = sql.join(table.key.map((column) => sql.ref(column)));
  const conditions = [
    ...(org === null ? [] : [sql`org_id = ${org}`]),
    ...(last === null
      ? []
      : [
          table.key.length === 1
            ? sql`${key} > ${last[0]}`
            : sql`(${key}) > (${sql.join([...last])})`,
        ]),
  ];
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
  const { rows } =
    await sql<Line>`select * from ${sql.table(table.name)} ${where} order by ${key} limit ${size}`.execute(
      tx,
    );
  return rows.map(normal);
}

export function keyOf(table: Kept, line: Line): unknown[] {
  return table.key.map((column) => line[column]);
}

/** Puts rows in, all of one table. */
export async function insertLines(tx: Tx, table: Kept, lines: readonly Line[]): Promise<void> {
  if (lines.length > 0)
    await tx
      .insertInto(table.name as 'row')
      .values(lines as never)
      .execute();
}

/** Every row of every table, page by page, inside one snapshot. */
export async function* allPages(
  tx: Tx,
  kind: 'sqlite' | 'postgres',
  size = 500,
): AsyncGenerator<{ table: Kept; lines: Line[] }> {
  const orgs = (await tx.selectFrom('org').select('id').orderBy('id').execute()).map(
    (org) => org.id,
  );
  for (const table of keptTables)
    for (const org of table.tenantScoped ? orgs : [null]) {
      if (org !== null) await enter(tx, kind, org);
      let last: unknown[] | null = null;
      for (;;) {
        const lines: Line[] = await pageOf(tx, table, org, last, size);
        if (lines.length > 0) yield { table, lines };
        const end = lines.at(-1);
        if (!end || lines.length < size) break;
        last = keyOf(table, end);
      }
    }
}
