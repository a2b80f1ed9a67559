import { useMemo } from 'react';
import type { RightDeal } from '../../../lib/view/rightDeals.ts';
import { type TodayView, todayOf } from '../../../lib/view/today.ts';
import { useListedDeals } from '../../data/listed.ts';
import { useRightDeals } from '../../data/rightDeals.ts';
import { useTodayRows } from '../../data/today.ts';
import { usePlans } from '../oneOnOne/usePlans.ts';
import type { PageProps } from '../page.ts';

export interface ShownToday {
  view: TodayView;
  /** This week’s conversations; undefined while the deals of this device are being listed. */
  week: readonly RightDeal[] | undefined;
  /** How many open deals this device knows. */
  known: number;
}

/** What the page of a day shows, live. Undefined until loaded. */
export function useToday(
  { who, org, now }: Pick<PageProps, 'who' | 'org' | 'now'>,
  hasTeam: boolean,
): ShownToday | undefined {
  const listed = useListedDeals(org, now);
  const week = useRightDeals(listed, now, hasTeam);
  const planned = usePlans(who, org, now);
  const rows = useTodayRows(who, now);
  return useMemo(() => {
    if (!planned || !rows) return undefined;
    const { deals = [], requests = [] } = listed ?? {};
    const { plans } = planned;
    const shared = { who, rows: org.rows, deals, requests, plans, now };
    const view = todayOf({ ...shared, ...rows, chosen: week ?? [] });
    return { view, week, known: deals.length };
  }, [who, org, now, listed, week, planned, rows]);
}
