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
  type Item,
  inOrder,
  items,
  KEEP_SUMMARIES,
  LIMIT,
  newestInParts,
  type Pause,
  type Row,
  type SidelineDb,
  statisticSummaries,
} from '../store/index.ts';

/** The background reads more rows than a page. */
const BACKGROUND_LIMIT = LIMIT * 10;

const newest = (
  db: SidelineDb,
  collection: CollectionName,
  pause: Pause,
  take: (rows: Row[]) => void,
) => newestInParts(db, collection, BACKGROUND_LIMIT, pause, take);

const atOnce: Pause = async () => {};

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

/** @param pause called between parts of the rows. */
export async function loadVisits(db: SidelineDb, pause = atOnce): Promise<Visits> {
  const byReading = db.records.orderBy('at');
  // The index has what is needed: summaries themselves are large.
  const byAge = db.summaries.orderBy('[at+visits]');
  const [keys, indexed, read, readTimes] = await Promise.all([
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
  await newest(db, 'dealSnapshot', pause, (rows) => {
    for (const { deleted, refKey, fields, version } of rows)
      if (!deleted) visit(refKey, { at: Number(fields.at), version });
  });
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
    .filter((key) => {
      const { version = UNKNOWN } = summarised.get(key) ?? {};
      const isMarked = summarised.has(key) && version < 0;
      return isMarked || (visited.get(key)?.version ?? UNKNOWN) > version;
    });
}

/** Version of the last visit where there is none, lower than that of any visit. */
const UNKNOWN = -1;

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

/** Rows in the server's order, unsent ones last. */
const inServerOrder = <C extends 'promptOutcome' | 'promptShown'>(rows: readonly Item<C>[]) =>
  inOrder(rows)
    .reverse()
    .map((row) => row.fields as Item<C>['fields']);

/**
 * The person's answers to questions, and the deals on which anybody answered or asked one, by
 * signal, as far as this person may see it.
 */
async function outcomesIn(db: SidelineDb, user: string, pause: Pause) {
  const own: Item<'promptOutcome'>[] = [];
  const workedWith: Record<string, Set<string>> = {};
  await newest(db, 'promptOutcome', pause, (rows) => {
    for (const row of items('promptOutcome', rows)) {
      const { author, outcome, signal, refKey } = row.fields;
      if (row.deleted) continue;
      if (author === user) own.push(row);
      if (outcome !== 'answered' && outcome !== 'asked') continue;
      workedWith[signal] ??= new Set();
      workedWith[signal].add(refKey);
    }
  });
  return { outcomes: inServerOrder(own), workedWith };
}

/** The questions that the person was shown. */
async function shownIn(db: SidelineDb, user: string, pause: Pause) {
  const own: Item<'promptShown'>[] = [];
  await newest(db, 'promptShown', pause, (rows) => {
    const read = items('promptShown', rows);
    own.push(...read.filter(({ deleted, fields }) => !deleted && fields.author === user));
  });
  return inServerOrder(own);
}

/** @param pause called between parts of the rows. */
export async function loadRollup(
  db: SidelineDb,
  user: string,
  pause = atOnce,
): Promise<RollupRead> {
  // One after the other: parts of several at once would be one long task.
  const { outcomes, workedWith } = await outcomesIn(db, user, pause);
  const shown = await shownIn(db, user, pause);
  // History and win probability need closed deals, which many open ones must not displace.
  const summaries = await statisticSummaries(db, pause);
  return { summaries, outcomes, shown, workedWith };
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

/** The statistics over all deals that pages need. @param pause called between two of them. */
export async function rollupOf(
  { summaries, outcomes, shown, workedWith }: RollupRead,
  now: Now,
  pause = atOnce,
): Promise<Rollup> {
  const actions = outcomes.flatMap(({ outcome, signal, refKey, at }): PromptAction[] =>
    outcome === 'answered' || outcome === 'asked' ? [{ signal, key: refKey, at }] : [],
  );
  const owners = new Map(summaries.flatMap(({ key, owner }) => (owner ? [[key, owner]] : [])));
  const observed = summaries.flatMap((summary) => observedPeriod(summary) ?? []);
  const samples = summaries.flatMap((summary) => sampleOf(summary) ?? []);
  await pause();
  const history = orgHistory(summaries);
  await pause();
  const attention = gatherExposure(outcomes, shown, now, owners);
  await pause();
  const learned = learn(actions, observed, now.ms);
  await pause();
  const winProbability = winProbabilityOf(samples);
  await pause();
  const restable = restableOf(summaries.flatMap(closedDeal), workedWith);
  return { history, attention, learned, winProbability, restable };
}
