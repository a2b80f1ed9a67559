import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useMemo, useState } from 'react';
import { type Coaching, coach, type DealFacts, dealFacts, type Now } from '../../lib/coaching/index.ts';
import { blankDeal, type CrmRecord, known, type Part, partOn, type RecordRef, refKey } from '../../lib/model/index.ts';
import { cachedRecord, type RecordRows, recordRows } from '../../lib/store/index.ts';
import { useDb, useIdentities, useMe } from './store.ts';
import { parseTypedFact } from './typed.ts';

export interface RecordModel {
  ref: RecordRef;
  key: string;
  record: CrmRecord | null;
  rows: RecordRows;
  part: Part;
  now: Now;
  /** Only for deals that have been read, or whose facts somebody typed in. */
  facts: DealFacts | null;
  coaching: Coaching | null;
}

/** Minutes matter to nobody here, days do: the clock ticks every minute, and at once when the page is looked at again. */
function useNow(timeZone: string): Now {
  const [ms, setMs] = useState(() => Date.now());
  useEffect(() => {
    const tick = () => !document.hidden && setMs(Date.now());
    const timer = setInterval(tick, 60_000);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, []);
  return useMemo(() => ({ ms, timeZone }), [ms, timeZone]);
}

/** Everything that one record's panel shows, read live. Undefined while the database answers for the first time. */
export function useRecord(ref: RecordRef | null, ready: boolean): RecordModel | null | undefined {
  const db = useDb();
  const key = ref === null ? null : refKey(ref);
  const who = useMe();
  const links = useIdentities();
  const read = useLiveQuery(async () => (key === null ? null : { key, record: await cachedRecord(db, key), rows: await recordRows(db, key) }), [db, key]);
  const record = read?.record ?? null;
  const zone = who?.me?.org.timeZone ?? record?.reading.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const now = useNow(zone);
  return useMemo(() => {
    if (ref === null || key === null) return null;
    // A late answer about the record before is dropped.
    if (!who || !links || !read || read.key !== key) return undefined;
    const named = read.rows.facts.filter((row) => row.fields.field === 'member').sort((a, b) => b.fields.at - a.fields.at)[0]?.fields.value ?? null;
    const owner = record?.kind === 'deal' || record?.kind === 'contact' ? (known(record.fields.owner) ?? null) : null;
    const part = partOn({ me: who.me, localRole: who.localRole, ref, owner, identities: links, named });
    const outcomes = read.rows.outcomes.filter((row) => row.fields.author === who.user).map((row) => row.fields);
    // A CRM that Sideline cannot read: the deal is what people typed in.
    const deal = record?.kind === 'deal' ? record : record === null && ready && ref.object === 'deal' ? blankDeal(ref, now.ms) : null;
    const typed = read.rows.facts.map((row) => row.fields);
    const snapshots = read.rows.snapshots.map((row) => row.fields);
    const facts = deal ? dealFacts(deal, snapshots, typed, now, parseTypedFact(now)) : null;
    const coaching = facts && !deal?.reading.filling && (record || typed.length > 0) ? coach(facts, outcomes) : null;
    return { ref, key, record, rows: read.rows, part, now, facts, coaching };
  }, [ref, key, ready, who, links, read, record, now]);
}
