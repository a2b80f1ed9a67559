import type { DealSummary, RepDay } from '../model/index.ts';
import { DAY_MS, type Now, weekOf } from './days.ts';
import type { RepFacts } from './rep.ts';
import { FRESH_DAYS, repDayOf } from './repDay.ts';

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
 * @param isOwn whether the viewer is this rep.
 * @param limit, stored see `repDayOf`.
 */
export function repFacts(
  summaries: readonly DealSummary[],
  owner: string | null,
  now: Now,
  { isOwn, ...day }: { isOwn: boolean; limit: number; stored: RepDay | null },
): RepFacts | null {
  if (owner === null) return null;
  const owned = summaries.filter((deal) => deal.owner === owner);
  const fresh = owned.filter((deal) => now.ms - deal.at <= FRESH_DAYS * DAY_MS);
  const today = repDayOf(owned, owner, now, day);
  return {
    today,
    patterns: today.patterns,
    weeks: isOwn ? weeksOf(fresh, now) : [],
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
