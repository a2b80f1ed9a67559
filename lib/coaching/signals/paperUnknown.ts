import { openElements } from '../checks.ts';
import type { Signal } from '../signal.ts';

/**
 * 29. Fires in a late stage when nothing shows how the contract gets signed (MEDDPICC: paper
 * process).
 */
export const paperUnknown: Signal = {
  id: 'paperUnknown',
  number: 29,
  kind: 'process',
  skill: 'closing',
  topic: 'checklist',
  limit: 0.8,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  check: (facts, limit) => openElements(facts, ['paperProcess'], limit, 0.5),
};
