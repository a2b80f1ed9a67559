import { openElements } from '../checks.ts';
import type { Signal } from '../signal.ts';

/**
 * 24. Fires when the first stages are over and nothing shows budget, authority, need or timing
 * (BANT).
 */
export const bantGap: Signal = {
  id: 'bantGap',
  number: 24,
  kind: 'skill',
  skill: 'qualification',
  topic: 'checklist',
  about: 'deal',
  side: 'both',
  limit: 0.3,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  check: (facts, limit) =>
    openElements(facts, ['budget', 'authority', 'need', 'timing'], limit, 0.4),
};
