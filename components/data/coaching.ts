import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useMemo, useState } from 'react';
import type { OrgCoaching, Written } from '../../lib/coaching/index.ts';
import { latestOf, type Outlook } from '../../lib/model/index.ts';
import { inBackground } from '../../lib/platform/background.ts';
import { type CoachingRows, coachingRows, getMeta } from '../../lib/store/index.ts';
import { useSetting } from './settings.ts';
import { useDb } from './store.ts';

type Compiler = typeof import('../../lib/coaching/written/index.ts');
let compiler: Compiler | null = null;

/** The written prompts, compiled. CEL is fetched only where there are any; undefined until it is there. */
export function useWritten(prompts: CoachingRows['prompts'] | undefined): readonly Written[] | undefined {
  const [ready, setReady] = useState(compiler);
  const wanted = (prompts?.length ?? 0) > 0;
  useEffect(() => {
    if (!wanted || ready) return;
    let over = false;
    const load = async () => {
      compiler = await import('../../lib/coaching/written/index.ts');
      if (!over) setReady(compiler);
    };
    inBackground('written questions', load());
    return () => {
      over = true;
    };
  }, [wanted, ready]);
  return useMemo(() => {
    if (!prompts) return undefined;
    if (prompts.length === 0) return [];
    return ready?.compileAll(prompts);
  }, [prompts, ready]);
}

export interface OrgData {
  rows: CoachingRows;
  outlook: Outlook | null;
  written: readonly Written[];
  /** What counts for a rep's deals. @param mine true when the person in front of the screen is that rep. */
  forRep(rep: string | null, mine: boolean): OrgCoaching;
}

/** What the organisation, and this person, set for coaching; read live. Undefined while the database answers for the first time. */
export function useOrg(): OrgData | undefined {
  const db = useDb();
  const learning = useSetting('learning');
  const read = useLiveQuery(async () => {
    const [rows, history, attention, learned, outlook] = await Promise.all([
      coachingRows(db),
      getMeta(db, 'history'),
      getMeta(db, 'attention'),
      getMeta(db, 'learned'),
      getMeta(db, 'outlook'),
    ]);
    return { rows, history, attention, learned, outlook };
  }, [db]);
  const written = useWritten(read?.rows.prompts);
  return useMemo(() => {
    if (!read || !written) return undefined;
    const { rows, history, attention, learned, outlook } = read;
    return {
      rows,
      outlook: outlook ?? null,
      written,
      forRep: (rep, mine) => ({
        versions: rows.versions.map((row) => row.fields),
        // The organisation's own maps go before those that somebody made while signed out.
        maps: (rows.maps.some((row) => row.scope.startsWith('o:')) ? rows.maps.filter((row) => row.scope.startsWith('o:')) : rows.maps).map((row) => row.fields),
        settings: latestOf(rows.settings),
        written,
        history: history ?? null,
        profile: latestOf(rows.profiles.filter((row) => row.fields.member === rep)),
        self: mine ? latestOf(rows.self) : null,
        attention: attention ?? null,
        learned: learning === false ? {} : (learned ?? {}),
      }),
    };
  }, [read, written, learning]);
}
