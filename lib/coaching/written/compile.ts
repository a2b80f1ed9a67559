import { type ASTNode, TypeError as CelTypeError, Environment, EvaluationError, ParseError } from '@marcbachmann/cel-js';
import { known, type WrittenPrompt } from '../../model/index.ts';
import type { DealFacts } from '../facts.ts';
import { fingerprint, type Raised, type Written } from '../raise.ts';
import { say } from '../signal.ts';
import { type FactType, type FactValue, factFields, factValues } from './fields.ts';

/** What is wrong with a condition; the sentence is `condition.problem.<code>` in the locale files, with `words` for $1, $2. */
export interface Problem {
  code: 'tooLong' | 'tooDeep' | 'unknownFact' | 'unknownWord' | 'compare' | 'notYesNo' | 'notAllowed' | 'useSign' | 'unfinished' | 'notUnderstood';
  words: readonly string[];
  /** Where in the text, from and to, or null for the whole. */
  at: { start: number; end: number } | null;
}

export type Condition = { ok: true; test: (facts: DealFacts) => boolean | 'unsure'; uses: readonly string[] } | { ok: false; problem: Problem };

const LONGEST = 2000;
/**
 * CEL always ends, but a loop in a loop in a loop can end next year, and a pattern can backtrack for as long. So only these words are
 * allowed, loops go at most two deep over lists of at most 100, and neither `matches` nor anything that builds new lists is there.
 */
const FUNCTIONS = new Set(['size', 'contains', 'startsWith', 'endsWith', 'exists', 'all', 'exists_one', 'has', 'lowerAscii', 'double', 'string', 'int']);
const LOOPS = new Set(['exists', 'all', 'exists_one']);
const MOST_LOOPS = 2;

let shared: Environment | null = null;
function environment(): Environment {
  if (shared) return shared;
  const env = new Environment({ unlistedVariablesAreDyn: false, limits: { maxAstNodes: 300, maxDepth: 30, maxListElements: 100, maxMapEntries: 1, maxCallArguments: 4 } });
  env.registerVariable({ name: 'deal', schema: Object.fromEntries(factFields.map((field) => [field.name, field.type])) });
  shared = env;
  return env;
}

interface Node {
  op: string;
  args: unknown;
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'op' in value && 'args' in value;

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
    if (op === 'map' || op === '[]' || op === '[?]' || op === '.?') problem = { code: 'notAllowed', words: [op === 'map' ? '{ }' : '[ ]'], at: null };
    if (op === '.' && isNode((args as unknown[])[0]) && ((args as Node[])[0]?.args as unknown) === 'deal') uses.add(String((args as unknown[])[1]));
    walk(args, deeper);
  };
  walk(root, 0);
  return { problem, uses: [...uses] };
}

/** Outside of quotes, so that a stage called “Check and sign” is no mistake. */
function unquoted(source: string): string {
  return source.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, (quoted) => ' '.repeat(quoted.length));
}

/** Signs that people write from habit, with the one that CEL wants. */
const SIGNS: readonly [RegExp, string][] = [
  [/\band\b|\bund\b|\by\b/i, '&&'],
  [/\bor\b|\boder\b/i, '||'],
  [/\bnot\b|\bnicht\b|\bno\b/i, '!'],
  [/(?<![=!<>])=(?!=)/, '=='],
  [/<>/, '!='],
  [/[≥]/, '>='],
  [/[≤]/, '<='],
];

/** Names near to what was written, by letters in common: for “did you mean”. */
function nearest(name: string): string | null {
  const lower = name.toLowerCase();
  const scored = factFields.map((field) => {
    const other = field.name.toLowerCase();
    let common = 0;
    while (common < Math.min(lower.length, other.length) && lower[common] === other[common]) common += 1;
    const shared = [...new Set(lower)].filter((letter) => other.includes(letter)).length;
    return { name: field.name, score: common * 2 + shared - Math.abs(lower.length - other.length) };
  });
  const best = scored.sort((a, b) => b.score - a.score)[0];
  return best && best.score >= Math.min(6, lower.length) ? best.name : null;
}

const kinds: Record<string, string> = { double: 'number', int: 'number', string: 'text', bool: 'yesNo', 'list<string>': 'list' };

