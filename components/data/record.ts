import { useEffect, useMemo, useRef, useState } from 'react';
import { browser } from '#imports';
import { type Now, type Side, storedReader } from '../../lib/coaching/index.ts';
import { type RecordRef, refKey } from '../../lib/model/index.ts';
import { deviceZone } from '../../lib/platform/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';
import { loadFacts, loadSummaries, loadTexts } from '../../lib/view/load.ts';
import { type RecordView, viewOf } from '../../lib/view/record.ts';
import { summaryOwner } from '../../lib/view/sharing.ts';
import { nowFor } from '../../lib/view/viewer.ts';
import { useOrg } from './coaching.ts';
import { firstOf } from './first.ts';
import { useLive } from './live.ts';
import { useDb, useIdentities, useMe } from './store.ts';

export type RecordModel = RecordView;

/** The current time. Updated every minute, and at once when the page becomes visible again. */
export function useNow(): Now {
  const me = useMe()?.me ?? null;
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
  return useMemo(() => nowFor(me, ms, deviceZone()), [me, ms]);
}

/**
 * Everything that one record's panel shows, live. Undefined until loaded.
 * @param chosen the side that a person with both roles chose.
 */
export function useRecord(
  ref: RecordRef | null,
  ready: boolean,
  chosen: Side | null = null,
): RecordModel | null | undefined {
  const db = useDb();
  const viewer = useMe();
  const links = useIdentities();
  const org = useOrg();
  const now = useNow();
  const key = ref === null ? null : refKey(ref);
  // A reading is stored before the tab is ready: what was loaded before that may not have it yet.
  const facts = useLive(
    async () => (key === null ? null : { ...(await loadFacts(db, key)), ready }),
    [db, key, ready],
    firstOf(db, 'facts'),
  );
  const texts = useLive(
    () => (key === null ? null : loadTexts(db, key)),
    [db, key],
    firstOf(db, 'texts'),
  );
  const owner = summaryOwner(facts?.record ?? null);
  const summaries = useLive(() => loadSummaries(db, owner), [db, owner], firstOf(db, 'summaries'));
  const model = useMemo(() => {
    if (ref === null || key === null) return null;
    if (!viewer || !links || !org || !facts || !texts || !summaries) return undefined;
    // A late answer about the previous record is dropped.
    if (facts.key !== key || texts.key !== key || summaries.owner !== owner) return undefined;
    const read = {
      ref,
      record: facts.record,
      visits: facts.visits,
      ownerLink: facts.ownerLink,
      rows: { ...texts.rows, ...facts.rows },
      reader: storedReader([...facts.texts, ...texts.texts]),
      summaries: summaries.list,
      repDay: summaries.repDay,
    };
    const parse = facts.typing?.(browser.i18n.getUILanguage(), now) ?? (() => null);
    return viewOf(read, { viewer, links, org }, now, parse, facts.ready, chosen);
  }, [ref, key, owner, viewer, links, org, facts, texts, summaries, now, chosen]);
  // While a query runs again (for example because the reading has just named the owner), the
  // previous model stays: removing the panel would remove the field that a person is typing in.
  const last = useRef<{ db: SidelineDb; model: RecordModel } | null>(null);
  useEffect(() => {
    if (model) last.current = { db, model };
  }, [db, model]);
  if (model !== undefined || last.current?.db !== db) return model;
  return last.current.model.key === key ? last.current.model : undefined;
}
