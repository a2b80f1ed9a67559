import { openElements } from '../checks.ts';
import type { Signal } from '../signal.ts';

/**
 * 32. Fires in a late stage when nothing shows what else the buyer could do, including doing
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
  check: (facts, limit) => openElements(facts, ['competition'], limit, 0.35, { isDueEarly: false }),
};
