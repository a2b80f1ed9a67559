import {
  answerAbout,
  type ClosedDeal,
  gatherExposure,
  learn,
  type Now,
  type ObservationWindow,
  orgHistory,
  type PromptAction,
  restableOf,
  type Sample,
  type StageAnswer,
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
  type Restable,
  type WinProbability,
} from '../model/index.ts';
import {
  byTime,
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
  return byTime(db, collection).reverse().limit(BACKGROUND_LIMIT).toArray();
}

/** The last visit to a deal by anybody, or the last one that a summary includes. */
export interface LastVisit {
  /** Time of the visit, or of the summary, Unix ms. */
  at: number;
  /** The visit's version on the server; 0 for an own visit that is not sent yet. */
  version: number;
}

/** By the key of the deal. */
export interface Visits {
  visited: ReadonlyMap<string, LastVisit>;
  summarised: ReadonlyMap<string, LastVisit>;
}

export async function loadVisits(db: SidelineDb): Promise<Visits> {
  const byReading = db.records.orderBy('at');
  // The index has what is needed: summaries themselves are large.
  const byAge = db.summaries.orderBy('[at+visits]');
  const [rows, keys, indexed, read, readTimes] = await Promise.all([
    newest(db, 'dealSnapshot'),
    byAge.primaryKeys(),
    byAge.keys(),
    byReading.primaryKeys(),
    byReading.keys(),
  ]);
  const visited = new Map<string, LastVisit>();
  const visit = (key: string, { at, version }: LastVisit) => {
    if (parseRefKey(key)?.object !== 'deal') return;
    const last = visited.get(key) ?? { at: 0, version: 0 };
    visited.set(key, { at: Math.max(last.at, at), version: Math.max(last.version, version) });
  };
  for (const { deleted, refKey, fields, version } of rows)
    if (!deleted) visit(refKey, { at: Number(fields.at), version });
  // The summary of an own reading was deleted if other people's rows of the deal left the device.
  for (const [index, key] of read.entries())
    visit(key, { at: Number(readTimes[index]), version: 0 });
  const summarised = keys.map((key, index) => {
    const [at = 0, version = 0] = indexed[index] as unknown as number[];
    return [key, { at, version }] as const;
  });
  return { visited, summarised: new Map(summarised) };
}

/**
 * The deals to summarise: those without a summary, and those with a visit that their summary does
 * not include, in the server's order: the times of a summary and of a visit are of two clocks. Only
 * deals among the latest that a device stores: more would evict the summaries just written, which
 * would then be missing again.
 */
export function staleDeals({ visited, summarised }: Visits, keep = KEEP_SUMMARIES): string[] {
  const latest = new Map([...summarised].map(([key, { at }]) => [key, at]));
  for (const [key, { at }] of visited) latest.set(key, Math.max(latest.get(key) ?? 0, at));
  const kept = [...latest].sort((a, b) => b[1] - a[1]).slice(0, keep);
  return kept
    .map(([key]) => key)
    .filter((key) => (visited.get(key)?.version ?? -1) > (summarised.get(key)?.version ?? -1));
}

/** The deals whose stage got another answer since they were summarised. */
export function answeredSince(
  summaries: readonly DealSummary[],
  answers: readonly StageAnswer[],
): string[] {
  return summaries.flatMap(({ key, asked, status }) => {
    const ref = asked && parseRefKey(key);
    if (!ref) return [];
    return (answerAbout(answers, ref, asked)?.status ?? null) === status ? [] : [key];
  });
}

/** The data that statistics over all deals are computed from. */
export interface RollupRead {
  summaries: readonly DealSummary[];
  /** The viewer's, on any deal, in the server's order. */
  outcomes: readonly PromptOutcome[];
  shown: readonly PromptShown[];
  /** Deals on which anybody worked with a question, by signal. */
  workedWith: Readonly<Record<string, ReadonlySet<string>>>;
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

/** Deals on which a question was answered or asked, by signal, as far as this person may see it. */
async function workedWithIn(db: SidelineDb): Promise<RollupRead['workedWith']> {
  const deals: Record<string, Set<string>> = {};
  for (const { deleted, fields } of items('promptOutcome', await newest(db, 'promptOutcome'))) {
    const { outcome, signal, refKey } = fields;
    if (deleted || (outcome !== 'answered' && outcome !== 'asked')) continue;
    deals[signal] ??= new Set();
    deals[signal].add(refKey);
  }
  return deals;
}

export async function loadRollup(db: SidelineDb, user: string): Promise<RollupRead> {
  const [recent, closed, outcomes, shown, workedWith] = await Promise.all([
    summariesOf(db, null),
    closedSummaries(db),
    ownOf(db, 'promptOutcome', user),
    ownOf(db, 'promptShown', user),
    workedWithIn(db),
  ]);
  // History and win probability need closed deals, which many open ones must not displace.
  const summaries = new Map([...recent, ...closed].map((summary) => [summary.key, summary]));
  return { summaries: [...summaries.values()], outcomes, shown, workedWith };
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
  restable: Restable[];
}

/** A closed deal that was seen open. */
function closedDeal({ key, status, flagged }: DealSummary): ClosedDeal[] {
  return flagged && (status === 'won' || status === 'lost')
    ? [{ key, won: status === 'won', flagged }]
    : [];
}

/** The statistics over all deals that pages need. */
export function rollupOf({ summaries, outcomes, shown, workedWith }: RollupRead, now: Now): Rollup {
  const actions = outcomes.flatMap(({ outcome, signal, refKey, at }): PromptAction[] =>
    outcome === 'answered' || outcome === 'asked' ? [{ signal, key: refKey, at }] : [],
  );
  const owners = new Map(summaries.flatMap(({ key, owner }) => (owner ? [[key, owner]] : [])));
  const observed = summaries.flatMap((summary) => observedPeriod(summary) ?? []);
  const samples = summaries.flatMap((summary) => sampleOf(summary) ?? []);
  return {
    history: orgHistory(summaries),
    attention: gatherExposure(outcomes, shown, now, owners),
    learned: learn(actions, observed, now.ms),
    winProbability: winProbabilityOf(samples),
    restable: restableOf(summaries.flatMap(closedDeal), workedWith),
  };
}
