import { type CrmIdentity, decidesLinkOf, isConfirmed, scopes } from '../../lib/model/index.ts';
import type { Tx } from '../store/tables.ts';
import { writeNext } from '../sync/bulk.ts';
import { datedOf } from '../sync/rows.ts';

/** Administrators, and the present pairs as “manager rep”. */
async function deciders(tx: Tx, org: string) {
  const admins = await tx
    .selectFrom('member')
    .select('user_id')
    .where('org_id', '=', org)
    .where('role', '=', 'admin')
    .execute();
  const pairs = await tx
    .selectFrom('pairing')
    .select(['manager', 'rep'])
    .where('org_id', '=', org)
    .where('until', 'is', null)
    .execute();
  return {
    admins: new Set(admins.map(({ user_id }) => user_id)),
    pairs: new Set(pairs.map(({ manager, rep }) => `${manager} ${rep}`)),
  };
}

/**
 * Ends each confirmation of a CRM user’s link whose giver could not give it any more: no
 * administrator, nor the manager of the member’s pair. The link stays, for others to confirm. Runs
 * after every change of memberships, in its transaction and behind its lock.
 * @returns the number of links, each of which took a version.
 */
export async function endConfirmations(tx: Tx, org: string, at: number): Promise<number> {
  const rows = await tx
    .selectFrom('row')
    .selectAll()
    .where('org_id', '=', org)
    // Others do not read a link in a private scope.
    .where('scope', '=', scopes.org(org))
    .where('collection', '=', 'crmIdentity')
    .where('deleted', '=', 0)
    .execute();
  const links = rows.map(datedOf).filter(({ fields }) => isConfirmed(fields as CrmIdentity));
  if (links.length === 0) return 0;
  const { admins, pairs } = await deciders(tx, org);
  const ended = links.filter(({ fields: { confirmedBy: by, userId } }) => {
    const leads = (member: string) => pairs.has(`${by} ${member}`);
    return !decidesLinkOf(
      { user: String(by), isAdmin: admins.has(String(by)), leads },
      String(userId),
    );
  });
  const changes = ended.map((row) => ({
    before: row,
    after: { ...row, fields: { ...row.fields, confirmedBy: null } },
    at: row.at,
  }));
  await writeNext(tx, org, changes, at);
  return ended.length;
}
