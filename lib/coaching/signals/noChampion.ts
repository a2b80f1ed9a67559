import type { Element } from '../../model/index.ts';
import { openElements, openTopicFinding } from '../checks.ts';
import type { Signal } from '../signal.ts';

const ELEMENTS: readonly Element[] = ['champion'];

/**
 * 23. Triggered from 40% of the pipeline on when nothing shows a person inside the company who
 * argues for us (MEDDPICC: champion).
 */
export const noChampion: Signal = {
  id: 'noChampion',
  number: 23,
  kind: 'skill',
  skill: 'relationships',
  topic: 'checklist',
  about: 'deal',
  side: 'both',
  limit: 0.4,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  variants: { said: ['because'] },
  check: (facts, limit) =>
    openTopicFinding(facts, 'champion', ELEMENTS) ?? openElements(facts, ELEMENTS, limit, 0.45),
};
