import { cut } from '../../model/cut.ts';
import { type AuthoredPrompt, foldedName, known } from '../../model/index.ts';
import type { DealFacts } from '../facts.ts';
import { say } from '../signal.ts';
import { stageInputOf } from '../stages.ts';
import { type CompiledPrompt, fingerprint, type TriggeredSignal } from '../trigger.ts';
import { type Condition, compileCondition } from './condition.ts';
import { type FactValue, factsNamed } from './fields.ts';

const conditions = new Map<string, Condition>();
const CACHE_SIZE = 2000;

/** Each text is compiled once per page. */
export function conditionOf(source: string): Condition {
  const cached = conditions.get(source);
  if (cached) return cached;
  if (conditions.size >= CACHE_SIZE) conditions.clear();
  const compiled = compileCondition(source);
  conditions.set(source, compiled);
  return compiled;
}

/** Questions that differ only in spaces, punctuation and capitals are one question. */
const normalised = (question: string) =>
  question
    .toLocaleLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
const shown = (value: FactValue): string =>
  Array.isArray(value) ? value.join(', ') : String(value);

type FingerprintValue = string | number | null;

/** The due date of the open activity that is due first. */
function firstDue(facts: DealFacts): FingerprintValue {
  const open = known(facts.fields.activities)?.filter((item) => item.state === 'open') ?? [];
  return open.map((item) => item.due ?? item.at ?? '').sort()[0] ?? null;
}

/**
 * Facts that change from day to day without a change of the deal. The fingerprint contains the
 * moment from which they are counted instead of their value, so that a dismissed question does not
 * return because a day passed.
 */
const ANCHORS = new Map<string, (facts: DealFacts) => FingerprintValue>([
  ['daysToClose', ({ fields }) => known(fields.closeDate) ?? null],
  ['nextStepOverdueDays', ({ fields }) => known(fields.nextStepDate) ?? null],
  ['quietDays', ({ lastActivity }) => known(lastActivity) ?? null],
  ['daysInStage', ({ fields }) => stageInputOf(fields)],
  ['ageDays', () => null],
  ['untouchedDays', ({ fields }) => known(fields.modifiedAt) ?? null],
  ['activities30', ({ done }) => done[0]?.at ?? null],
  ['overdueTasks', firstDue],
  ['texts', ({ texts }) => texts?.[0]?.at ?? null],
]);

function fingerprintInputs(
  prompt: AuthoredPrompt,
  uses: readonly string[],
  facts: DealFacts,
): Record<string, FingerprintValue> {
  const values = factsNamed(facts, uses);
  const inputs: Record<string, FingerprintValue> = { text: prompt.rep };
  for (const name of uses) {
    const anchor = ANCHORS.get(name);
    const value = values[name];
    if (anchor) inputs[name] = anchor(facts);
    else inputs[name] = value === undefined ? null : shown(value);
  }
  return inputs;
}

/** The parts of a triggered authored question that do not depend on the deal. */
type Question = Pick<TriggeredSignal, 'signal' | 'kind' | 'skill' | 'topic' | 'severity'> & {
  authored: NonNullable<TriggeredSignal['authored']>;
  /** Names of the facts in its condition. */
  uses: readonly string[];
};

/**
 * A triggered authored question. Few of them are shown and explained, so the evidence is computed
 * on demand.
 */
class TriggeredQuestion implements TriggeredSignal {
  readonly number = 1000;
  readonly limit = 0;
  readonly unit = 'none';
  readonly wording = 'reality';
  readonly source = 'typed';
  readonly signal: string;
  readonly kind: TriggeredSignal['kind'];
  readonly skill: TriggeredSignal['skill'];
  readonly topic: string;
  readonly about = 'deal';
  readonly side = 'both';
  readonly severity: number;
  readonly fingerprintInputs: TriggeredSignal['fingerprintInputs'];
  readonly fingerprint: string;
  readonly authored: NonNullable<TriggeredSignal['authored']>;
  readonly #facts: DealFacts;
  readonly #uses: readonly string[];
  constructor(question: Question, facts: DealFacts, inputs: TriggeredSignal['fingerprintInputs']) {
    this.signal = question.signal;
    this.kind = question.kind;
    this.skill = question.skill;
    this.topic = question.topic;
    this.severity = question.severity;
    this.fingerprintInputs = inputs;
    this.fingerprint = fingerprint(question.signal, inputs);
    this.authored = question.authored;
    this.#facts = facts;
    this.#uses = question.uses;
  }
  get evidence(): TriggeredSignal['evidence'] {
    const values = factsNamed(this.#facts, this.#uses);
    const available = this.#uses.filter((name) => name in values);
    return [
      {
        fact: 'condition',
        values: available.map((name) =>
          say.text(`${name}: ${cut(shown(values[name] as FactValue), 80)}`),
        ),
      },
    ];
  }
}

/**
 * A prompt as coach() evaluates it; null when it is switched off, incomplete or has a condition
 * that does not compile. Its expiry depends on the day, so it is checked for each deal.
 */
export function compilePrompt(id: string, prompt: AuthoredPrompt): CompiledPrompt | null {
  const condition = conditionOf(prompt.when);
  if (!prompt.on || !condition.ok || prompt.rep.trim() === '' || prompt.manager.trim() === '')
    return null;
  const { kind, skill, rep, manager, name, priority } = prompt;
  const question: Question = {
    signal: `written:${id}`,
    kind,
    skill,
    topic: `written:${normalised(rep)}`,
    severity: 0.35 + 0.1 * priority,
    authored: { rep, manager, name, priority },
    uses: condition.uses,
  };
  return {
    id: question.signal,
    check(facts, budget): TriggeredSignal | 'unknown' | null {
      if (prompt.expires !== null && facts.day > prompt.expires) return null;
      if (prompt.stage !== null) {
        const stage = known(facts.fields.stage);
        if (stage === undefined) return 'unknown';
        if (foldedName(stage) !== foldedName(prompt.stage)) {
          // A name that is not in the deal's pipeline may be this stage's in another language.
          const names = known(facts.fields.stages)?.map(({ name }) => foldedName(name));
          const isListed = names?.includes(foldedName(prompt.stage)) ?? true;
          return isListed || known(facts.fields.stageId) === undefined ? null : 'unknown';
        }
      }
      const result = condition.test(facts, budget);
      if (result === false) return null;
      if (result !== true) return 'unknown';
      return new TriggeredQuestion(
        question,
        facts,
        fingerprintInputs(prompt, condition.uses, facts),
      );
    },
  };
}

/**
 * The most authored prompts that are evaluated, the most important and newest first; the editor
 * shows when more are switched on.
 */
export const MOST_AUTHORED = 500;

/**
 * All prompts that can be evaluated. Broken and switched-off ones are left out, so that one wrong
 * condition does not affect the others.
 */
export function compileAll(
  prompts: readonly { id: string; fields: AuthoredPrompt }[],
): CompiledPrompt[] {
  const compiledPrompts: CompiledPrompt[] = [];
  for (const { id, fields } of [...prompts].sort(
    (a, b) => b.fields.priority - a.fields.priority || b.id.localeCompare(a.id),
  )) {
    if (compiledPrompts.length >= MOST_AUTHORED) break;
    const compiled = compilePrompt(id, fields);
    if (compiled) compiledPrompts.push(compiled);
  }
  return compiledPrompts;
}
