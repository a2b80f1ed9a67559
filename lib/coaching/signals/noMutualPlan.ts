import { openElements } from '../checks.ts';
import type { Signal } from '../signal.ts';

/** 41. Fires from Proposal on when there is no plan that both sides wrote. */
export const noMutualPlan: Signal = {
  id: 'noMutualPlan',
  number: 41,
  kind: 'process',
  skill: 'planning',
  topic: 'checklist',
  limit: 0.6,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  check: (facts, limit) => openElements(facts, ['mutualPlan'], limit, 0.4),
};
