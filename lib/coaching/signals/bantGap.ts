import { openElements } from '../checks.ts';
import type { Signal } from '../signal.ts';

/** 24. Budget, authority, need or timing has nothing to show for it once the deal is past its first stages (BANT). */
export const bantGap: Signal = {
  id: 'bantGap',
  number: 24,
  kind: 'skill',
  skill: 'qualification',
  topic: 'qualification',
  limit: 0.3,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  check: (facts, limit) =>
    openElements(facts, ['budget', 'authority', 'need', 'timing'], limit, 0.4),
};
