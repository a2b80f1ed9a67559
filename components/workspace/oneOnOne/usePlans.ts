import { useMemo } from 'react';
import type { PairRows } from '../../../lib/store/index.ts';
import { inDateOrder, type Plan, pairsOf, planOf } from '../../../lib/view/oneOnOne.ts';
import { usePairRows } from '../../data/oneOnOne.ts';
import { language } from '../../ui/i18n.ts';
import type { PageProps } from '../page.ts';
import { fullNameOf } from './context.ts';

/** The plans of all pairs of this person, the soonest first, live. Undefined until loaded. */
export function usePlans(
  who: PageProps['who'],
  org: PageProps['org'],
  now: PageProps['now'],
): { rows: PairRows; plans: readonly Plan[] } | undefined {
  const rows = usePairRows(now);
  return useMemo(() => {
    if (!rows) return undefined;
    const { compare } = new Intl.Collator(language());
    const found = pairsOf(who, rows).map((pair) =>
      planOf(pair, { rows, who, calendars: org.rows, now }),
    );
    const plans = inDateOrder(
      found,
      // The own manager before the reports.
      (a, b) =>
        Number(a.isManager) - Number(b.isManager) ||
        compare(fullNameOf(who, a.other), fullNameOf(who, b.other)),
    );
    return { rows, plans };
  }, [rows, who, org, now]);
}
