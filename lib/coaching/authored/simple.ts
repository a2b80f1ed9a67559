import type { ASTNode } from '@marcbachmann/cel-js';
import type { FactValue } from './fields.ts';

/** A comparison of one fact with a number or a text, or a fact that is true or false. */
export interface SimpleTest {
  fact: string;
  /** Steps that the interpreter would count, beside those for a long text. */
  steps: number;
  /** A text that the interpreter reads at each evaluation. */
  literal: string | null;
  holds(value: FactValue): boolean;
}

type Literal = number | string;
const comparisons: Record<string, (value: FactValue, literal: Literal) => boolean> = {
  '==': (value, literal) => value === literal,
  '!=': (value, literal) => value !== literal,
  '<': (value, literal) => value < literal,
  '<=': (value, literal) => value <= literal,
  '>': (value, literal) => value > literal,
  '>=': (value, literal) => value >= literal,
};

interface Node {
  op: string;
  args: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value;

/** The name of a fact, from `deal.name`. */
function factOf(value: unknown): string | null {
  if (!isNode(value) || value.op !== '.' || !Array.isArray(value.args)) return null;
  const [deal, name] = value.args;
  return isNode(deal) && deal.op === 'id' && deal.args === 'deal' ? String(name) : null;
}

/** A number or a text; null for one that a double cannot hold. */
function literalOf(value: unknown): Literal | null {
  if (!isNode(value) || value.op !== 'value') return null;
  const { args } = value;
  if (typeof args === 'bigint') return Number.isSafeInteger(Number(args)) ? Number(args) : null;
  return typeof args === 'number' || typeof args === 'string' ? args : null;
}

/**
 * Most conditions that people write are such comparisons. They need no interpreter, which is most
 * of the work on a deal. Null for every other condition. CEL checked the types before.
 */
export function simpleTest(ast: ASTNode): SimpleTest | null {
  const { op, args } = ast as Node;
  const isNegated = op === '!_';
  const yesNo = factOf(isNegated ? args : ast);
  if (yesNo !== null) {
    const steps = isNegated ? 3 : 2;
    return { fact: yesNo, steps, literal: null, holds: (value) => (value === true) !== isNegated };
  }
  const compare = Object.hasOwn(comparisons, op) ? comparisons[op] : undefined;
  if (!compare || !Array.isArray(args)) return null;
  const fact = factOf(args[0]);
  const literal = literalOf(args[1]);
  // The order of texts is CEL's.
  const isOrder = op !== '==' && op !== '!=';
  if (fact === null || literal === null || (isOrder && typeof literal === 'string')) return null;
  const text = typeof literal === 'string' ? literal : null;
  return { fact, steps: 4, literal: text, holds: (value) => compare(value, literal) };
}
