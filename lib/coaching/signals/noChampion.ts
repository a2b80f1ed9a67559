import { openElements } from '../checks.ts';
import type { Signal } from '../signal.ts';

/** 23. From the middle of the pipeline on nothing shows that somebody there sells for us when we are not in the room (MEDDPICC: champion). */
export const noChampion: Signal = {
  id: 'noChampion',
  number: 23,
  kind: 'skill',
  skill: 'relationships',
  topic: 'champion',
  limit: 0.4,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  check: (facts, limit) => openElements(facts, ['champion'], limit, 0.45),
};
