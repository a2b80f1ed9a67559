import type { Element } from '../../model/index.ts';
import { openElements, openTopicFinding } from '../checks.ts';
import type { Signal } from '../signal.ts';

const ELEMENTS: readonly Element[] = ['criticalEvent', 'timing'];

/**
 * 30. Triggered from 40% of the pipeline on when there is no date that matters to the buyer
 * (SPICED: critical event).
 */
export const noCriticalEvent: Signal = {
  id: 'noCriticalEvent',
  number: 30,
  kind: 'skill',
  skill: 'discovery',
  topic: 'checklist',
  about: 'deal',
  side: 'both',
  limit: 0.4,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  variants: { said: ['because'] },
  check: (facts, limit) =>
    openTopicFinding(facts, 'event', ELEMENTS) ?? openElements(facts, ELEMENTS, limit, 0.4),
};
