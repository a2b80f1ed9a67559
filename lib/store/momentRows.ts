import type { SidelineDb } from './db.ts';
import { rowsOn } from './items.ts';

/** How many rows of each collection the cards of a deal's moments read. */
export const MOMENT_SHARES = { moment: 400, planStep: 150, forecastCall: 20, dealLook: 5 } as const;

/** What people wrote at the moments of a deal, its plan, the own calls and the last look. */
export async function momentRows(db: SidelineDb, refKey: string) {
  const most = MOMENT_SHARES;
  const [moments, steps, calls, looks] = await Promise.all([
    rowsOn(db, 'moment', refKey, most.moment),
    rowsOn(db, 'planStep', refKey, most.planStep),
    rowsOn(db, 'forecastCall', refKey, most.forecastCall),
    rowsOn(db, 'dealLook', refKey, most.dealLook),
  ]);
  return { moments, steps, calls, looks };
}
export type MomentRows = Awaited<ReturnType<typeof momentRows>>;
