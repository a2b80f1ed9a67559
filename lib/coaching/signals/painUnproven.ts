import { openElements } from '../checks.ts';
import type { Signal } from '../signal.ts';

/**
 * 26. Fires when nothing shows that the buyer wants the problem solved (MEDDPICC: identify pain).
 */
export const painUnproven: Signal = {
  id: 'painUnproven',
  number: 26,
  kind: 'skill',
  skill: 'discovery',
  topic: 'checklist',
  limit: 0.3,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  check: (facts, limit) => openElements(facts, ['pain', 'need'], limit, 0.45),
};
