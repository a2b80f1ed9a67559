import type { Element } from '../../model/index.ts';
import { openElements, openTopicFinding } from '../checks.ts';
import type { Signal } from '../signal.ts';

const ELEMENTS: readonly Element[] = ['mutualPlan'];

/** 41. Triggered from Proposal on when there is no plan that both sides wrote. */
export const noMutualPlan: Signal = {
  id: 'noMutualPlan',
  number: 41,
  kind: 'process',
  skill: 'planning',
  topic: 'checklist',
  about: 'deal',
  side: 'both',
  limit: 0.6,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  variants: { said: ['because'] },
  check: (facts, limit) =>
    facts.planSteps.length > 0
      ? null
      : (openTopicFinding(facts, 'plan', ELEMENTS) ?? openElements(facts, ELEMENTS, limit, 0.4)),
};
