import { useEffect, useMemo, useState } from 'react';
import type { CompiledPrompt } from '../../lib/coaching/index.ts';
import type { Restable } from '../../lib/model/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import { type CoachingRows, getMeta } from '../../lib/store/index.ts';
import { loadOrg } from '../../lib/view/load.ts';
import { type OrgView, orgView } from '../../lib/view/org.ts';
import { compiler, loadCompiler } from './compiler.ts';
import { firstOf } from './first.ts';
import { useLive } from './live.ts';
import { useSetting } from './settings.ts';
import { useDb } from './store.ts';

/**
 * The compiled authored questions. CEL is loaded only if there are any; undefined while the rows or
 * the compiler load.
 */
export function useAuthored(
  prompts: CoachingRows['prompts'] | undefined,
): readonly CompiledPrompt[] | undefined {
  const [loaded, setLoaded] = useState(compiler());
  const isNeeded = (prompts?.length ?? 0) > 0;
  useEffect(() => {
    if (!isNeeded || loaded) return;
    let cancelled = false;
    const load = async () => {
      const ready = await loadCompiler();
      if (!cancelled) setLoaded(ready);
    };
    unawaited('authored questions', load());
    return () => {
      cancelled = true;
    };
  }, [isNeeded, loaded]);
  return useMemo(() => {
    if (!prompts) return undefined;
    if (prompts.length === 0) return [];
    return loaded?.compileAll(prompts);
  }, [prompts, loaded]);
}

/** The questions that a manager may let rest, live; undefined until loaded. */
export function useRestable(): readonly Restable[] | undefined {
  const db = useDb();
  return useLive(() => getMeta(db, 'restable'), [db]);
}

/** The coaching settings of the organisation and of this person, live. Undefined until loaded. */
export function useOrg(): OrgView | undefined {
  const db = useDb();
  const learning = useSetting('learning');
  const data = useLive(() => loadOrg(db), [db], firstOf(db, 'org'));
  const authored = useAuthored(data?.rows.prompts);
  return useMemo(
    () => (data && authored ? orgView(data, authored, learning !== false) : undefined),
    [data, authored, learning],
  );
}
