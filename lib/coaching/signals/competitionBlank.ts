import { openElements } from '../checks.ts';
import type { Signal } from '../signal.ts';

/** 32. Late, and nothing shows what else the buyer could do, doing nothing included (MEDDPICC: competition). */
export const competitionBlank: Signal = {
  id: 'competitionBlank',
  number: 32,
  kind: 'skill',
  skill: 'qualification',
  topic: 'competition',
  limit: 0.8,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  check: (facts, limit) => openElements(facts, ['competition'], limit, 0.35),
};
