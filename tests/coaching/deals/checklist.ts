import { type ChecklistFacts, checklistOf as checklist } from '../../../lib/coaching/checklist.ts';
import { fromMethod, guessMap, methods } from '../../../lib/coaching/playbooks/index.ts';
import { NOON } from '../../helpers/deals.ts';
import { say } from '../sentences.ts';
import type { LabelledDeal } from './deal.ts';

/** The letters of each method, and the criteria of the shipped playbook that they stand for. */
export const LETTERS: Record<string, Record<string, readonly string[]>> = {
  MEDDPICC: {
    metrics: ['metrics'],
    economicBuyer: ['economic-buyer'],
    decisionCriteria: ['decision-criteria'],
    decisionProcess: ['decision-process'],
    paperProcess: ['paper-process'],
    pain: ['pain'],
    champion: ['champion'],
    competition: ['competition'],
  },
  SPICED: {
    situation: ['today-described'],
    pain: ['pain'],
    impact: ['metrics'],
    criticalEvent: ['critical-event'],
    decision: ['decision-process', 'decision-criteria'],
  },
  BANT: { budget: ['budget'], authority: ['authority'], need: ['need'], timing: ['timing'] },
};
/** Shorter names that the labels use too, and the letters that are clear in their method. */
const SHORT: Record<string, string> = {
  criteria: 'decisionCriteria',
  process: 'decisionProcess',
  paper: 'paperProcess',
};
const INITIALS: Record<string, Record<string, string>> = {
  MEDDPICC: { M: 'metrics', E: 'economicBuyer', P: 'paperProcess', I: 'pain' },
  SPICED: { S: 'situation', P: 'pain', I: 'impact', C: 'criticalEvent', D: 'decision' },
  BANT: { B: 'budget', A: 'authority', N: 'need', T: 'timing' },
};

/**
 * The shipped playbook of the deal's method, confirmed for its stages as Sideline suggests. It has
 * the criteria of the method's letters only, because labels say nothing about the others.
 */
export function checklistOf({
  checklist: labels,
  deal,
  stages,
}: LabelledDeal): ChecklistFacts | null {
  const method = methods.find((item) => item.id === labels?.method.toLowerCase());
  const letters = LETTERS[labels?.method ?? ''];
  if (!labels || !method || !letters) return null;
  const known = new Set(Object.values(letters).flat());
  const whole = fromMethod(method, say);
  const document = {
    ...whole,
    stages: whole.stages.map((stage) => ({
      ...stage,
      exit: stage.exit.filter((item) => known.has(item.id)),
    })),
  };
  const checks = labels.ticked.flatMap((name) => {
    const items = letters[INITIALS[labels.method]?.[name] ?? SHORT[name] ?? name];
    if (!items) throw new Error(`${labels.method} has no “${name}”.`);
    return items.map((item) => ({
      refKey: 'k',
      playbook: 'b',
      item,
      done: true,
      evidence: 'They said it',
      author: 'u',
      editedBy: null,
      at: NOON,
    }));
  });
  const map = guessMap(stages ?? [deal.stage], document);
  return checklist('b', 1, document, map[deal.stage] ?? null, checks);
}
