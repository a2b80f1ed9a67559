import type { Element } from '../../model/index.ts';
import { openElements, openTopicFinding } from '../checks.ts';
import type { Signal } from '../signal.ts';

const ELEMENTS: readonly Element[] = ['pain', 'need'];

/**
 * 26. Triggered when nothing shows that the buyer wants the problem solved (MEDDPICC: identify
 * pain).
 */
export const painUnproven: Signal = {
  id: 'painUnproven',
  number: 26,
  kind: 'skill',
  skill: 'discovery',
  topic: 'checklist',
  about: 'deal',
  side: 'both',
  limit: 0.3,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  variants: { said: ['because'] },
  check: (facts, limit) =>
    openTopicFinding(facts, 'pain', ELEMENTS) ?? openElements(facts, ELEMENTS, limit, 0.45),
};
