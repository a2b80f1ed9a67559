import type { Element } from '../../model/index.ts';
import { openElements, openTopicFinding } from '../checks.ts';
import type { Signal } from '../signal.ts';

const ELEMENTS: readonly Element[] = ['metrics'];

/** 25. Triggered from Proposal on when the buyer has confirmed no number (MEDDPICC: metrics). */
export const noMetrics: Signal = {
  id: 'noMetrics',
  number: 25,
  kind: 'skill',
  skill: 'value',
  topic: 'checklist',
  about: 'deal',
  side: 'both',
  limit: 0.6,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  variants: { said: ['because'] },
  check: (facts, limit) =>
    openTopicFinding(facts, 'metrics', ELEMENTS) ?? openElements(facts, ELEMENTS, limit, 0.45),
};
