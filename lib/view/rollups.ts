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
  type CollectionName,
  type DealSummary,
  type Exposure,
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

/** The background reads more rows than a page. */
const BACKGROUND_LIMIT = LIMIT * 10;

function newest(db: SidelineDb, collection: CollectionName): Promise<Row[]> {
  return db.rows.where('collection').equals(collection).reverse().limit(BACKGROUND_LIMIT).toArray();
}

/** When deals were last visited by anybody or read here, and last summarised: Unix ms by key. */
export interface Visits {
  visited: ReadonlyMap<string, number>;
  summarised: ReadonlyMap<string, number>;
}

export async function loadVisits(db: SidelineDb): Promise<Visits> {
  const byAge = db.summaries.orderBy('at');
  const byReading = db.records.orderBy('at');
  const [rows, keys, times, read, readTimes] = await Promise.all([
    newest(db, 'dealSnapshot'),
    byAge.primaryKeys(),
    byAge.keys(),
    byReading.primaryKeys(),
    byReading.keys(),
  ]);
  const visited = new Map<string, number>();
  const visit = (key: string, at: number) => {
    if (parseRefKey(key)?.object === 'deal') visited.set(key, Math.max(visited.get(key) ?? 0, at));
  };
  for (const row of rows) if (!row.deleted) visit(row.refKey, Number(row.fields.at));
  // The summary of an own reading was deleted if other people's rows of the deal left the device.
  for (const [index, key] of read.entries()) visit(key, Number(readTimes[index]));
  return { visited, summarised: new Map(keys.map((key, index) => [key, Number(times[index])])) };
}

/**
 * The deals to summarise: visited since their last summary, and among the latest that a device
 * stores. More would evict the summaries just written, which would then be missing again.
 */
export function staleDeals({ visited, summarised }: Visits, keep = KEEP_SUMMARIES): string[] {
  const latest = new Map(summarised);
  for (const [key, at] of visited) latest.set(key, Math.max(latest.get(key) ?? 0, at));
  const kept = [...latest].sort((a, b) => b[1] - a[1]).slice(0, keep);
  return kept
    .map(([key]) => key)
    .filter((key) => (visited.get(key) ?? 0) > (summarised.get(key) ?? 0));
}

/** The data that statistics over all deals are computed from. */
export interface RollupRead {
  summaries: readonly DealSummary[];
  /** The viewer's, on any deal, in the server's order. */
  outcomes: readonly PromptOutcome[];
  shown: readonly PromptShown[];
}

/** One person's rows in the server's order, unsent ones last. */
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
  // History and win probability need closed deals, which many open ones must not displace.
  const summaries = new Map([...recent, ...closed].map((summary) => [summary.key, summary]));
  return { summaries: [...summaries.values()], outcomes, shown };
}

/** The most activities that a CRM returns of a deal: with as many, older ones may be missing. */
const MAYBE_CUT = 40;

/** The period in which the deal was observed: other weeks say nothing about the buyer. */
function observedPeriod({
  key,
  acts,
  createdAt,
  closedAt,
  at,
}: DealSummary): ObservationWindow | null {
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
  attention: Exposure;
  learned: Record<string, Learned>;
  winProbability: WinProbability;
}

/** The statistics over all deals that pages need. */
export function rollupOf({ summaries, outcomes, shown }: RollupRead, now: Now): Rollup {
  const actions = outcomes.flatMap(({ outcome, signal, refKey, at }): PromptAction[] =>
    outcome === 'answered' || outcome === 'asked' ? [{ signal, key: refKey, at }] : [],
  );
  const observed = summaries.flatMap((summary) => observedPeriod(summary) ?? []);
  const samples = summaries.flatMap((summary) => sampleOf(summary) ?? []);
  return {
    history: orgHistory(summaries),
    attention: gatherExposure(outcomes, shown, now),
    learned: learn(actions, observed, now.ms),
    winProbability: winProbabilityOf(samples),
  };
}