function problemOf(error: unknown, source: string): Problem {
  const plain = unquoted(source);
  const { code = '', summary = '', range } = error as { code?: string; summary?: string; range?: { start: number; end: number } };
  const at = range ?? null;
  if (code === 'limit_exceeded') return { code: 'tooDeep', words: [], at };
  for (const [habit, sign] of SIGNS) {
    const found = habit.exec(plain);
    if (found && (error instanceof ParseError || code === 'unknown_variable'))
      return { code: 'useSign', words: [found[0], sign], at: { start: found.index, end: found.index + found[0].length } };
  }
  if (code === 'no_such_key') {
    const name = /No such key: (\S+)/.exec(summary)?.[1] ?? '';
    return { code: 'unknownFact', words: [`deal.${name}`, nearest(name) ?? ''], at };
  }
  if (code === 'unknown_variable') {
    const name = /: (\S+)/.exec(summary)?.[1] ?? '';
    const near = factFields.some((field) => field.name === name) ? name : nearest(name);
    return near ? { code: 'unknownFact', words: [name, near], at } : { code: 'unknownWord', words: [name], at };
  }
  const sides = /no such overload: (\S+) (\S+) (\S+)/.exec(summary);
  if (sides) return { code: 'compare', words: [kinds[sides[1] ?? ''] ?? 'other', kinds[sides[3] ?? ''] ?? 'other', sides[2] ?? ''], at };
  if (/requires bool|must be bool|no such overload: !/.test(summary)) return { code: 'notYesNo', words: [], at };
  if (/no matching overload/.test(summary)) return { code: 'notAllowed', words: [/'(?:\S+\.)?(\w+)\(/.exec(summary)?.[1] ?? ''], at };
  if (/EOF|Unterminated|Expected/.test(summary)) return { code: 'unfinished', words: [], at };
  return { code: 'notUnderstood', words: [], at };
}

/** Compiles a condition once. An empty one holds for every deal. Three-valued: what rests on an unknown fact is unsure, not true. */
export function compileCondition(source: string): Condition {
  const trimmed = source.trim();
  if (trimmed === '') return { ok: true, test: () => true, uses: [] };
  if (source.length > LONGEST) return { ok: false, problem: { code: 'tooLong', words: [String(LONGEST)], at: null } };
  try {
    const env = environment();
    const parsed = env.parse(source);
    const { problem, uses } = inspect(parsed.ast);
    if (problem) return { ok: false, problem };
    const checked = env.check(source);
    if (!checked.valid) return { ok: false, problem: problemOf(checked.error, source) };
    if (checked.type !== 'bool') return { ok: false, problem: { code: 'notYesNo', words: [], at: null } };
    const test = (facts: DealFacts): boolean | 'unsure' => {
      try {
        return parsed({ deal: factValues(facts) }) === true;
      } catch (error) {
        if (error instanceof EvaluationError || error instanceof CelTypeError) return 'unsure';
        throw error;
      }
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
const shown = (value: FactValue): string => (Array.isArray(value) ? value.join(', ') : String(value));

/** Facts that change by themselves from day to day: a question that was put away must not come back because a day went by. */
const MOVES_BY_ITSELF = new Set(['daysToClose', 'nextStepOverdueDays', 'quietDays', 'daysInStage', 'ageDays', 'untouchedDays', 'activities30', 'overdueTasks', 'texts']);
/** What stands for them in the fingerprint: the moment they are counted from. */
function anchor(name: string, facts: DealFacts): string | number | null {
  if (name === 'daysToClose') return known(facts.fields.closeDate) ?? null;
  if (name === 'quietDays') return facts.lastActivity.state === 'seen' ? facts.lastActivity.value : null;
  if (name === 'nextStepOverdueDays') return known(facts.fields.nextStepDate) ?? null;
  if (name === 'daysInStage') return known(facts.fields.stage) ?? null;
  if (name === 'untouchedDays') return known(facts.fields.modifiedAt) ?? null;
  return null;
}

/** A prompt as coach() asks it; null when it is switched off, expired is checked for each deal's day. Its condition must compile. */
export function compilePrompt(id: string, prompt: WrittenPrompt): Written | null {
  const condition = conditionOf(prompt.when);
  if (!prompt.on || !condition.ok || prompt.rep.trim() === '' || prompt.manager.trim() === '') return null;
  const signal = `written:${id}`;
  const topic = `written:${sameWords(prompt.rep)}`;
  const severity = 0.35 + 0.1 * prompt.priority;
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
      const values = factValues(facts);
      const rests: Record<string, string | number | null> = { text: prompt.rep };
      for (const name of condition.uses) rests[name] = MOVES_BY_ITSELF.has(name) ? anchor(name, facts) : name in values ? shown(values[name] as FactValue) : null;
      return {
        signal,
        number: 1000,
        kind: prompt.kind,
        skill: prompt.skill,
        topic,
        limit: 0,
        unit: 'none',
        severity,
        rests,
        fingerprint: fingerprint(signal, rests),
        evidence: [
          { fact: 'condition', values: condition.uses.filter((name) => name in values).map((name) => say.text(`${name}: ${shown(values[name] as FactValue).slice(0, 80)}`)) },
        ],
        source: 'typed',
        written: { rep: prompt.rep, manager: prompt.manager, name: prompt.name, priority: prompt.priority },
      };
    },
  };
}

/** So many written prompts are asked at most, the most important and newest first; the editor says when more are on. */
export const MOST_WRITTEN = 500;

/** The prompts that can be asked, the broken and the switched-off ones left out: one wrong condition silences nothing else. */
export function compileAll(prompts: readonly { id: string; fields: WrittenPrompt }[]): Written[] {
  return [...prompts]
    .sort((a, b) => b.fields.priority - a.fields.priority || b.fields.at - a.fields.at)
    .slice(0, MOST_WRITTEN)
    .flatMap(({ id, fields }) => compilePrompt(id, fields) ?? []);
}

/** For completion: names with their types. */
export function factNames(): { name: string; type: FactType }[] {
  return factFields.map(({ name, type }) => ({ name: `deal.${name}`, type }));
}
