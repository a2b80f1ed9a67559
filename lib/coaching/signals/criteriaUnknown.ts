import type { Element } from '../../model/index.ts';
import { openElements, openTopicFinding } from '../checks.ts';
import type { Signal } from '../signal.ts';

const ELEMENTS: readonly Element[] = ['decisionCriteria'];

/**
 * 27. Triggered from the middle of the pipeline on when nothing shows by which criteria the buyer
 * will choose (MEDDPICC: decision criteria).
 */
export const criteriaUnknown: Signal = {
  id: 'criteriaUnknown',
  number: 27,
  kind: 'skill',
  skill: 'discovery',
  topic: 'checklist',
  about: 'deal',
  side: 'both',
  limit: 0.5,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  variants: { said: ['because'] },
  check: (facts, limit) =>
    openTopicFinding(facts, 'criteria', ELEMENTS) ?? openElements(facts, ELEMENTS, limit, 0.4),
};
