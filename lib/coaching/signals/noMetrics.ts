import { openElements } from '../checks.ts';
import type { Signal } from '../signal.ts';

/** 25. Fires from Proposal on when the buyer has confirmed no number (MEDDPICC: metrics). */
export const noMetrics: Signal = {
  id: 'noMetrics',
  number: 25,
  kind: 'skill',
  skill: 'value',
  topic: 'checklist',
  limit: 0.6,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  check: (facts, limit) => openElements(facts, ['metrics'], limit, 0.45),
};
