import { quarterOf } from '../coaching/calibration.ts';
import { dayOf, type Now } from '../coaching/index.ts';
import {
  type CrmIdentity,
  DealSummary,
  isConfirmed,
  type Member,
  ownerKey,
} from '../model/index.ts';
import type { SidelineDb } from '../store/index.ts';

// The results of a team, for forecasts and evaluations. Coaching is not evaluation: the columns are
// this list and no other, and the only source is what the CRM says about closed deals.

/** Every column that the file can have. */
export const RESULT_COLUMNS = [
  'name',
  'quarter',
  'won',
  'lost',
  'currency',
  'wonAmount',
  'wonWithoutAmount',
  'quota',
  'attainment',
] as const;
export type ResultLine = Record<(typeof RESULT_COLUMNS)[number], string | number | null>;

/** What of a deal the results are made from. */
export type ClosedDeal = Pick<DealSummary, 'status' | 'closedAt' | 'amount'> & {
  /** See `ownerKey`. */
  owner: string;
};

/**
 * The closed deals on this device, with their owner in the CRM. All of them: a file that leaves out
 * some would be wrong. For a click, not for a live query.
 */
export async function loadClosed(db: SidelineDb): Promise<ClosedDeal[]> {
  const stored = await db.summaries.where('status').anyOf(['won', 'lost']).toArray();
  return stored.flatMap((summary) => {
    const parsed = DealSummary.safeParse(summary);
    if (!parsed.success || parsed.data.owner === null) return [];
    const { status, closedAt, amount, owner } = parsed.data;
    return [{ status, closedAt, amount, owner }];
  });
}

/** The rep as the file names them. */
export interface ResultRep {
  id: string;
  name: string;
  /** The owner keys of the person’s CRM users; none where nobody can say which deals are theirs. */
  owners: readonly string[];
  /** The quota of the quarter, as the manager typed it; null for none. */
  quota: number | null;
}

/**
 * The reps with their CRM users. A deal counts for the person to whom a confirmed link gives its
 * owner: a name alone is nobody’s proof, and one that two people have in the same CRM is neither’s.
 * @param links of the reps, and of other people.
 */
export function resultReps(
  reports: readonly Pick<Member, 'id' | 'name'>[],
  links: readonly CrmIdentity[],
  quotaOf: (id: string) => number | null,
): ResultRep[] {
  const users = new Map<string, Set<string>>();
  for (const link of links.filter(isConfirmed)) {
    const key = ownerKey(link, link.crmName ?? '');
    if (link.crmName) users.set(key, (users.get(key) ?? new Set()).add(link.userId));
  }
  return reports.map(({ id, name }) => {
    const owners = [...users].flatMap(([key, of]) => (of.size === 1 && of.has(id) ? [key] : []));
    return { id, name, owners, quota: quotaOf(id) };
  });
}

/** A line that says nothing but who it is about: nobody knows which deals are theirs. */
const emptyLine = (name: string, quarter: string): ResultLine => ({
  ...{ name, quarter, won: null, lost: null, currency: null },
  ...{ wonAmount: null, wonWithoutAmount: null, quota: null, attainment: null },
});

/**
 * One line for each rep and currency of one quarter, in the order of the reps. A rep without closed
 * deals has one line, one without a CRM user an empty one. Attainment is the share of the quota, in
 * percent. Won deals without an amount are counted beside the others: with them the amount is a
 * part of an unknown one, and there is no attainment.
 */
export function resultsOf(
  deals: readonly ClosedDeal[],
  reps: readonly ResultRep[],
  quarter: string,
  now: Now,
): ResultLine[] {
  const inQuarter = deals.filter(
    ({ closedAt }) => closedAt !== null && quarterOf(dayOf(closedAt, now.timeZone)) === quarter,
  );
  return reps.flatMap(({ name, owners, quota }): ResultLine[] => {
    if (owners.length === 0) return [emptyLine(name, quarter)];
    const own = inQuarter.filter(({ owner }) => owners.includes(owner));
    const currencies = [...new Set(own.flatMap(({ amount }) => amount?.currency ?? []))];
    const [only = null] = currencies;
    const groups = Map.groupBy(own, ({ amount }) =>
      // A deal without an amount belongs to the one currency of the others, where there is one.
      amount === null && currencies.length === 1 ? only : (amount?.currency ?? null),
    );
    if (groups.size === 0) groups.set(null, []);
    // With two currencies nobody can say which of them the quota is in.
    const isOne = groups.size === 1;
    return [...groups].map(([currency, list]) => {
      const won = list.filter(({ status }) => status === 'won');
      const amounts = won.flatMap(({ amount }) => (amount === null ? [] : [amount.amount]));
      const missing = won.length - amounts.length;
      const isUnknown = amounts.length === 0 && missing > 0;
      const wonAmount = isUnknown ? null : amounts.reduce((sum, amount) => sum + amount, 0);
      const isKnown = isOne && missing === 0 && wonAmount !== null;
      const share = isKnown && quota !== null && quota > 0 ? (wonAmount / quota) * 100 : null;
      return {
        name,
        quarter,
        won: won.length,
        lost: list.length - won.length,
        currency,
        wonAmount,
        wonWithoutAmount: missing,
        quota: isOne ? quota : null,
        attainment: share === null ? null : Math.round(share * 10) / 10,
      };
    });
  });
}
