import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useMemo, useState } from 'react';
import type { Written } from '../../lib/coaching/index.ts';
import { inBackground } from '../../lib/platform/background.ts';
import type { CoachingRows } from '../../lib/store/index.ts';
import { loadOrg } from '../../lib/view/load.ts';
import { type OrgView, orgView } from '../../lib/view/org.ts';
import { useSetting } from './settings.ts';
import { useDb } from './store.ts';

type Compiler = typeof import('../../lib/coaching/authored/index.ts');
let compiler: Compiler | null = null;

export type OrgData = OrgView;

/** The written prompts, compiled. CEL is fetched only where there are any; undefined until it is there. */
export function useWritten(
  prompts: CoachingRows['prompts'] | undefined,
): readonly Written[] | undefined {
  const [ready, setReady] = useState(compiler);
  const wanted = (prompts?.length ?? 0) > 0;
  useEffect(() => {
    if (!wanted || ready) return;
    let over = false;
    const load = async () => {
      compiler = await import('../../lib/coaching/authored/index.ts');
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

/** What the organisation, and this person, set for coaching; read live. Undefined while the database answers for the first time. */
export function useOrg(): OrgView | undefined {
  const db = useDb();
  const learning = useSetting('learning');
  const read = useLiveQuery(() => loadOrg(db), [db]);
  const written = useWritten(read?.rows.prompts);
  return useMemo(
    () => (read && written ? orgView(read, written, learning !== false) : undefined),
    [read, written, learning],
  );
}
