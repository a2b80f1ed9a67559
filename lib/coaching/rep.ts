import type { DealSummary } from '../model/index.ts';
import { DAY_MS, dayNumber, type Now, weekOf } from './days.ts';

/** Facts of one rep, from all their deals on this device. */
export interface RepFacts {
  /** Open deals whose summary is at most 30 days old. */
  open: readonly Pick<DealSummary, 'key' | 'name' | 'triggered'>[];
  /** Done activities of each whole week, latest first, without the current week. */
  weeks: readonly number[];
  /** Deals lost in the last 14 days. */
  losses: readonly { name: string; at: number }[];
}

/** After this many days a summary no longer describes the present. */
const FRESH_DAYS = 30;
const WEEKS = 10;
const LOSS_DAYS = 14;

/**
 * True for the one open deal of a rep on which questions about the person are asked on this day:
 * one deal a day, a different one each day, and the same on every device that knows these deals.
 */
export function isDealOfTheDay(rep: RepFacts | null, key: string, day: string): boolean {
  const keys = [...new Set([key, ...(rep?.open.map((deal) => deal.key) ?? [])])].sort();
  return keys[dayNumber(day) % keys.length] === key;
}

/** @param owner as in DealSummary; null, an unknown owner, returns null. */
export function repFacts(
  summaries: readonly DealSummary[],
  owner: string | null,
  now: Now,
): RepFacts | null {
  if (owner === null) return null;
  const owned = summaries.filter((deal) => deal.owner === owner);
  const fresh = owned.filter((deal) => now.ms - deal.at <= FRESH_DAYS * DAY_MS);
  const currentWeek = weekOf(now.ms, now.timeZone);
  const firstWeek = Math.min(
    currentWeek,
    ...fresh.flatMap((deal) => Object.keys(deal.weeks).map(Number)),
  );
  const weeks: number[] = [];
  for (let week = currentWeek - 7; week >= firstWeek && weeks.length < WEEKS; week -= 7)
    weeks.push(fresh.reduce((sum, deal) => sum + (deal.weeks[String(week)] ?? 0), 0));
  return {
    open: fresh
      .filter((deal) => deal.status === 'open')
      .map(({ key, name, triggered }) => ({ key, name, triggered })),
    weeks,
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
