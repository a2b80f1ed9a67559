import {
  gatherExposure,
  learn,
  type Now,
  type ObservationWindow,
  orgHistory,
  type PromptAction,
  type Sample,
  winProbabilityOf,
} from '../coaching/index.ts';
import {
  type Attention,
  type CollectionName,
  type DealSummary,
  type Learned,
  type OrgHistory,
  type PromptOutcome,
  type PromptShown,
  parseRefKey,
  type WinProbability,
} from '../model/index.ts';
import {
  closedSummaries,
  type Item,
  inOrder,
  items,
  KEEP_SUMMARIES,
  LIMIT,
  type Row,
  type SidelineDb,
  summariesOf,
} from '../store/index.ts';

/** The background has the time to look further back than a page. */
const FAR = LIMIT * 10;

function newest(db: SidelineDb, collection: CollectionName): Promise<Row[]> {
  return db.rows.where('collection').equals(collection).reverse().limit(FAR).toArray();
}

/** When deals were last visited by anybody, and when they were last summed up here: Unix ms by key. */
export interface Visits {
  visited: ReadonlyMap<string, number>;
  summed: ReadonlyMap<string, number>;
}

export async function loadVisits(db: SidelineDb): Promise<Visits> {
  const byAge = db.summaries.orderBy('at');
  const [rows, keys, times] = await Promise.all([
    newest(db, 'dealSnapshot'),
    byAge.primaryKeys(),
    byAge.keys(),
  ]);
  const visited = new Map<string, number>();
  for (const row of rows) {
    if (row.deleted || parseRefKey(row.refKey)?.object !== 'deal') continue;
    visited.set(row.refKey, Math.max(visited.get(row.refKey) ?? 0, Number(row.fields.at)));
  }
  return { visited, summed: new Map(keys.map((key, index) => [key, Number(times[index])])) };
}

/**
 * Deals to sum up: visited since the last time, and among the latest that a device keeps. Summing up more would only push
 * out what was just made, which would be missing at the next look, and so on for ever.
 */
export function staleDeals({ visited, summed }: Visits, keep = KEEP_SUMMARIES): string[] {
  const latest = new Map(summed);
  for (const [key, at] of visited) latest.set(key, Math.max(latest.get(key) ?? 0, at));
  const kept = [...latest].sort((a, b) => b[1] - a[1]).slice(0, keep);
  return kept.map(([key]) => key).filter((key) => (visited.get(key) ?? 0) > (summed.get(key) ?? 0));
}

/** What the rollup of all deals is worked out from. */
export interface RollupRead {
  summaries: readonly DealSummary[];
  /** Of the person in front of the screen, on any deal, in the order that the server took them. */
  outcomes: readonly PromptOutcome[];
  shown: readonly PromptShown[];
}

/** What one person's rows say, in the order that the server took them: what waits here comes last. */
async function ownOf<C extends 'promptOutcome' | 'promptShown'>(
  db: SidelineDb,
  collection: C,
  user: string,
): Promise<Item<C>['fields'][]> {
  const rows = items(collection, await newest(db, collection)).filter(
    (row) => !row.deleted && row.fields.author === user,
  );
  return inOrder(rows)
    .reverse()
    .map((row) => row.fields);
}

export async function loadRollup(db: SidelineDb, user: string): Promise<RollupRead> {
  const [recent, closed, outcomes, shown] = await Promise.all([
    summariesOf(db, null),
    closedSummaries(db),
    ownOf(db, 'promptOutcome', user),
    ownOf(db, 'promptShown', user),
  ]);
  // Closed deals are what history and outlook rest on; many open ones must not crowd them out.
  const summaries = new Map([...recent, ...closed].map((summary) => [summary.key, summary]));
  return { summaries: [...summaries.values()], outcomes, shown };
}

/** A CRM hands over so many activities of a deal; with as many acts, older ones may be missing. */
const MAYBE_CUT = 40;

/** From when to when the deal was watched: weeks that nobody looked at say nothing about the buyer. */
function courseOf({ key, acts, createdAt, closedAt, at }: DealSummary): ObservationWindow | null {
  const oldest = acts[0]?.at;
  const from = acts.length >= MAYBE_CUT ? oldest : (createdAt ?? oldest);
  return from === undefined ? null : { key, acts, from, to: Math.min(closedAt ?? at, at) };
}

function sampleOf({ key, midLife, status }: DealSummary): Sample | null {
  if (!midLife || (status !== 'won' && status !== 'lost')) return null;
  return { key, features: midLife, won: status === 'won' };
}

export interface Rollup {
  history: OrgHistory;
  attention: Attention;
  learned: Record<string, Learned>;
  winProbability: WinProbability;
}

/** What pages need of all deals. */
export function rollupOf({ summaries, outcomes, shown }: RollupRead, now: Now): Rollup {
  const worked = outcomes.flatMap(({ outcome, signal, refKey, at }): PromptAction[] =>
    outcome === 'answered' || outcome === 'asked' ? [{ signal, key: refKey, at }] : [],
  );
  const courses = summaries.flatMap((summary) => courseOf(summary) ?? []);
  const samples = summaries.flatMap((summary) => sampleOf(summary) ?? []);
  return {
    history: orgHistory(summaries),
    attention: gatherExposure(outcomes, shown, now),
    learned: learn(worked, courses, now.ms),
    winProbability: winProbabilityOf(samples),
  };
}
