import { openElements } from '../checks.ts';
import type { Signal } from '../signal.ts';

/**
 * 28. Fires from Proposal on when nothing shows who has to approve, and in which order (MEDDPICC:
 * decision process).
 */
export const approvalUnknown: Signal = {
  id: 'approvalUnknown',
  number: 28,
  kind: 'process',
  skill: 'qualification',
  topic: 'checklist',
  limit: 0.6,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  check: (facts, limit) => openElements(facts, ['decisionProcess', 'authority'], limit, 0.45),
};
