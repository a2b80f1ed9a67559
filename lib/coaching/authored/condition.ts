import {
  type ASTNode,
  TypeError as CelTypeError,
  Environment,
  EvaluationError,
  serialize,
} from '@marcbachmann/cel-js';
import type { DealFacts } from '../facts.ts';
import { type FactType, FactView, factFields, factsNamed, readableFields } from './fields.ts';
import { type Problem, problemOf, unquoted } from './problems.ts';
import { simpleTest } from './simple.ts';
import { isOverBudget, Meter, recordBudget, type StepBudget, stepsOf } from './steps.ts';

/** `tooMuch`: stopped, because it needs more steps than a condition may take (steps.ts). */
export type ConditionResult = boolean | 'unknown' | 'tooMuch';
export type Condition =
  | {
      ok: true;
      /** @param budget of the record; the steps are taken from it. */
      test: (facts: DealFacts, budget?: StepBudget) => ConditionResult;
      uses: readonly string[];
    }
  | { ok: false; problem: Problem };

const LONGEST = 2000;
/**
 * The allowed functions. CEL always ends, but nested loops or the backtracking of a pattern can
 * take very long. So loops nest at most two deep over lists of at most 100, and `matches`, whose
 * work cannot be counted, and functions that build lists are not allowed; steps.ts bounds the rest.
 * Neither is `has`: it treats a value that cannot be seen as absent.
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
    fields: Object.fromEntries(readableFields.map((field) => [field.name, field.type])),
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

/** Finds forbidden functions and too deep loops, and lists the facts that are used. */
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
    let depth = loops;
    if (op === 'call' || op === 'rcall') {
      const name = String((args as unknown[])[0]);
      if (!FUNCTIONS.has(name)) problem = { code: 'notAllowed', values: [name], at: null };
      if (LOOPS.has(name)) depth += 1;
      if (depth > MOST_LOOPS) problem = { code: 'tooDeep', values: [], at: null };
    }
    if (op === 'map' || op === '[]' || op === '[?]' || op === '.?')
      problem = { code: 'notAllowed', values: [op === 'map' ? '{ }' : '[ ]'], at: null };
    if (
      op === '.' &&
      isNode((args as unknown[])[0]) &&
      ((args as Node[])[0]?.args as unknown) === 'deal'
    )
      uses.add(String((args as unknown[])[1]));
    walk(args, depth);
  };
  walk(root, 0);
  return { problem, uses: [...uses] };
}

/** A quoted text of a serialised condition, or a number of more than 20 digits. */
const QUOTED_OR_LARGE = /"(?:[^"\\]|\\.)*"|(\de\+\d+)\.0/g;
const ESCAPED = /\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|.)/gi;

/**
 * The source of a part. CEL’s own form of two values is one that it cannot parse: the surrogates of
 * a character beyond the first 65,536, such as an emoji, and the exponent of a large number.
 */
function sourceOf(ast: ASTNode): string {
  const character = (sequence: string, high?: string, low?: string) =>
    high && low
      ? String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16))
      : sequence;
  return serialize(ast).replace(
    QUOTED_OR_LARGE,
    (text, large?: string) => large ?? text.replace(ESCAPED, character),
  );
}

/** The operands of &&, from left to right. */
function conjuncts(ast: ASTNode): ASTNode[] {
  return ast.op === '&&' ? ast.args.flatMap(conjuncts) : [ast];
}

/**
 * Compiles one operand of a condition. CEL throws for an absent fact, and a thrown error costs more
 * than all other work. So an operand that uses only one fact is not evaluated when that fact is
 * absent.
 */
function partOf(
  env: Environment,
  ast: ASTNode,
  meter: Meter,
): (deal: FactView) => boolean | 'unknown' {
  const simple = simpleTest(ast);
  if (simple) {
    const { fact, steps, literal, holds } = simple;
    const ofLiteral = literal === null ? 0 : stepsOf(literal);
    return (deal) => {
      const value = deal[fact];
      if (value === undefined) return 'unknown';
      meter.steps += steps + ofLiteral + (typeof value === 'string' ? stepsOf(value) : 0);
      return meter.isOver ? 'unknown' : holds(value);
    };
  }
  const source = sourceOf(ast);
  const parsed = env.parse(source);
  meter.watch(parsed.ast);
  const { uses } = inspect(ast);
  const [fact] = uses;
  const usesOneFact = uses.length === 1 && !/\|\||\?/.test(source);
  return (deal) => {
    if (usesOneFact && !(fact !== undefined && fact in deal)) return 'unknown';
    try {
      return parsed({ deal }) === true;
    } catch (error) {
      if (error instanceof EvaluationError || error instanceof CelTypeError || isOverBudget(error))
        return 'unknown';
      throw error;
    }
  };
}

/**
 * Compiles a condition once. An empty one is true for every deal. The result has three values:
 * where it depends on an unknown fact, it is `unknown`, not true.
 */
export function compileCondition(source: string): Condition {
  const trimmed = source.trim();
  if (trimmed === '') return { ok: true, test: () => true, uses: [] };
  if (source.length > LONGEST)
    return { ok: false, problem: { code: 'tooLong', values: [String(LONGEST)], at: null } };
  try {
    const env = environment();
    const parsed = env.parse(source);
    const { problem, uses } = inspect(parsed.ast);
    if (problem) return { ok: false, problem };
    const checked = env.check(source);
    if (!checked.valid) return { ok: false, problem: problemOf(checked.error, source) };
    if (checked.type !== 'bool')
      return { ok: false, problem: { code: 'notYesNo', values: [], at: null } };
    const meter = new Meter();
    const parts = conjuncts(parsed.ast).map((ast) => partOf(env, ast, meter));
    // One false operand decides, even when others are unknown.
    const evaluate = (deal: FactView): ConditionResult => {
      let result: boolean | 'unknown' = true;
      for (const part of parts) {
        const holds = part(deal);
        if (meter.isOver) return 'tooMuch';
        if (holds === false) return false;
        if (holds === 'unknown') result = 'unknown';
      }
      return result;
    };
    const test = (facts: DealFacts, budget = recordBudget()): ConditionResult => {
      meter.restart(budget.left);
      const result = evaluate(factsNamed(facts, uses));
      budget.left = Math.max(0, budget.left - meter.steps);
      return result;
    };
    return { ok: true, test, uses };
  } catch (error) {
    return { ok: false, problem: problemOf(error, source) };
  }
}

/** The parsed condition; null for one that does not compile, or that has a comment. */
export function parseCondition(source: string): ASTNode | null {
  if (/\/\//.test(unquoted(source)) || !compileCondition(source).ok) return null;
  return environment().parse(source).ast;
}

/** For completion: names with their types. */
export function factNames(): { name: string; type: FactType }[] {
  return factFields.map(({ name, type }) => ({ name: `deal.${name}`, type }));
}
