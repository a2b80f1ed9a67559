import { DealSummary } from '../model/index.ts';
import type { SidelineDb, YieldToOthers } from './db.ts';
import { LIMIT } from './items.ts';
import { type Since, watchWrites } from './writes.ts';

/** What statistics over all deals need of a summary: the rest is the largest part. */
export type StatisticSummary = Omit<
  DealSummary,
  'name' | 'ownerName' | 'stage' | 'stages' | 'weeks' | 'triggered' | 'warnings' | 'health'
>;

/** Summaries that are read and parsed between two pauses: they are large. */
const PART = 50;

function needed(stored: unknown): StatisticSummary | null {
  const parsed = DealSummary.safeParse(stored);
  if (!parsed.success) return null;
  const { name, ownerName, stage, stages, weeks, triggered, warnings, health, ...rest } =
    parsed.data;
  return rest;
}

/**
 * The latest summaries and those of all closed deals, for statistics: for the background only,
 * since there may be many. Each is read once, and again after it was written.
 */
export class StatisticSummaries {
  readonly #db: SidelineDb;
  readonly #since: Since;
  readonly #known = new Map<string, StatisticSummary | null>();

  constructor(db: SidelineDb) {
    this.#db = db;
    this.#since = watchWrites(db, 'summaries');
  }

  /** @param yieldToOthers called between parts of them. */
  async values(yieldToOthers: YieldToOthers): Promise<StatisticSummary[]> {
    const written = this.#since();
    if (written === null) this.#known.clear();
    else for (const key of written) this.#known.delete(key);
    const { summaries } = this.#db;
    const keys = new Set([
      ...(await summaries.orderBy('at').reverse().limit(LIMIT).primaryKeys()),
      ...(await summaries.where('status').anyOf('won', 'lost').primaryKeys()),
    ]);
    for (const key of this.#known.keys()) if (!keys.has(key)) this.#known.delete(key);
    const missing = [...keys].filter((key) => !this.#known.has(key));
    for (let from = 0; from < missing.length; from += PART) {
      await yieldToOthers();
      const part = missing.slice(from, from + PART);
      const stored = await summaries.bulkGet(part);
      for (const [index, key] of part.entries()) this.#known.set(key, needed(stored[index]));
    }
    return [...keys].flatMap((key) => this.#known.get(key) ?? []);
  }
}
