import type { Element } from '../../model/index.ts';
import { openElements, openTopicFinding } from '../checks.ts';
import type { Signal } from '../signal.ts';

const ELEMENTS: readonly Element[] = ['paperProcess'];

/**
 * 29. Triggered in a late stage when nothing shows how the contract gets signed (MEDDPICC: paper
 * process).
 */
export const paperUnknown: Signal = {
  id: 'paperUnknown',
  number: 29,
  kind: 'process',
  skill: 'closing',
  topic: 'checklist',
  about: 'deal',
  side: 'both',
  limit: 0.8,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  variants: { said: ['because'] },
  check: (facts, limit) =>
    openTopicFinding(facts, 'paper', ELEMENTS) ?? openElements(facts, ELEMENTS, limit, 0.5),
};
