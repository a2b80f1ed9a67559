import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useMemo, useState } from 'react';
import { type Coached, type Coaching, coachRecord, type DealFacts, dealFacts, type Now } from '../../lib/coaching/index.ts';
import { blankDeal, type CrmRecord, known, LOCAL_USER, ownerKey, type Part, partOn, type RecordRef, refKey } from '../../lib/model/index.ts';
import { cachedRecord, type RecordRows, recordRows, summariesOf } from '../../lib/store/index.ts';
import { type OrgData, useOrg } from './coaching.ts';
import { useDb, useIdentities, useMe } from './store.ts';
import { parseTypedFact } from './typed.ts';

export interface RecordModel {
  ref: RecordRef;
  key: string;
  record: CrmRecord | null;
  rows: RecordRows;
  part: Part;
  now: Now;
  org: OrgData;
  /** Only for records that have been read, or whose facts somebody typed in. */
  facts: DealFacts | null;
  coaching: Coaching | null;
  plan: Coached['plan'];
}

/** Minutes matter to nobody here, days do: the clock ticks every minute, and at once when the page is looked at again. */
export function useNow(timeZone: string): Now {
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

const fields = <T>(rows: readonly { fields: T }[]) => rows.map((row) => row.fields);

/** Everything that one record's panel shows, read live. Undefined while the database answers for the first time. */
export function useRecord(ref: RecordRef | null, ready: boolean): RecordModel | null | undefined {
  const db = useDb();
  const key = ref === null ? null : refKey(ref);
  const who = useMe();
  const links = useIdentities();
  const org = useOrg();
  const read = useLiveQuery(async () => {
    if (key === null) return null;
    const [record, rows] = await Promise.all([cachedRecord(db, key), recordRows(db, key)]);
    const owner = record ? known(record.fields.owner) : undefined;
    return { key, record, rows, summaries: owner && record ? await summariesOf(db, ownerKey(record.ref, owner.name)) : [] };
  }, [db, key]);
  const record = read?.record ?? null;
  const zone = who?.me?.org.timeZone ?? record?.reading.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const now = useNow(zone);
  return useMemo(() => {
    if (ref === null || key === null) return null;
    // A late answer about the record before is dropped.
    if (!who || !links || !org || !read || read.key !== key) return undefined;
    const { rows } = read;
    const named = rows.facts.filter((row) => row.fields.field === 'member').sort((a, b) => b.fields.at - a.fields.at)[0]?.fields.value ?? null;
    const owner = record ? (known(record.fields.owner) ?? null) : null;
    const part = partOn({ me: who.me, localRole: who.localRole, ref, owner, identities: links, named });
    const parse = parseTypedFact(now);
    const typed = fields(rows.facts);
    const mine = part.rep === who.user || part.rep === LOCAL_USER;
    const coached = coachRecord(
      {
        ref,
        record,
        notes: fields(rows.notes),
        snapshots: fields(rows.snapshots),
        typed,
        commitments: fields(rows.commitments),
        checks: fields(rows.checks),
        moved: fields(rows.moved),
        outcomes: fields(rows.outcomes).filter((outcome) => outcome.author === who.user),
        summaries: read.summaries,
      },
      org.forRep(part.rep, mine),
      now,
      parse,
    );
    // A CRM that Sideline cannot read: the deal is what people typed in, and there is nothing to ask before they do.
    const blank = coached === null && record === null && ready && ref.object === 'deal' ? dealFacts({ record: blankDeal(ref, now.ms), typed }, now, parse) : null;
    const asks = coached !== null && !record?.reading.filling && (record !== null || typed.length > 0);
    return { ref, key, record, rows, part, now, org, facts: coached?.facts ?? blank, coaching: asks ? coached.coaching : null, plan: coached?.plan ?? null };
  }, [ref, key, ready, who, links, org, read, record, now]);
}
