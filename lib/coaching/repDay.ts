import type { DealSummary, Money, Pattern, RepDay } from '../model/index.ts';
import { signals } from './catalogue.ts';
import { DAY_MS, type Now, today } from './days.ts';
import { FLOOR } from './rank.ts';

/** After this many days a summary no longer describes the present. */
export const FRESH_DAYS = 30;
/** Fewest open deals with questions from which a pattern is computed. */
const ENOUGH_DEALS = 5;
/** A warning on fewer deals is no pattern. */
const ENOUGH_WARNINGS = 3;
/** A question about a pattern is asked on at most one of so many of its deals. */
const ASKED_ON_ONE_OF = 5;
/** What one more question on the same deal counts, when the deals for a question are chosen. */
const SPREAD = 0.5;

const ofDeal = new Set(
  signals.filter(({ about, kind }) => about === 'deal' && kind !== 'praise').map(({ id }) => id),
);

/** A rep's open deal, as far as the choice of its questions needs it. */
interface OpenDeal {
  key: string;
  amount: Money | null;
  /** Warnings that are worth a question: severity, and whether the question waits. */
  warnings: ReadonlyMap<string, { severity: number; waits: boolean }>;
}

/** The open deals of an owner whose summary is fresh, in the order of their keys. */
function openDealsOf(
  summaries: readonly DealSummary[],
  owner: string,
  now: Now,
): readonly OpenDeal[] {
  return summaries
    .filter(
      (deal) =>
        deal.owner === owner && deal.status === 'open' && now.ms - deal.at <= FRESH_DAYS * DAY_MS,
    )
    .map(({ key, amount, triggered, warnings }) => ({
      key,
      amount,
      warnings: new Map(
        // An older summary has no severities: each of its warnings counts alike.
        (warnings ?? triggered.map((signal) => ({ signal, severity: 0.5, waits: true })))
          .filter(({ signal, severity }) => ofDeal.has(signal) && severity >= FLOOR)
          .map(({ signal, severity, waits }) => [signal, { severity, waits }]),
      ),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The place of a deal's amount among the deals of its currency, 0 to 1; 0 without an amount. */
function valueRanks(deals: readonly OpenDeal[]): ReadonlyMap<string, number> {
  const amounts = Map.groupBy(
    deals.flatMap(({ key, amount }) =>
      amount?.currency ? [{ key, amount: amount.amount, currency: amount.currency }] : [],
    ),
    ({ currency }) => currency,
  );
  const ranks = new Map<string, number>();
  for (const list of amounts.values())
    for (const { key, amount } of list)
      ranks.set(key, list.filter((other) => other.amount <= amount).length / list.length);
  return ranks;
}

/** Sorts by a score, the highest first; equal scores keep the order of the keys. */
function byScore(deals: readonly OpenDeal[], score: (deal: OpenDeal) => number): OpenDeal[] {
  return deals
    .map((deal) => ({ deal, score: score(deal) }))
    .sort((a, b) => b.score - a.score)
    .map(({ deal }) => deal);
}

/**
 * The warnings that apply to more than `limit` percent of the deals with any, the most frequent
 * first. Each stays on at most a fifth of its deals, but on one: where severity and amount are
 * high, and rather on a deal that would show no other question.
 */
function patternsOf(
  deals: readonly OpenDeal[],
  ranks: ReadonlyMap<string, number>,
  limit: number,
): { patterns: Pattern[]; shown: ReadonlyMap<string, number> } {
  const asking = deals.filter(({ warnings }) => [...warnings.values()].some(({ waits }) => waits));
  const counts = new Map<string, number>();
  for (const { warnings } of deals)
    for (const signal of warnings.keys()) counts.set(signal, (counts.get(signal) ?? 0) + 1);
  const frequent = [...counts]
    .filter(
      ([, count]) =>
        asking.length >= ENOUGH_DEALS &&
        count >= ENOUGH_WARNINGS &&
        (count / asking.length) * 100 > limit,
    )
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  const isFrequent = new Set(frequent.map(([signal]) => signal));
  const shown = new Map(
    deals.map(({ key, warnings }): [string, number] => [
      key,
      [...warnings].filter(([signal, { waits }]) => waits && !isFrequent.has(signal)).length,
    ]),
  );
  const kept = new Map<string, string[]>();
  // The least frequent first: it has the fewest deals to choose from.
  for (const [signal, count] of [...frequent].reverse()) {
    const candidates = deals.filter(({ warnings }) => warnings.get(signal)?.waits);
    const chosen = byScore(
      candidates,
      ({ key, warnings }) =>
        (warnings.get(signal)?.severity ?? 0) +
        (ranks.get(key) ?? 0) -
        SPREAD * (shown.get(key) ?? 0),
    )
      .slice(0, Math.max(1, Math.floor(count / ASKED_ON_ONE_OF)))
      .map(({ key }) => key);
    kept.set(signal, chosen);
    for (const key of chosen) shown.set(key, (shown.get(key) ?? 0) + 1);
  }
  const patterns = frequent.map(([signal, count]) => ({
    signal,
    count,
    of: deals.length,
    share: (count / asking.length) * 100,
    deals: kept.get(signal) ?? [],
  }));
  return { patterns, shown };
}

/** The deal for the question about the person: with a question of its own, and a high value. */
function dealFor(
  deals: readonly OpenDeal[],
  ranks: ReadonlyMap<string, number>,
  { patterns, shown }: ReturnType<typeof patternsOf>,
): string | null {
  const pattern = patterns[0]?.signal;
  const others = (deal: OpenDeal) =>
    (shown.get(deal.key) ?? 0) - (patterns[0]?.deals.includes(deal.key) ? 1 : 0);
  const [best] = byScore(
    deals,
    (deal) =>
      (others(deal) > 0 ? 4 : 0) +
      (pattern !== undefined && deal.warnings.has(pattern) ? 2 : 0) +
      (ranks.get(deal.key) ?? 0),
  );
  return best?.key ?? null;
}

/**
 * What a rep's open deals have in common today. The stored result of this day is used, so that
 * looking at deals does not move questions between them; only where twice as many deals are known
 * since, as on the first day, the patterns are computed again.
 * @param limit percent of the deals with questions.
 */
export function repDayOf(
  summaries: readonly DealSummary[],
  owner: string,
  now: Now,
  { limit, stored }: { limit: number; stored: RepDay | null },
): RepDay {
  const day = today(now);
  const deals = openDealsOf(summaries, owner, now);
  const ofToday = stored?.day === day ? stored : null;
  if (ofToday && ofToday.open > 0 && deals.length < 2 * ofToday.open) return ofToday;
  const ranks = valueRanks(deals);
  const result = patternsOf(deals, ranks, limit);
  const deal = ofToday?.deal ?? dealFor(deals, ranks, result);
  return { day, open: deals.length, deal, patterns: result.patterns };
}
