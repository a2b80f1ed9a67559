import type { Element } from '../../model/index.ts';
import { openElements, openTopicFinding } from '../checks.ts';
import { type Signal, say } from '../signal.ts';

const ELEMENTS: readonly Element[] = ['budget', 'need'];

/**
 * 24. Triggered when the first stages are over and nothing shows budget or need, or when a text
 * says that the budget is not known. Signals 20 and 30 ask about the other letters of BANT.
 */
export const bantGap: Signal = {
  id: 'bantGap',
  number: 24,
  kind: 'skill',
  skill: 'qualification',
  topic: 'checklist',
  about: 'deal',
  side: 'both',
  limit: 0.3,
  unit: 'none',
  needs: ['checklist', 'stage', 'stages'],
  variants: { said: ['because'] },
  check(facts, limit) {
    const written = openTopicFinding(facts, 'budget', ['budget']);
    if (!written) return openElements(facts, ELEMENTS, limit, 0.4);
    return { ...written, values: [say.element('budget'), ...(written.values ?? [])] };
  },
};
