import { addToSum, emptySum, parseScope, type ScopeSum } from '../../../lib/model/index.ts';
import type { Tx } from '../tables.ts';

/**
 * Merged texts, sums of scopes, former managers, presence, one-time tokens, and times of changes.
 */
export async function up(tx: Tx, now: number): Promise<void> {
  const add = (table: string) => tx.schema.alterTable(table);
  await add('org')
    .addColumn('people', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  for (const table of ['row', 'departure'])
    await add(table)
      .addColumn('at', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
  await add('revision').addColumn('client_id', 'text').execute();
  await add('revision').addColumn('merged', 'text').execute();
  await tx.schema
    .createTable('scope_sum')
    .addColumn('org_id', 'text', (c) => c.notNull())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('count', 'bigint', (c) => c.notNull())
    .addColumn('hash', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('scope_sum_key', ['org_id', 'scope'])
    .execute();
  await tx.schema
    .createTable('pairing')
    .addColumn('org_id', 'text', (c) => c.notNull())
    .addColumn('manager', 'text', (c) => c.notNull())
    .addColumn('rep', 'text', (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('until', 'bigint')
    .addPrimaryKeyConstraint('pairing_key', ['org_id', 'manager', 'rep'])
    .execute();
  await tx.schema.createIndex('pairing_rep').on('pairing').columns(['org_id', 'rep']).execute();
  await tx.schema
    .createTable('former')
    .addColumn('org_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('former_key', ['org_id', 'user_id'])
    .execute();
  await tx.schema
    .createTable('presence')
    .addColumn('org_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('ref_key', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('presence_key', ['org_id', 'user_id', 'ref_key'])
    .execute();
  await tx.schema
    .createTable('once')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  // These indexes cost every push more than they helped: most rows have no parent, and old results
  // are searched once a day.
  await tx.schema.dropIndex('mutation_result_at').execute();
  await tx.schema.dropIndex('row_parent').execute();
  await tx.schema
    .createIndex('row_parent')
    .on('row')
    .columns(['org_id', 'parent'])
    .where('parent', 'is not', null)
    .execute();
  // Retention counts from now: the time of earlier changes is not on record.
  for (const table of ['row', 'departure'] as const)
    await tx.updateTable(table).set({ at: now }).execute();
  await backfill(tx);
}

/** Fills the new tables from the existing rows. */
async function backfill(tx: Tx): Promise<void> {
  for (const { id: org } of await tx.selectFrom('org').select('id').execute()) {
    const sums = new Map<string, ScopeSum>();
    const rows = await tx
      .selectFrom('row')
      .select(['id', 'scope', 'version', 'deleted'])
      .where('org_id', '=', org)
      .execute();
    for (const row of rows)
      if (!row.deleted)
        sums.set(
          row.scope,
          addToSum(sums.get(row.scope) ?? emptySum, row.id, Number(row.version), 1),
        );
    for (const [scope, sum] of sums)
      await tx
        .insertInto('scope_sum')
        .values({ org_id: org, scope, ...sum })
        .execute();
    const teams = new Map(
      (
        await tx.selectFrom('team').select(['id', 'manager']).where('org_id', '=', org).execute()
      ).map((team) => [team.id, team.manager]),
    );
    const members = await tx
      .selectFrom('member')
      .select(['user_id', 'team'])
      .where('org_id', '=', org)
      .execute();
    const pairs = new Set<string>();
    for (const { user_id, team } of members) {
      const manager = team === null ? null : teams.get(team);
      if (manager && manager !== user_id) pairs.add(`p:${manager}:${user_id}`);
    }
    const current = new Set(pairs);
    for (const { scope } of rows) if (scope.startsWith('p:')) pairs.add(scope);
    for (const scope of pairs) {
      const parts = parseScope(scope);
      if (parts?.kind === 'pair')
        await tx
          .insertInto('pairing')
          .values({
            org_id: org,
            manager: parts.manager,
            rep: parts.rep,
            since: 0,
            until: current.has(scope) ? null : 0,
          })
          .execute();
    }
  }
}
