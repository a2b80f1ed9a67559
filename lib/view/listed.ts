import { type Now, storedReader, type TypedParser } from '../coaching/index.ts';
import { type DealExcerpt, keysOf, parseRefKey, type StoredExcerpt } from '../model/index.ts';
import {
  cachedReadings,
  dealRowsIn,
  invalidationsOf,
  items,
  type Row,
  type SidelineDb,
  storedExcerpts,
  type YieldToOthers,
} from '../store/index.ts';
import { dealSteps } from './deals.ts';
import { type ExcerptContext, excerptBases, excerptOf, isFresh, knownKeys } from './excerpts.ts';
import type { SharedData } from './record.ts';
import { allRead, textsOfReading, textsOfRows } from './says.ts';

/** Records that are read together. */
const PART = 20;

/** What the list of all deals is made of. */
export interface ListInput {
  /** The results of `readingTimes`, `loadVisitRows` and `loadOtherRows`. */
  readAt: ReadonlyMap<string, number>;
  visits: { invalidations: number; rows: readonly Row[] };
  others: { invalidations: number; rows: readonly Row[] };
  shared: SharedData;
  context: ExcerptContext;
  now: Now;
  parse: TypedParser;
}

/** The open deals that a device knows. */
export interface ListedDeals {
  deals: readonly DealExcerpt[];
  /** False while some are computed again: they are here as they were before, or not yet. */
  isWhole: boolean;
}

/** Excerpts to store: see `keepExcerpts`. */
export interface NewExcerpts {
  invalidations: number;
  excerpts: readonly StoredExcerpt[];
}

/** The keys of all known deals, without the former key of another one. */
function dealKeys({ readAt, visits }: ListInput): string[] {
  const keys = knownKeys(readAt, visits.rows);
  const former = new Set([...keys].flatMap((key) => keysOf(key).slice(1)));
  return [...keys].filter((key) => !former.has(key) && parseRefKey(key)?.object === 'deal');
}

/** The excerpts of some deals, from their readings and rows. */
async function computed(
  db: SidelineDb,
  keys: readonly string[],
  rows: { visits: ReadonlyMap<string, Row[]>; others: ReadonlyMap<string, Row[]> },
  { shared, now, parse }: ListInput,
  yieldToOthers: YieldToOthers,
): Promise<Map<string, DealExcerpt>> {
  const own = keys.flatMap(keysOf);
  const records = await cachedReadings(db, keys, yieldToOthers);
  const visits = items(
    'dealSnapshot',
    own.flatMap((key) => rows.visits.get(key) ?? []),
  );
  const others = dealRowsIn(own.flatMap((key) => rows.others.get(key) ?? []));
  const texts = await allRead([
    ...[...records.values()].flatMap(({ record, says }) => textsOfReading(record, says ?? null)),
    ...textsOfRows('dealSnapshot', visits),
    ...textsOfRows('note', others.notes),
    ...textsOfRows('typedFact', others.typed),
  ]);
  const read = { records, visits, rows: others, reader: storedReader(texts) };
  const found = new Map<string, DealExcerpt>();
  await yieldToOthers();
  for (const deal of dealSteps(read, shared, now, parse)) {
    if (deal) found.set(deal.key, excerptOf(deal));
    await yieldToOthers();
  }
  return found;
}

/**
 * Lists the open deals: from stored excerpts as far as they count, and the others computed again.
 * @param yieldToOthers called between two parts, so that a page can react; it may throw to end the
 * work.
 * @param show receives the list: at once with what is stored of today, then whole.
 * @returns what to store; null where nothing is new.
 */
export async function listDeals(
  db: SidelineDb,
  input: ListInput,
  yieldToOthers: YieldToOthers,
  show: (listed: ListedDeals) => void,
): Promise<NewExcerpts | null> {
  const { readAt, visits, others, context, now } = input;
  const invalidations = await invalidationsOf(db);
  const stored = await storedExcerpts(db, yieldToOthers);
  const basisOf = excerptBases(readAt, { visits: visits.rows, others: others.rows }, context);
  const keys = dealKeys(input);
  const bases = new Map<string, string>();
  const excerpts = new Map<string, DealExcerpt | null>();
  const missing: string[] = [];
  for (const [index, key] of keys.entries()) {
    if (index % PART === 0) await yieldToOthers();
    const basis = basisOf(key);
    const item = stored.get(key);
    bases.set(key, basis);
    if (item?.day === context.day) excerpts.set(key, item.deal);
    if (!isFresh(item, basis, now)) missing.push(key);
  }
  const listed = () => keys.flatMap((key) => excerpts.get(key) ?? []);
  if (missing.length === 0 || excerpts.size > 0)
    show({ deals: listed(), isWhole: missing.length === 0 });
  if (missing.length === 0) return null;
  const rows = {
    visits: Map.groupBy(visits.rows, ({ refKey }) => refKey),
    others: Map.groupBy(others.rows, ({ refKey }) => refKey),
  };
  const fresh: StoredExcerpt[] = [];
  for (let from = 0; from < missing.length; from += PART) {
    await yieldToOthers();
    const part = missing.slice(from, from + PART);
    const found = await computed(db, part, rows, input, yieldToOthers);
    for (const key of part) {
      const deal = found.get(key) ?? null;
      excerpts.set(key, deal);
      fresh.push({ key, basis: bases.get(key) ?? '', day: context.day, at: now.ms, deal });
    }
  }
  show({ deals: listed(), isWhole: true });
  const isOfOneTime =
    invalidations === visits.invalidations && invalidations === others.invalidations;
  return isOfOneTime ? { invalidations, excerpts: fresh } : null;
}
