import { useEffect, useMemo, useState } from 'react';
import type { Now } from '../../lib/coaching/index.ts';
import { unawaited } from '../../lib/platform/unawaited.ts';
import {
  type Choice,
  choiceOf,
  loadChoice,
  type RightDeal,
  rightDeals,
} from '../../lib/view/rightDeals.ts';
import type { ListedWithRequests } from './listed.ts';
import { useDb, useSend } from './store.ts';

/**
 * This week’s conversations, from the choice of the last visit and what happened since. Undefined
 * until both are loaded.
 */
export function useRightDeals(
  listed: ListedWithRequests | undefined,
  now: Now,
  hasTeam: boolean,
): readonly RightDeal[] | undefined {
  const db = useDb();
  const send = useSend();
  const [previous, setPrevious] = useState<Choice | null | undefined>(undefined);
  useEffect(() => {
    let cancelled = false;
    loadChoice(db).then(
      (choice) => !cancelled && setPrevious(choice),
      () => !cancelled && setPrevious(null),
    );
    return () => {
      cancelled = true;
    };
  }, [db]);
  const chosen = useMemo(() => {
    if (listed === undefined || previous === undefined) return undefined;
    const { deals, requests } = listed;
    return rightDeals({ deals, requests, previous, now, onePerRep: hasTeam });
  }, [listed, previous, now, hasTeam]);
  const isWhole = listed?.isWhole ?? false;
  useEffect(() => {
    // What is computed again may be another choice.
    if (!isWhole || !chosen || chosen.length === 0) return;
    const next = choiceOf(chosen, previous ?? null, now);
    if (next) unawaited('this week’s conversations', send('deals.chosen', next));
  }, [chosen, isWhole, previous, now, send]);
  return chosen;
}
