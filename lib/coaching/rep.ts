import type { DealSummary } from '../model/index.ts';
import { DAY_MS, type Now, weekOf } from './days.ts';

/** One rep, from all their deals that this device knows. */
export interface RepFacts {
  /** Open deals that were looked at in the last 30 days. */
  open: readonly Pick<DealSummary, 'key' | 'name' | 'raised'>[];
  /** Done activities of whole weeks, latest first, the running week left out. */
  weeks: readonly number[];
  /** Deals lost in the last 14 days. */
  losses: readonly { name: string; at: number }[];
}

/** Deals not looked at for longer than this say nothing about now. */
const FRESH_DAYS = 30;
const WEEKS = 10;

/** @param owner as in DealSummary; null gives null: whose deals these are is not known. */
export function repFacts(
  summaries: readonly DealSummary[],
  owner: string | null,
  now: Now,
): RepFacts | null {
  if (owner === null) return null;
  const mine = summaries.filter((deal) => deal.owner === owner);
  const fresh = mine.filter((deal) => now.ms - deal.at <= FRESH_DAYS * DAY_MS);
  const running = weekOf(now.ms, now.timeZone);
  const first = Math.min(running, ...fresh.flatMap((deal) => Object.keys(deal.weeks).map(Number)));
  const weeks: number[] = [];
  for (let week = running - 7; week >= first && weeks.length < WEEKS; week -= 7)
    weeks.push(fresh.reduce((sum, deal) => sum + (deal.weeks[String(week)] ?? 0), 0));
  return {
    open: fresh
      .filter((deal) => deal.status === 'open')
      .map(({ key, name, raised }) => ({ key, name, raised })),
    weeks,
    losses: mine
      .flatMap((deal) =>
        deal.status === 'lost' && deal.closedAt !== null && now.ms - deal.closedAt <= 14 * DAY_MS
          ? [{ name: deal.name, at: deal.closedAt }]
          : [],
      )
      .sort((a, b) => b.at - a.at),
  };
}
