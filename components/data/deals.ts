import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useMemo, useState } from 'react';
import { browser } from '#imports';
import { type Now, storedReader } from '../../lib/coaching/index.ts';
import { inSlices, pause } from '../../lib/platform/slices.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { dealSteps, type KnownDeal } from '../../lib/view/deals.ts';
import { loadDealRows, loadDealVisits, loadReadings } from '../../lib/view/load.ts';
import type { OrgView } from '../../lib/view/org.ts';
import { typedParser } from '../../lib/view/typed.ts';
import { useDb, useIdentities, useMe } from './store.ts';

export type { KnownDeal } from '../../lib/view/deals.ts';

/**
 * The steps of a computation, in slices. The list of the last run stays until a new one is whole.
 * @param start undefined while its input is loading.
 */
export function useSliced<T>(
  start: (() => Iterable<T | null>) | undefined,
  db: object,
): T[] | undefined {
  const [found, setFound] = useState<{ db: object; list: T[] }>();
  useEffect(() => {
    if (start === undefined) return;
    let cancelled = false;
    const run = async () => {
      const list: T[] = [];
      const rest = inSlices();
      for (const step of start()) {
        if (step !== null) list.push(step);
        await rest();
        if (cancelled) return;
      }
      setFound({ db, list });
    };
    unawaited('a list in slices', run());
    return () => {
      cancelled = true;
    };
  }, [start, db]);
  // What another account’s database gave is not shown.
  return found?.db === db ? found.list : undefined;
}

/** The open deals stored on this device, with their facts. Undefined until loaded. */
export function useDeals(org: OrgView, now: Now): KnownDeal[] | undefined {
  const db = useDb();
  const records = useLiveQuery(() => loadReadings(db, pause), [db]);
  const visits = useLiveQuery(() => loadDealVisits(db), [db]);
  const rows = useLiveQuery(() => loadDealRows(db), [db]);
  const viewer = useMe();
  const links = useIdentities();
  const start = useMemo(() => {
    if (!records || !visits || !rows || !viewer || !links) return undefined;
    const read = {
      records: records.records,
      visits: visits.visits,
      rows: rows.rows,
      reader: storedReader([...records.texts, ...visits.texts, ...rows.texts]),
    };
    const parse = typedParser(browser.i18n.getUILanguage(), now);
    return () => dealSteps(read, { viewer, links, org }, now, parse);
  }, [records, visits, rows, viewer, links, org, now]);
  return useSliced(start, db);
}
