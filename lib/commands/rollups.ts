import { parseRefKey, type RecordRef } from '../model/index.ts';
import { getMeta, LIMIT, type SidelineDb, seenVisits, type YieldToOthers } from '../store/index.ts';
import {
  askAgain,
  invalidationsOf,
  keepRepDay,
  keepSummary,
  putChanged,
  storeDerived,
} from '../store/write.ts';
import { answersOf } from '../view/org.ts';
import type { RecordView, SharedData } from '../view/record.ts';
import { RollupMemory } from '../view/rollupMemory.ts';
import { answeredSince, loadRollup, loadVisits, rollupOf, staleDeals } from '../view/rollups.ts';
import { summaryOf } from '../view/summary.ts';
import { nowFor } from '../view/viewer.ts';
import { inTurn } from './inTurn.ts';

export interface RollupDeps {
  /** The viewer and everything that all records share. */
  shared(db: SidelineDb): Promise<SharedData>;
  /** The view of one record, as its panel shows it. */
  recordView(db: SidelineDb, ref: RecordRef, shared?: SharedData): Promise<RecordView>;
  now(): number;
  deviceZone(): string;
  /** Lets the background react between two parts of the work. */
  yieldToOthers?: YieldToOthers;
}

/**
 * Computes what is stored about deals: the summary of each, and statistics over all. A summary that
 * was computed from older rows never replaces a newer one.
 */
export function createRollups({
  shared: loadShared,
  recordView,
  now,
  deviceZone,
  yieldToOthers = async () => {},
}: RollupDeps) {
  const turns = inTurn();
  const memories = new WeakMap<SidelineDb, RollupMemory>();

  /** What roll-ups of a database remember: its rows are those of one person. */
  function memoryOf(db: SidelineDb, user: string): RollupMemory {
    const known = memories.get(db);
    if (known?.user === user) return known;
    const memory = new RollupMemory(db, user);
    memories.set(db, memory);
    return memory;
  }

  async function summariseIn(db: SidelineDb, key: string, shared?: SharedData): Promise<void> {
    const ref = parseRefKey(key);
    if (ref?.object !== 'deal') return;
    const invalidations = await invalidationsOf(db);
    // Read before the summary: a visit that arrives in between makes it stale.
    const { version } = await seenVisits(db, key);
    const view = await recordView(db, ref, shared);
    const summary = summaryOf(view);
    if (!summary) return;
    const isStored = await storeDerived(db, invalidations, async () => {
      const today = view.facts?.rep?.today;
      // As pages see it before this summary changes: the day's questions stay where they are.
      if (summary.owner !== null && today) await keepRepDay(db, summary.owner, today);
      await keepSummary(db, summary, version);
    });
    // The rows that changed may be another deal’s: nothing else says that this summary is old.
    if (!isStored) await askAgain(db, key);
  }

  /** Computes and stores the summary of one deal. */
  const summarise = (db: SidelineDb, key: string, shared?: SharedData): Promise<void> =>
    turns(key, () => summariseIn(db, key, shared));

  async function rollUpIn(db: SidelineDb): Promise<void> {
    const rules = (await getMeta(db, 'rules')) ?? 0;
    const shared = await loadShared(db);
    const { me, user } = shared.viewer;
    const memory = memoryOf(db, user);
    const summaries = await memory.summaries.values(yieldToOthers);
    const answered = answeredSince(summaries, answersOf(shared.org.rows));
    await yieldToOthers();
    const visits = await loadVisits(db, yieldToOthers, memory);
    const isAll = rules !== ((await getMeta(db, 'rolledUp')) ?? 0);
    const others = isAll ? visits.summarised.keys() : answered;
    const stale = [...new Set([...staleDeals(visits), ...others])];
    for (let from = 0; from === 0 || from < stale.length; from += LIMIT) {
      for (const key of stale.slice(from, from + LIMIT)) {
        await yieldToOthers();
        await summarise(db, key, shared);
      }
      const invalidations = await invalidationsOf(db);
      const read = await loadRollup(db, user, yieldToOthers, memory);
      const rollup = await rollupOf(read, nowFor(me, now(), deviceZone()), yieldToOthers, memory);
      // Pages read these live, so only changed values are written.
      await storeDerived(db, invalidations, () => putChanged(db, { ...rollup }));
    }
    // A worker that ends before this starts again.
    if (isAll) await putChanged(db, { rolledUp: rules });
  }

  /** Rolls up all deals, in batches, so that pages do not wait for the last one. */
  const rollUp = (db: SidelineDb): Promise<void> => turns(db.name, () => rollUpIn(db));

  return { summarise, rollUp };
}
