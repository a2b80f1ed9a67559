import {
  type ASTNode,
  TypeError as CelTypeError,
  Environment,
  EvaluationError,
  serialize,
} from '@marcbachmann/cel-js';
import { known, type WrittenPrompt } from '../../model/index.ts';
import type { DealFacts } from '../facts.ts';
import { fingerprint, type Raised, type Written } from '../raise.ts';
import { say } from '../signal.ts';
import { type FactType, type FactValue, FactView, factFields, factsNamed } from './fields.ts';
import { type Problem, problemOf } from './problems.ts';

export type Condition =
  | { ok: true; test: (facts: DealFacts) => boolean | 'unsure'; uses: readonly string[] }
  | { ok: false; problem: Problem };

const LONGEST = 2000;
/**
 * CEL always ends, but a loop in a loop in a loop can end next year, and a pattern can backtrack for as long. So only these words are
 * allowed (`has` is none of them: it would take what cannot be seen for what is not there), loops go at most two deep over lists of at most 100, and neither `matches` nor anything that builds new lists is there.
 */
const FUNCTIONS = new Set([
  'size',
  'contains',
  'startsWith',
  'endsWith',
  'exists',
  'all',
  'exists_one',
  'lowerAscii',
  'double',
  'string',
  'int',
]);
const LOOPS = new Set(['exists', 'all', 'exists_one']);
const MOST_LOOPS = 2;

let shared: Environment | null = null;
function environment(): Environment {
  if (shared) return shared;
  const env = new Environment({
    unlistedVariablesAreDyn: false,
    limits: {
      maxAstNodes: 300,
      maxDepth: 30,
      maxListElements: 100,
      maxMapEntries: 1,
      maxCallArguments: 4,
    },
  });
  env.registerType('Deal', {
    ctor: FactView,
    fields: Object.fromEntries(factFields.map((field) => [field.name, field.type])),
  });
  env.registerVariable('deal', 'Deal');
  shared = env;
  return env;
}

interface Node {
  op: string;
  args: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value;

/** Words that are not allowed, loops that go too deep, and the facts that are named. */
function inspect(root: ASTNode): { problem: Problem | null; uses: string[] } {
  const uses = new Set<string>();
  let problem: Problem | null = null;
  const walk = (value: unknown, loops: number): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(item, loops);
      return;
    }
    if (!isNode(value) || problem) return;
    const { op, args } = value;
    let deeper = loops;
    if (op === 'call' || op === 'rcall') {
      const name = String((args as unknown[])[0]);
      if (!FUNCTIONS.has(name)) problem = { code: 'notAllowed', words: [name], at: null };
      if (LOOPS.has(name)) deeper += 1;
      if (deeper > MOST_LOOPS) problem = { code: 'tooDeep', words: [], at: null };
    }
    if (op === 'map' || op === '[]' || op === '[?]' || op === '.?')
      problem = { code: 'notAllowed', words: [op === 'map' ? '{ }' : '[ ]'], at: null };
    if (
      op === '.' &&
      isNode((args as unknown[])[0]) &&
      ((args as Node[])[0]?.args as unknown) === 'deal'
    )
      uses.add(String((args as unknown[])[1]));
    walk(args, deeper);
  };
  walk(root, 0);
  return { problem, uses: [...uses] };
}

/** The parts that && joins, from the left. */
function conjuncts(ast: ASTNode): ASTNode[] {
  return ast.op === '&&' ? ast.args.flatMap(conjuncts) : [ast];
}

/** One part of a condition. CEL throws for what is absent, and a thrown error costs more than all the rest: a part that rests on one such fact alone is not even asked. */
function partOf(env: Environment, ast: ASTNode): (deal: FactView) => boolean | 'unsure' {
  const source = serialize(ast);
  const parsed = env.parse(source);
  const { uses } = inspect(ast);
  const plain = uses.length === 1 && !/\|\||\?/.test(source);
  return (deal) => {
    if (plain && !(uses[0] !== undefined && uses[0] in deal)) return 'unsure';
    try {
      return parsed({ deal }) === true;
    } catch (error) {
      if (error instanceof EvaluationError || error instanceof CelTypeError) return 'unsure';
      throw error;
    }
  };
}

/** Compiles a condition once. An empty one holds for every deal. Three-valued: what rests on an unknown fact is unsure, not true. */
export function compileCondition(source: string): Condition {
  const trimmed = source.trim();
  if (trimmed === '') return { ok: true, test: () => true, uses: [] };
  if (source.length > LONGEST)
    return { ok: false, problem: { code: 'tooLong', words: [String(LONGEST)], at: null } };
  try {
    const env = environment();
    const parsed = env.parse(source);
    const { problem, uses } = inspect(parsed.ast);
    if (problem) return { ok: false, problem };
    const checked = env.check(source);
    if (!checked.valid) return { ok: false, problem: problemOf(checked.error, source) };
    if (checked.type !== 'bool')
      return { ok: false, problem: { code: 'notYesNo', words: [], at: null } };
    const parts = conjuncts(parsed.ast).map((ast) => partOf(env, ast));
    // One part that is false decides, whatever the others rest on.
    const test = (facts: DealFacts): boolean | 'unsure' => {
      const deal = factsNamed(facts, uses);
      let answer: boolean | 'unsure' = true;
      for (const part of parts) {
        const holds = part(deal);
        if (holds === false) return false;
        if (holds === 'unsure') answer = 'unsure';
      }
      return answer;
    };
    return { ok: true, test, uses };
  } catch (error) {
    return { ok: false, problem: problemOf(error, source) };
  }
}

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
  if (name === 'texts') return facts.told?.[0]?.at ?? null;
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
class Asked implements Raised {
  readonly number = 1000;
  readonly limit = 0;
  readonly unit = 'none';
  readonly source = 'typed';
  readonly signal: string;
  readonly kind: Raised['kind'];
  readonly skill: Raised['skill'];
  readonly topic: string;
  readonly severity: number;
  readonly rests: Raised['rests'];
  readonly fingerprint: string;
  readonly written: NonNullable<Raised['written']>;
  readonly #facts: DealFacts;
  readonly #uses: readonly string[];
  constructor(
    prompt: WrittenPrompt,
    signal: string,
    topic: string,
    severity: number,
    rests: Raised['rests'],
    facts: DealFacts,
    uses: readonly string[],
    words: Asked['written'],
  ) {
    this.signal = signal;
    this.kind = prompt.kind;
    this.skill = prompt.skill;
    this.topic = topic;
    this.severity = severity;
    this.rests = rests;
    this.fingerprint = fingerprint(signal, rests);
    this.written = words;
    this.#facts = facts;
    this.#uses = uses;
  }
  get evidence(): Raised['evidence'] {
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
    check(facts): Raised | 'unsure' | null {
      if (prompt.expires !== null && facts.day > prompt.expires) return null;
      if (prompt.stage !== null) {
        const stage = known(facts.fields.stage);
        if (stage === undefined) return 'unsure';
        if (stage.toLocaleLowerCase() !== prompt.stage.toLocaleLowerCase()) return null;
      }
      const holds = condition.test(facts);
      if (holds !== true) return holds === false ? null : 'unsure';
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

/** For completion: names with their types. */
export function factNames(): { name: string; type: FactType }[] {
  return factFields.map(({ name, type }) => ({ name: `deal.${name}`, type }));
}
