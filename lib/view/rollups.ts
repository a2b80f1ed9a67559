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
  winProbabilitySteps,
} from '../coaching/index.ts';
import {
  type CollectionName,
  type DealSummary,
  type Exposure,
  type Learned,
  type OrgHistory,
  type PromptOutcome,
  parseRefKey,
  type Restable,
  type WinProbability,
} from '../model/index.ts';
import {
  inOrder,
  KEEP_SUMMARIES,
  type SidelineDb,
  type StatisticSummary,
  type YieldToOthers,
} from '../store/index.ts';
import {
  type LastVisit,
  type Ordered,
  RollupMemory,
  type ShownQuestion,
  type Visit,
} from './rollupMemory.ts';

const atOnce: YieldToOthers = async () => {};

/** By the key of the deal. */
export interface Visits {
  visited: ReadonlyMap<string, LastVisit>;
  summarised: ReadonlyMap<string, LastVisit>;
}

/** @param yieldToOthers called between parts of the rows. */
export async function loadVisits(
  db: SidelineDb,
  yieldToOthers = atOnce,
  memory = new RollupMemory(db, ''),
): Promise<Visits> {
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
  const visit = ({ key, at, version }: Visit) => {
    const last = visited.get(key) ?? { at: 0, version: 0 };
    visited.set(key, { at: Math.max(last.at, at), version: Math.max(last.version, version) });
  };
  for (const item of await memory.visits.values(yieldToOthers)) visit(item);
  // The summary of an own reading was deleted if other people's rows of the deal left the device.
  for (const [index, key] of read.entries())
    if (parseRefKey(key)?.object === 'deal')
      visit({ key, at: Number(readTimes[index]), version: 0 });
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
  summaries: readonly Pick<DealSummary, 'key' | 'asked' | 'status'>[],
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
  summaries: readonly StatisticSummary[];
  /** The viewer's, on any deal, in the server's order. */
  outcomes: readonly PromptOutcome[];
  shown: readonly ShownQuestion[];
  /** Deals on which anybody worked with a question, by signal. */
  workedWith: Readonly<Record<string, ReadonlySet<string>>>;
}

/** Rows in the server's order, unsent ones last. */
const inServerOrder = <C extends CollectionName, F extends { at: number }>(
  rows: readonly Ordered<C, F>[],
): F[] =>
  inOrder(rows)
    .reverse()
    .map((row) => row.fields);

/** @param yieldToOthers called between parts of the rows. */
export async function loadRollup(
  db: SidelineDb,
  user: string,
  yieldToOthers = atOnce,
  memory = new RollupMemory(db, user),
): Promise<RollupRead> {
  // One after the other: parts of several at once would be one long task.
  const outcomes = await memory.outcomes.values(yieldToOthers);
  const shown = await memory.shown.values(yieldToOthers);
  // History and win probability need closed deals, which many open ones must not displace.
  const summaries = await memory.summaries.values(yieldToOthers);
  const workedWith: Record<string, Set<string>> = {};
  for (const { workedWith: of } of outcomes) {
    if (!of) continue;
    workedWith[of.signal] ??= new Set();
    workedWith[of.signal]?.add(of.refKey);
  }
  await yieldToOthers();
  const own = inServerOrder(outcomes.flatMap((outcome) => outcome.own ?? []));
  await yieldToOthers();
  return { summaries, outcomes: own, shown: inServerOrder(shown), workedWith };
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
}: StatisticSummary): ObservationWindow | null {
  const oldest = acts[0]?.at;
  const from = acts.length >= MAYBE_CUT ? oldest : (createdAt ?? oldest);
  return from === undefined ? null : { key, acts, from, to: Math.min(closedAt ?? at, at) };
}

const isClosed = ({ status }: StatisticSummary) => status === 'won' || status === 'lost';

function sampleOf({ key, midLife, status }: StatisticSummary): Sample[] {
  return midLife ? [{ key, features: midLife, won: status === 'won' }] : [];
}

/** Fits the model, unless it was fitted on the same summaries. */
async function fitted(
  summaries: readonly StatisticSummary[],
  memory: Pick<RollupMemory, 'fitted'>,
  yieldToOthers: YieldToOthers,
): Promise<WinProbability> {
  const on = summaries.filter(isClosed).sort((a, b) => (a.key < b.key ? -1 : 1));
  const last = memory.fitted;
  // A summary that was written is another object.
  if (last?.on.length === on.length && last.on.every((summary, index) => summary === on[index]))
    return last.result;
  const steps = winProbabilitySteps(on.flatMap(sampleOf));
  for (;;) {
    await yieldToOthers();
    const step = steps.next();
    if (!step.done) continue;
    memory.fitted = { on, result: step.value };
    return step.value;
  }
}

export interface Rollup {
  history: OrgHistory;
  attention: Exposure;
  learned: Record<string, Learned>;
  winProbability: WinProbability;
  restable: Restable[];
}

/** A closed deal that was seen open. */
function closedDeal(summary: StatisticSummary): ClosedDeal[] {
  const { key, status, flagged } = summary;
  return flagged && isClosed(summary) ? [{ key, won: status === 'won', flagged }] : [];
}

/**
 * The statistics over all deals that pages need.
 * @param yieldToOthers called between two of them.
 */
export async function rollupOf(
  { summaries, outcomes, shown, workedWith }: RollupRead,
  now: Now,
  yieldToOthers = atOnce,
  memory: Pick<RollupMemory, 'fitted'> = { fitted: null },
): Promise<Rollup> {
  const actions = outcomes.flatMap(({ outcome, signal, refKey, at }): PromptAction[] =>
    outcome === 'answered' || outcome === 'asked' ? [{ signal, key: refKey, at }] : [],
  );
  const owners = new Map(summaries.flatMap(({ key, owner }) => (owner ? [[key, owner]] : [])));
  const observed = summaries.flatMap((summary) => observedPeriod(summary) ?? []);
  await yieldToOthers();
  const history = orgHistory(summaries);
  await yieldToOthers();
  const attention = gatherExposure(outcomes, shown, now, owners);
  await yieldToOthers();
  const learned = learn(actions, observed, now.ms);
  await yieldToOthers();
  const winProbability = await fitted(summaries, memory, yieldToOthers);
  await yieldToOthers();
  const restable = restableOf(summaries.flatMap(closedDeal), workedWith);
  return { history, attention, learned, winProbability, restable };
}
