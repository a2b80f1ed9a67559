import type { OrgHistory } from '../../../lib/model/index.ts';
import type { LabelledDeal } from './deal.ts';

/**
 * Amounts of deals are taken as log-normal with this standard deviation of the logarithm: half of
 * them lie between two thirds and one and a half times the median.
 */
const SIGMA = 0.6;
/** Lost deals for each won one: a usual rate of one in three. */
const LOST_PER_WON = 2;

/**
 * The company's past deals as a device knows them. The cycle is known where the page shows when a
 * deal was created, and the days in each stage where the CRM stores moves between stages; the cycle
 * is divided equally among them. Numbers of contacts and hours until a reply are not in the format,
 * so they stay unknown.
 */
export function historyOf(labelled: LabelledDeal): OrgHistory | null {
  const { org, cycleDays, stages, unseen } = labelled;
  if (org === null) return null;
  const n = org.wonDeals;
  const showsMoves = stages !== null && !unseen.includes('stageMoves');
  const mean = org.medianAmount * Math.exp(SIGMA ** 2 / 2);
  const all = n * (1 + LOST_PER_WON);
  return {
    won: n,
    lost: n * LOST_PER_WON,
    stageDays: Object.fromEntries(
      (showsMoves ? stages : []).map((name) => [
        name,
        { value: cycleDays / (stages?.length ?? 1), n },
      ]),
    ),
    cycleDays: unseen.includes('created') || n === 0 ? null : { value: cycleDays, n },
    replyHours: null,
    amounts: {
      [org.currency]: { mean, sd: mean * Math.sqrt(Math.exp(SIGMA ** 2) - 1), n: all },
    },
    contacts: null,
  };
}
