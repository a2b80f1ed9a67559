import type { Element } from '../../model/index.ts';
import { openElements, openTopicFinding } from '../checks.ts';
import type { Signal } from '../signal.ts';

const ELEMENTS: readonly Element[] = ['competition'];

/**
 * 32. Triggered in a late stage when nothing shows what else the buyer could do, including doing
 * nothing (MEDDPICC: competition).
 */
export const competitionBlank: Signal = {
  id: 'competitionBlank',
  number: 32,
  kind: 'skill',
  skill: 'qualification',
  topic: 'checklist',
  about: 'deal',
  side: 'both',
  limit: 0.8,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  variants: { said: ['because'] },
  check: (facts, limit) =>
    openTopicFinding(facts, 'competition', ELEMENTS) ??
    openElements(facts, ELEMENTS, limit, 0.35, { isDueEarly: false }),
};
