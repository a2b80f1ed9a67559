import { known, type WrittenPrompt } from '../../model/index.ts';
import type { DealFacts } from '../facts.ts';
import { say } from '../signal.ts';
import { fingerprint, type TriggeredSignal, type Written } from '../trigger.ts';
import { type Condition, compileCondition } from './condition.ts';
import { type FactValue, factsNamed } from './fields.ts';

const conditions = new Map<string, Condition>();
const KEEP = 2000;

/** The same text compiles once a page. */
function conditionOf(source: string): Condition {
  const known = conditions.get(source);
  if (known) return known;
  if (conditions.size >= KEEP) conditions.clear();
  const made = compileCondition(source);
  conditions.set(source, made);
  return made;
}

/** Same words, other spaces and capitals: one question. */
const sameWords = (question: string) =>
  question
    .toLocaleLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
const shown = (value: FactValue): string =>
  Array.isArray(value) ? value.join(', ') : String(value);

/** Facts that change by themselves from day to day: a question that was put away must not come back because a day went by. */
const MOVES_BY_ITSELF = new Set([
  'daysToClose',
  'nextStepOverdueDays',
  'quietDays',
  'daysInStage',
  'ageDays',
  'untouchedDays',
  'activities30',
  'overdueTasks',
  'texts',
]);
/** What stands for them in the fingerprint: the moment they are counted from. */
function anchor(name: string, facts: DealFacts): string | number | null {
  if (name === 'daysToClose') return known(facts.fields.closeDate) ?? null;
  if (name === 'quietDays')
    return facts.lastActivity.state === 'seen' ? facts.lastActivity.value : null;
  if (name === 'nextStepOverdueDays') return known(facts.fields.nextStepDate) ?? null;
  if (name === 'daysInStage') return known(facts.fields.stage) ?? null;
  if (name === 'texts') return facts.texts?.[0]?.at ?? null;
  if (name === 'activities30') return facts.done[0]?.at ?? null;
  if (name === 'overdueTasks')
    return (
      known(facts.fields.activities)
        ?.filter((item) => item.state === 'open')
        .map((item) => item.due ?? item.at ?? '')
        .sort()[0] ?? null
    );
  if (name === 'untouchedDays') return known(facts.fields.modifiedAt) ?? null;
  return null;
}

/** A written question that its facts call for. Only the few that are shown are ever explained, so the evidence is put into words on demand. */
class Asked implements TriggeredSignal {
  readonly number = 1000;
  readonly limit = 0;
  readonly unit = 'none';
  readonly source = 'typed';
  readonly signal: string;
  readonly kind: TriggeredSignal['kind'];
  readonly skill: TriggeredSignal['skill'];
  readonly topic: string;
  readonly severity: number;
  readonly fingerprintInputs: TriggeredSignal['fingerprintInputs'];
  readonly fingerprint: string;
  readonly written: NonNullable<TriggeredSignal['written']>;
  readonly #facts: DealFacts;
  readonly #uses: readonly string[];
  constructor(
    prompt: WrittenPrompt,
    signal: string,
    topic: string,
    severity: number,
    rests: TriggeredSignal['fingerprintInputs'],
    facts: DealFacts,
    uses: readonly string[],
    words: Asked['written'],
  ) {
    this.signal = signal;
    this.kind = prompt.kind;
    this.skill = prompt.skill;
    this.topic = topic;
    this.severity = severity;
    this.fingerprintInputs = rests;
    this.fingerprint = fingerprint(signal, rests);
    this.written = words;
    this.#facts = facts;
    this.#uses = uses;
  }
  get evidence(): TriggeredSignal['evidence'] {
    const values = factsNamed(this.#facts, this.#uses);
    const named = this.#uses.filter((name) => name in values);
    return [
      {
        fact: 'condition',
        values: named.map((name) =>
          say.text(`${name}: ${shown(values[name] as FactValue).slice(0, 80)}`),
        ),
      },
    ];
  }
}

/** A prompt as coach() asks it; null when it is switched off, expired is checked for each deal's day. Its condition must compile. */
export function compilePrompt(id: string, prompt: WrittenPrompt): Written | null {
  const condition = conditionOf(prompt.when);
  if (!prompt.on || !condition.ok || prompt.rep.trim() === '' || prompt.manager.trim() === '')
    return null;
  const signal = `written:${id}`;
  const topic = `written:${sameWords(prompt.rep)}`;
  const severity = 0.35 + 0.1 * prompt.priority;
  const words = {
    rep: prompt.rep,
    manager: prompt.manager,
    name: prompt.name,
    priority: prompt.priority,
  };
  return {
    id: signal,
    check(facts): TriggeredSignal | 'unknown' | null {
      if (prompt.expires !== null && facts.day > prompt.expires) return null;
      if (prompt.stage !== null) {
        const stage = known(facts.fields.stage);
        if (stage === undefined) return 'unknown';
        if (stage.toLocaleLowerCase() !== prompt.stage.toLocaleLowerCase()) return null;
      }
      const holds = condition.test(facts);
      if (holds !== true) return holds === false ? null : 'unknown';
      const values = factsNamed(facts, condition.uses);
      const rests: Record<string, string | number | null> = { text: prompt.rep };
      for (const name of condition.uses)
        rests[name] = MOVES_BY_ITSELF.has(name)
          ? anchor(name, facts)
          : name in values
            ? shown(values[name] as FactValue)
            : null;
      return new Asked(prompt, signal, topic, severity, rests, facts, condition.uses, words);
    },
  };
}

/** So many written prompts are asked at most, the most important and newest first; the editor says when more are on. */
export const MOST_WRITTEN = 500;

/** The prompts that can be asked, the broken and the switched-off ones left out: one wrong condition silences nothing else. */
export function compileAll(prompts: readonly { id: string; fields: WrittenPrompt }[]): Written[] {
  const written: Written[] = [];
  for (const { id, fields } of [...prompts].sort(
    (a, b) => b.fields.priority - a.fields.priority || b.id.localeCompare(a.id),
  )) {
    if (written.length >= MOST_WRITTEN) break;
    const compiled = compilePrompt(id, fields);
    if (compiled) written.push(compiled);
  }
  return written;
}
