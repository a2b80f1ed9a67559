import { isConfirmed, ownerKey } from '../model/index.ts';
import { closedOf, identitiesOf, type SidelineDb } from '../store/index.ts';

/** The most closed deals that a page reads; the rest is for the links of the person. */
const MOST_CLOSED = 900;
const MOST_LINKS = 50;

/**
 * The days that each won deal of a member took, as far as this device knows their deals: of those
 * that closed last.
 */
export async function loadWonDays(
  db: SidelineDb,
  member: string,
): Promise<{ closedAt: number; days: number }[]> {
  const links = await identitiesOf(db, member, MOST_LINKS);
  // Anybody may claim a CRM user; only a confirmed link is theirs.
  const owners = [
    ...new Set(
      links.flatMap(({ fields }) => {
        const { crmName } = fields;
        return isConfirmed(fields) && crmName !== null ? [ownerKey(fields, crmName)] : [];
      }),
    ),
  ];
  const most = Math.floor(MOST_CLOSED / owners.length);
  const closed = await Promise.all(owners.map((owner) => closedOf(db, owner, most)));
  return closed
    .flat()
    .flatMap(({ status, closedAt, ageDays }) =>
      status === 'won' && closedAt !== null && ageDays !== null
        ? [{ closedAt, days: ageDays }]
        : [],
    );
}
