import type { Role } from '../../lib/model/index.ts';
import type { Tx } from '../store/tables.ts';
import { lockOrg } from '../sync/rows.ts';
import { endConfirmations } from './confirmations.ts';

/** The present pairs of manager and rep, from teams and members. */
async function currentPairs(
  tx: Tx,
  org: string,
): Promise<Map<string, { manager: string; rep: string }>> {
  const teams = new Map(
    (await tx.selectFrom('team').select(['id', 'manager']).where('org_id', '=', org).execute()).map(
      (team) => [team.id, team.manager],
    ),
  );
  const members = await tx
    .selectFrom('member')
    .select(['user_id', 'team'])
    .where('org_id', '=', org)
    .execute();
  const pairs = new Map<string, { manager: string; rep: string }>();
  for (const { user_id: rep, team } of members) {
    const manager = team === null ? null : teams.get(team);
    if (manager && manager !== rep) pairs.set(`${manager} ${rep}`, { manager, rep });
  }
  return pairs;
}

/**
 * Records pairs that began or ended after a membership changed, and raises the organisation's
 * version, so that devices pull and gain or lose scopes. Confirmations of links end with the right
 * to give them. Runs in the transaction of the change.
 * @returns the new version.
 */
export async function recomputeMemberships(tx: Tx, org: string, now: number): Promise<number> {
  // Locked before reading: of two changes at once, the second sees the members of the first.
  const { orgVersion } = await lockOrg(tx, org, 1);
  const current = await currentPairs(tx, org);
  const recorded = await tx
    .selectFrom('pairing')
    .select(['manager', 'rep', 'until'])
    .where('org_id', '=', org)
    .execute();
  for (const { manager, rep, until } of recorded) {
    const isCurrent = current.delete(`${manager} ${rep}`);
    const wasCurrent = until === null;
    if (isCurrent === wasCurrent) continue;
    await tx
      .updateTable('pairing')
      .set(isCurrent ? { until: null, since: now } : { until: now })
      .where('org_id', '=', org)
      .where('manager', '=', manager)
      .where('rep', '=', rep)
      .execute();
  }
  for (const { manager, rep } of current.values())
    await tx
      .insertInto('pairing')
      .values({ org_id: org, manager, rep, since: now, until: null })
      .execute();
  await countChange(tx, org);
  return orgVersion + 1 + (await endConfirmations(tx, org, now));
}

async function countChange(tx: Tx, org: string): Promise<void> {
  await tx
    .updateTable('org')
    .set((eb) => ({ people: eb('people', '+', 1) }))
    .where('id', '=', org)
    .execute();
}

/**
 * Raises the version and the counter of memberships where somebody lost a scope without a change of
 * members, teams or managers. @returns the new version.
 */
export async function raisePeople(tx: Tx, org: string): Promise<number> {
  const { orgVersion } = await lockOrg(tx, org, 1);
  await countChange(tx, org);
  return orgVersion + 1;
}

/** Adds a person to an organisation, in the transaction that uses the person's invitation. */
export async function joinOrg(
  tx: Tx,
  member: { org: string; user: string; role: Role; team: string | null; now: number },
): Promise<number> {
  await tx
    .insertInto('member')
    .values({
      org_id: member.org,
      user_id: member.user,
      role: member.role,
      team: member.team,
      created_at: member.now,
    })
    .execute();
  return recomputeMemberships(tx, member.org, member.now);
}
