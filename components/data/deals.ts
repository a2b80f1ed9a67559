import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { type Coached, coachRecord, type Now } from '../../lib/coaching/index.ts';
import { known, type RecordRef } from '../../lib/model/index.ts';
import { knownDeals } from '../../lib/store/index.ts';
import type { OrgData } from './coaching.ts';
import { useDb } from './store.ts';
import { parseTypedFact } from './typed.ts';

export interface KnownDeal extends Coached {
  key: string;
  ref: RecordRef;
  name: string;
  owner: string;
}

/** The open deals that this device knows, with their facts: for “which deals would show this now”. Undefined until they are read. */
export function useDeals(org: OrgData | undefined, now: Now): KnownDeal[] | undefined {
  const db = useDb();
  const deals = useLiveQuery(() => knownDeals(db), [db]);
  return useMemo(() => {
    if (!deals || !org) return undefined;
    const rules = org.forRep(null, false);
    return deals.flatMap((deal): KnownDeal[] => {
      const coached = coachRecord({ ...deal, outcomes: [], summaries: [] }, { ...rules, written: [] }, now, parseTypedFact(now));
      if (!coached || coached.coaching.health === null) return [];
      const { fields } = coached.facts;
      return [{ ...coached, key: deal.key, ref: deal.ref, name: known(fields.name) ?? deal.ref.id, owner: known(fields.owner)?.name ?? '' }];
    });
  }, [deals, org, now]);
}
