import { type Course, gatherAttention, learn, orgHistory, outlookOf, summarise, type Worked } from '../../lib/coaching/index.ts';
import { type DealSnapshot, type DealSummary, PromptOutcome, parseRefKey } from '../../lib/model/index.ts';
import { closedSummaries, LIMIT, summariesOf } from '../../lib/store/index.ts';
import { keepSummary, putChanged } from '../../lib/store/write.ts';
import { type Account, account } from './account.ts';
import { coachedOf, orgOf, zoneOf } from './gather.ts';

/** Changes come in bursts: a pull, a reading, an answer. One look at all deals follows each burst. */
const AFTER_MS = 400;

let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> = Promise.resolve();

/** Works out anew what pages need of all deals, shortly and once. */
export function rollUpSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    running = running.then(rollUp).catch((error) => console.error('roll-up', error));
  }, AFTER_MS);
}

/** Keeps the summary of one deal. */
export async function summariseDeal(key: string, org?: Awaited<ReturnType<typeof orgOf>>): Promise<void> {
  const who = await account();
  const ref = parseRefKey(key);
  if (ref?.object !== 'deal') return;
  const { coached } = await coachedOf(who, ref, org);
  if (!coached) return;
  const raised = coached.coaching.raised.filter((item) => item.kind !== 'praise').map((item) => item.signal);
  await keepSummary(who.db, summarise(key, coached.facts, raised, coached.coaching.health?.label ?? null));
}

/** Deals whose visits came in from others, and which this device has not summed up since. */
async function missing({ db }: Account): Promise<string[]> {
  const latest = new Map<string, number>();
  for (const row of await db.rows
    .where('collection')
    .equals('dealSnapshot')
    .reverse()
    .limit(LIMIT * 10)
    .toArray()) {
    const { refKey, at } = row.fields as DealSnapshot;
    if (!row.deleted) latest.set(refKey, Math.max(latest.get(refKey) ?? 0, at));
  }
  const known = new Map((await db.summaries.bulkGet([...latest.keys()])).flatMap((summary) => (summary ? [[summary.key, summary.at] as const] : [])));
  return [...latest].filter(([key, at]) => (known.get(key) ?? 0) < at).map(([key]) => key);
}

/** A CRM hands over so many activities of a deal; with as many acts, older ones may be missing. */
const MAYBE_CUT = 40;

/** From when to when the deal was watched: weeks that nobody looked at say nothing about the buyer. */
function courseOf({ key, acts, createdAt, closedAt, at }: DealSummary): Course | null {
  const oldest = acts[0]?.at;
  const from = acts.length >= MAYBE_CUT ? oldest : (createdAt ?? oldest);
  return from === undefined ? null : { key, acts, from, to: Math.min(closedAt ?? at, at) };
}

async function rollUp(): Promise<void> {
  const who = await account();
  const { db, user } = who;
  const now = Date.now();
  const stale = await missing(who);
  if (stale.length > 0) {
    const org = await orgOf(who);
    for (const key of stale.slice(0, LIMIT)) await summariseDeal(key, org);
  }
  // Closed deals are what history and outlook rest on; many open ones must not crowd them out.
  const summaries = [...new Map([...(await summariesOf(db, null)), ...(await closedSummaries(db))].map((summary) => [summary.key, summary])).values()];
  const outcomes = (
    await db.rows
      .where('collection')
      .equals('promptOutcome')
      .reverse()
      .limit(LIMIT * 10)
      .toArray()
  ).flatMap((row) => {
    const parsed = PromptOutcome.safeParse(row.fields);
    return parsed.success && !row.deleted && parsed.data.author === user ? [parsed.data] : [];
  });
  const attention = gatherAttention(outcomes, { ms: now, timeZone: zoneOf(who, null) });
  const worked = outcomes.flatMap((outcome): Worked[] =>
    outcome.outcome === 'answered' || outcome.outcome === 'asked' ? [{ signal: outcome.signal, key: outcome.refKey, at: outcome.at }] : [],
  );
  const courses = summaries.flatMap((summary) => courseOf(summary) ?? []);
  const samples = summaries.flatMap((summary) =>
    summary.half && (summary.status === 'won' || summary.status === 'lost') ? [{ key: summary.key, features: summary.half, won: summary.status === 'won' }] : [],
  );
  // Pages follow these live: what has not changed is not written again.
  await putChanged(db, { history: orgHistory(summaries), attention, learned: learn(worked, courses, now), outlook: outlookOf(samples) });
  if (stale.length > LIMIT) rollUpSoon();
}
