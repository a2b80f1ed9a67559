import type { Element } from '../../model/index.ts';
import { openElements, openTopicFinding } from '../checks.ts';
import type { Signal } from '../signal.ts';

const ELEMENTS: readonly Element[] = ['decisionProcess'];

/**
 * 28. Triggered from Proposal on when nothing shows who has to approve, and in which order
 * (MEDDPICC: decision process). Signal 20 asks who decides (economic buyer, BANT: authority).
 */
export const approvalUnknown: Signal = {
  id: 'approvalUnknown',
  number: 28,
  kind: 'process',
  skill: 'qualification',
  topic: 'checklist',
  about: 'deal',
  side: 'both',
  limit: 0.6,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  variants: { said: ['because'] },
  check: (facts, limit) =>
    openTopicFinding(facts, 'approval', ELEMENTS) ?? openElements(facts, ELEMENTS, limit, 0.45),
};
