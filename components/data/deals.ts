import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { browser } from '#imports';
import { type Now, storedReader } from '../../lib/coaching/index.ts';
import { dealsOf, type KnownDeal } from '../../lib/view/deals.ts';
import { loadDealRows, loadDealVisits, loadReadings } from '../../lib/view/load.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { type Request, requestsOf } from '../../lib/view/rightDeals.ts';
import { typedParser } from '../../lib/view/typed.ts';
import { useDb, useIdentities, useMe } from './store.ts';

export type { KnownDeal } from '../../lib/view/deals.ts';

/** Open requests of others on all deals. Undefined until loaded. */
export function useRequests(user: string | undefined): Request[] | undefined {
  const db = useDb();
  const rows = useLiveQuery(() => loadDealRows(db), [db]);
  return useMemo(
    () => (rows && user ? requestsOf(rows.rows.notes, rows.rows.replies, user) : undefined),
    [rows, user],
  );
}

/** The open deals stored on this device, with their facts. Undefined until loaded. */
export function useDeals(org: OrgView, now: Now): KnownDeal[] | undefined {
  const db = useDb();
  const records = useLiveQuery(() => loadReadings(db), [db]);
  const visits = useLiveQuery(() => loadDealVisits(db), [db]);
  const rows = useLiveQuery(() => loadDealRows(db), [db]);
  const viewer = useMe();
  const links = useIdentities();
  return useMemo(() => {
    if (!records || !visits || !rows || !viewer || !links) return undefined;
    return dealsOf(
      {
        records: records.records,
        visits: visits.visits,
        rows: rows.rows,
        reader: storedReader([...records.texts, ...visits.texts, ...rows.texts]),
      },
      { viewer, links, org },
      now,
      typedParser(browser.i18n.getUILanguage(), now),
    );
  }, [records, visits, rows, viewer, links, org, now]);
}
