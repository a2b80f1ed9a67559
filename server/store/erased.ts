import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { insertMany } from './insert.ts';
import type { Db, Tables, Tx } from './tables.ts';

/**
 * The list of erasures: who was removed, which rows were deleted, and the devices that have to
 * delete their data. It is beside the database and not in it, so that an older copy of the database
 * does not replace it: a file of its own with SQLite, a schema of its own in PostgreSQL. It is
 * written in the transaction of the erasure, and contains no words and no addresses
 * (docs/decisions/erasures.md).
 */
export const ERASED_SCHEMA = 'sideline_erased';
export const ERASED_TABLE = `${ERASED_SCHEMA}.erasure` as const;
export type Erasure = Tables[typeof ERASED_TABLE];

/** Creates the list. Its schema exists: attached to SQLite, created in PostgreSQL. */
export const CREATE_LIST = `
  create table if not exists ${ERASED_TABLE} (
    kind text not null, org_id text not null, id text not null, at bigint not null,
    choice text, address text, primary key (kind, org_id, id)
  )`;

/** Adds entries. A later erasure of the same row replaces the earlier one. */
export function addErasures(tx: Tx, entries: readonly Erasure[]): Promise<void> {
  return insertMany(tx, ERASED_TABLE, entries, ERASED_TABLE, (insert) =>
    insert.onConflict((conflict) =>
      conflict.columns(['kind', 'org_id', 'id']).doUpdateSet((eb) => ({
        at: eb.ref('excluded.at'),
        choice: eb.ref('excluded.choice'),
        // A former member is erased later, when the address is no longer known.
        address: eb.fn.coalesce('excluded.address', sql<string | null>`erasure.address`),
      })),
    ),
  );
}

/** Adds the entries of a backup. The list is newer than any backup, so its own entries stay. */
export function addOlderErasures(tx: Tx, entries: readonly Erasure[]): Promise<void> {
  return insertMany(tx, ERASED_TABLE, entries, `${ERASED_TABLE} older`, (insert) =>
    insert.onConflict((conflict) => conflict.doNothing()),
  );
}

/** Records rows that were deleted. @param at Unix ms. */
export function addErasedRows(
  tx: Tx,
  org: string,
  ids: readonly string[],
  at: number,
): Promise<void> {
  return addErasures(
    tx,
    ids.map((id) => ({ kind: 'row', org_id: org, id, at, choice: null, address: null })),
  );
}

/**
 * Records devices that have to delete their data.
 * @param marks SHA-256 of the tokens of their sessions.
 */
export function addEndings(
  tx: Tx,
  org: string,
  kind: 'wiped' | 'removed',
  marks: readonly string[],
  at: number,
): Promise<void> {
  return addErasures(
    tx,
    marks.map((id) => ({ kind, org_id: org, id, at, choice: null, address: null })),
  );
}

/**
 * Takes rows off the list that exist again. Their content may be older than the deletion, if it was
 * moved there, and would be deleted at the next start.
 */
export async function removeErasedRows(tx: Tx, org: string, ids: readonly string[]): Promise<void> {
  await tx
    .deleteFrom(ERASED_TABLE)
    .where('kind', '=', 'row')
    .where('org_id', '=', org)
    .where('id', 'in', ids)
    .execute();
}

const hashed = (address: string, salt: string) =>
  createHash('sha256').update(`${salt} ${address.trim().toLowerCase()}`).digest('base64url');

/** Records a removed person. @param address of whom only a salted hash is stored. */
export async function addErasedPerson(
  tx: Tx,
  person: { org: string; id: string; choice: 'keep' | 'erase'; address: string | null },
  at: number,
): Promise<void> {
  const { org, id, choice, address } = person;
  const salt = randomBytes(12).toString('base64url');
  await addErasures(tx, [
    {
      kind: 'person',
      org_id: org,
      id,
      at,
      choice,
      address: address === null ? null : `${salt}.${hashed(address, salt)}`,
    },
  ]);
}

/** True if an entry is about this address. */
export function isAbout(entry: Pick<Erasure, 'address'>, address: string): boolean {
  const [salt = '', hash] = (entry.address ?? '').split('.');
  return hash !== undefined && hash === hashed(address, salt);
}

/** Every entry, for a backup. */
export function allErasures(db: Db | Tx): Promise<Erasure[]> {
  return db
    .selectFrom(ERASED_TABLE)
    .selectAll()
    .orderBy('kind')
    .orderBy('org_id')
    .orderBy('id')
    .execute();
}
