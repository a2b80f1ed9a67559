import { type CalledDeal, finishedCalls } from '../coaching/calibration.ts';
import type { Now } from '../coaching/index.ts';
import { DealSummary, type ForecastCall, MAX_INSTANT, MIN_INSTANT } from '../model/index.ts';
import { items, type SidelineDb } from '../store/index.ts';

/** The newest own calls that are read, and the summaries of as many deals. */
const MOST_CALLS = 450;

/** A person's own calls, and what this device knows of their deals. */
export interface OwnCalls {
  made: ForecastCall[];
  deals: Map<string, CalledDeal>;
}

/** The calls are in the private scope of the person: nobody else's are on the device. */
export async function loadOwnCalls(db: SidelineDb): Promise<OwnCalls> {
  const rows = await db.rows
    .where('[collection+fields.at]')
    .between(['forecastCall', MIN_INSTANT], ['forecastCall', MAX_INSTANT], true, true)
    .reverse()
    .limit(MOST_CALLS)
    .toArray();
  const made = items('forecastCall', rows)
    .filter(({ deleted }) => !deleted)
    .map(({ fields }) => fields);
  const keys = [...new Set(made.map(({ refKey }) => refKey))];
  const stored = await db.summaries.bulkGet(keys);
  const deals = stored.flatMap((summary) => {
    const parsed = DealSummary.safeParse(summary);
    return parsed.success ? [[parsed.data.key, parsed.data] as const] : [];
  });
  return { made, deals: new Map(deals) };
}

/** The finished ones of a person's calls. */
export function finishedOf({ made, deals }: OwnCalls, user: string, now: Now) {
  return finishedCalls(
    made.filter(({ author }) => author === user),
    (key) => deals.get(key),
    now,
  );
}
