import { sql } from 'kysely';
import { ConfigError } from '../shared/errors.ts';
import { CREATE_LIST, ERASED_SCHEMA, ERASED_TABLE } from './erased.ts';
import type { Db } from './tables.ts';

/** The role for requests. It owns no table, so row-level security applies to it. */
export const APP_ROLE = 'sideline_app';
/**
 * Tables whose rows belong to one organisation and are read only inside it. Not among them: org,
 * team, member, pairing, former, departure_job and invitation, which are read before the
 * organisation is known, and once, migration, limit_count and better-auth's tables, which have no
 * organisation.
 */
export const TENANT_SCOPED = [
  'row',
  'revision',
  'departure',
  'scope_sum',
  'client',
  'mutation_result',
  'presence',
  'notice',
] as const;

/**
 * Sets row-level security (S2): outside a transaction that sets its organisation, no rows can be
 * read or written.
 * @param tables fewer for the tables of an earlier version.
 */
export async function secure(
  db: Db,
  tables: readonly (typeof TENANT_SCOPED)[number][] = TENANT_SCOPED,
): Promise<void> {
  try {
    // Checked first: a login that may not create roles is refused even if the role exists. Two
    // processes may still start at the same time, so an existing role is not an error.
    const { rows: roles } = await sql`select 1 from pg_roles where rolname = ${APP_ROLE}`.execute(
      db,
    );
    if (roles.length === 0)
      await sql
        .raw(
          `do $$ begin create role ${APP_ROLE} nologin;
           exception when duplicate_object or unique_violation then null; end $$`,
        )
        .execute(db);
    const { rows } = await sql<{
      member: boolean;
    }>`select pg_has_role(current_user, ${APP_ROLE}, 'member') as member`.execute(db);
    if (rows[0]?.member !== true) await sql.raw(`grant ${APP_ROLE} to current_user`).execute(db);
  } catch (error) {
    throw new ConfigError(
      `The role in SIDELINE_DB cannot create the role ${APP_ROLE}. ` +
        'An administrator of the PostgreSQL server has to run this once: ' +
        `“create role ${APP_ROLE} nologin; grant ${APP_ROLE} to <the role in SIDELINE_DB>;” ` +
        `(${error instanceof Error ? error.message : error})`,
    );
  }
  await sql
    .raw(
      `grant usage on schema public to ${APP_ROLE};
       grant select, insert, update, delete on all tables in schema public to ${APP_ROLE}`,
    )
    .execute(db);
  await createList(db);
  await grantList(db);
  for (const table of tables) {
    const { rows } = await sql<{
      relforcerowsecurity: boolean;
    }>`
      select relforcerowsecurity from pg_class
      where oid = ${`public.${table === 'row' ? '"row"' : table}`}::regclass
    `.execute(db);
    if (rows[0]?.relforcerowsecurity) continue;
    // The name of the policy in existing databases, which keep it: this code runs once a table.
    await sql.raw(`drop policy if exists org_wall on "${table}"`).execute(db);
    await sql
      .raw(
        `create policy org_wall on "${table}"
         using (org_id = current_setting('sideline.org', true))
         with check (org_id = current_setting('sideline.org', true))`,
      )
      .execute(db);
    await sql
      .raw(
        `alter table "${table}" enable row level security;
         alter table "${table}" force row level security`,
      )
      .execute(db);
  }
}

/** Creates the list of erasures, in a schema that is not replaced with the tables. */
export async function createList(db: Db): Promise<void> {
  try {
    // “If not exists” would need the right to create even where it exists.
    const { rows } = await sql`
      select 1 from pg_namespace where nspname = ${ERASED_SCHEMA}
    `.execute(db);
    if (rows.length === 0) await sql.raw(`create schema ${ERASED_SCHEMA}`).execute(db);
    await sql.raw(CREATE_LIST).execute(db);
  } catch (error) {
    throw new ConfigError(
      `The role in SIDELINE_DB cannot create the schema ${ERASED_SCHEMA}. ` +
        'An administrator of the PostgreSQL server has to run this once: ' +
        `“create schema ${ERASED_SCHEMA} authorization <the role in SIDELINE_DB>;” ` +
        `(${error instanceof Error ? error.message : error})`,
    );
  }
}

async function grantList(db: Db): Promise<void> {
  await sql
    .raw(
      `grant usage on schema ${ERASED_SCHEMA} to ${APP_ROLE};
       grant select, insert, update, delete on ${ERASED_TABLE} to ${APP_ROLE}`,
    )
    .execute(db);
}
