import type { DealSummary, RepDay } from '../model/index.ts';
import { DAY_MS, type Now, weekOf } from './days.ts';
import { FRESH_DAYS, repDayOf } from './repDay.ts';
import type { Side } from './signal.ts';

/** Facts of one rep, from all their deals on this device. */
export interface RepFacts {
  /** What the open deals have in common today. */
  today: RepDay;
  /**
   * Done activities of each whole week, latest first, without the current week. Empty for a
   * manager: how much a person did is that person's own.
   */
  weeks: readonly number[];
  /** Deals lost in the last 14 days. */
  losses: readonly { name: string; at: number }[];
}

const WEEKS = 10;
const LOSS_DAYS = 14;

/** Done activities of the whole weeks before this one, latest first. */
function weeksOf(fresh: readonly DealSummary[], now: Now): number[] {
  const currentWeek = weekOf(now.ms, now.timeZone);
  const firstWeek = Math.min(
    currentWeek,
    ...fresh.flatMap((deal) => Object.keys(deal.weeks).map(Number)),
  );
  const weeks: number[] = [];
  for (let week = currentWeek - 7; week >= firstWeek && weeks.length < WEEKS; week -= 7)
    weeks.push(fresh.reduce((sum, deal) => sum + (deal.weeks[String(week)] ?? 0), 0));
  return weeks;
}

/**
 * @param owner as in DealSummary; null, an unknown owner, returns null.
 * @param limit, stored see `repDayOf`.
 */
export function repFacts(
  summaries: readonly DealSummary[],
  owner: string | null,
  now: Now,
  { side, ...day }: { side: Side; limit: number; stored: RepDay | null },
): RepFacts | null {
  if (owner === null) return null;
  const owned = summaries.filter((deal) => deal.owner === owner);
  const fresh = owned.filter((deal) => now.ms - deal.at <= FRESH_DAYS * DAY_MS);
  return {
    today: repDayOf(owned, owner, now, day),
    weeks: side === 'rep' ? weeksOf(fresh, now) : [],
    losses: owned
      .flatMap((deal) =>
        deal.status === 'lost' &&
        deal.closedAt !== null &&
        now.ms - deal.closedAt <= LOSS_DAYS * DAY_MS
          ? [{ name: deal.name, at: deal.closedAt }]
          : [],
      )
      .sort((a, b) => b.at - a.at),
  };
}
