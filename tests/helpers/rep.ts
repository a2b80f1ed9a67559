import type { RepFacts } from '../../lib/coaching/rep.ts';
import { type Pattern, refKey } from '../../lib/model/index.ts';
import { day, deal } from './deals.ts';

/**
 * The rep of the helper’s deal, who is asked about on that deal today.
 * @param change `open` and `deal` are of the day, the rest of the rep.
 */
export function repWith(
  patterns: readonly Pattern[],
  change: Partial<RepFacts> & { open?: number; deal?: string | null } = {},
): RepFacts {
  const { open = 10, deal: key = refKey(deal().ref), ...more } = change;
  return {
    today: { day: day(0), open, deal: key, patterns: [...patterns] },
    patterns,
    weeks: [],
    losses: [],
    ...more,
  };
}
