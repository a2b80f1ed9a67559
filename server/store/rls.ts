import { sql } from 'kysely';
import { ConfigError } from '../errors.ts';
import type { Db } from './tables.ts';

/** The role that serves. It owns nothing, so that row-level security holds it. */
export const APP_ROLE = 'sideline_app';
/**
 * Tables whose rows belong to one organisation and are only looked at from within it. Who is in which organisation (org, team, member,
 * pairing, invitation) is asked before that is known, and better-auth's tables know no organisation: those stand outside.
 */
export const TENANT_SCOPED = [
  'row',
  'revision',
  'departure',
  'scope_sum',
  'client',
  'mutation_result',
  'presence',
] as const;

/** Puts the second wall up (S2): outside a transaction that names its organisation there is nothing to see, and nothing to write. */
export async function secure(db: Db): Promise<void> {
  try {
    // Asked for first: who may create no role is refused even where it is there already. Two processes may still begin at once.
    const { rows: roles } = await sql`select 1 from pg_roles where rolname = ${APP_ROLE}`.execute(
      db,
    );
    if (roles.length === 0)
      await sql
        .raw(
          `do $$ begin create role ${APP_ROLE} nologin; exception when duplicate_object or unique_violation then null; end $$`,
        )
        .execute(db);
    const { rows } = await sql<{
      member: boolean;
    }>`select pg_has_role(current_user, ${APP_ROLE}, 'member') as member`.execute(db);
    if (rows[0]?.member !== true) await sql.raw(`grant ${APP_ROLE} to current_user`).execute(db);
  } catch (error) {
    throw new ConfigError(
      `The role in SIDELINE_DB may not create the role ${APP_ROLE}. Have an administrator of that PostgreSQL server run “create role ${APP_ROLE} nologin; grant ${APP_ROLE} to <the role in SIDELINE_DB>;” once. (${error instanceof Error ? error.message : error})`,
    );
  }
  await sql
    .raw(
      `grant usage on schema public to ${APP_ROLE}; grant select, insert, update, delete on all tables in schema public to ${APP_ROLE}`,
    )
    .execute(db);
  for (const table of TENANT_SCOPED) {
    const { rows } = await sql<{
      relforcerowsecurity: boolean;
    }>`select relforcerowsecurity from pg_class where oid = ${`public.${table === 'row' ? '"row"' : table}`}::regclass`.execute(
      db,
    );
    if (rows[0]?.relforcerowsecurity) continue;
    await sql.raw(`drop policy if exists org_wall on "${table}"`).execute(db);
    await sql
      .raw(
        `create policy org_wall on "${table}" using (org_id = current_setting('sideline.org', true)) with check (org_id = current_setting('sideline.org', true))`,
      )
      .execute(db);
    await sql
      .raw(
        `alter table "${table}" enable row level security; alter table "${table}" force row level security`,
      )
      .execute(db);
  }
}
