import { DealSummary, isConfirmed } from '../model/index.ts';
import { identitiesOf, type SidelineDb } from '../store/index.ts';

/** The most won deals that a page reads; the rest is for the links of the person. */
const MOST_WON = 900;
const MOST_LINKS = 50;

/** The days that each won deal of a member took, as far as this device knows their deals. */
export async function loadWonDays(
  db: SidelineDb,
  member: string,
): Promise<{ closedAt: number; days: number }[]> {
  const links = (await identitiesOf(db, [member])).slice(0, MOST_LINKS);
  // Anybody may claim a CRM user; only a confirmed link is theirs.
  const names = new Set(
    links.flatMap(({ fields }) => (isConfirmed(fields) ? (fields.crmName ?? []) : [])),
  );
  const won = await db.summaries.where('status').equals('won').limit(MOST_WON).toArray();
  return won.flatMap((summary) => {
    const parsed = DealSummary.safeParse(summary);
    if (!parsed.success) return [];
    const { ownerName, closedAt, ageDays } = parsed.data;
    const isOwn = ownerName !== null && names.has(ownerName);
    return isOwn && closedAt !== null && ageDays !== null ? [{ closedAt, days: ageDays }] : [];
  });
}
