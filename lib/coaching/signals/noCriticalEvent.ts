import { openElements } from '../checks.ts';
import type { Signal } from '../signal.ts';

/**
 * 30. Fires from 40% of the pipeline on when there is no date that matters to the buyer (SPICED:
 * critical event).
 */
export const noCriticalEvent: Signal = {
  id: 'noCriticalEvent',
  number: 30,
  kind: 'skill',
  skill: 'discovery',
  topic: 'checklist',
  limit: 0.4,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  check: (facts, limit) => openElements(facts, ['criticalEvent', 'timing'], limit, 0.4),
};
