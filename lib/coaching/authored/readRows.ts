import type { ASTNode } from '@marcbachmann/cel-js';
import { parseCondition } from './condition.ts';
import { currentName } from './fields.ts';
import {
  isExact,
  type ListOp,
  type NumberOp,
  type OneTextOp,
  type Row,
  type Rows,
  typeOf,
} from './rows.ts';

type Node = { op: string; args: unknown };
type Literal = number | string | boolean;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
const argsOf = (node: Node): readonly unknown[] => (Array.isArray(node.args) ? node.args : []);

/** The name of the field in `deal.<name>`; null for every other node. */
function fieldOf(node: unknown): string | null {
  if (!isNode(node) || node.op !== '.') return null;
  const [owner, name] = argsOf(node);
  const isDeal = isNode(owner) && owner.op === 'id' && owner.args === 'deal';
  return isDeal ? currentName(String(name)) : null;
}

/** A number, text or truth value that is written out; null for every other node. */
function literalOf(node: unknown): Literal | null {
  if (!isNode(node)) return null;
  if (node.op === '-_') {
    const value = literalOf(node.args);
    return typeof value === 'number' ? -value : null;
  }
  if (node.op !== 'value') return null;
  const value = typeof node.args === 'bigint' ? Number(node.args) : node.args;
  if (typeof value === 'number') return isExact(value) ? value : null;
  return typeof value === 'string' || typeof value === 'boolean' ? value : null;
}

const SIGNS: Readonly<Record<string, NumberOp>> = {
  '>': 'more',
  '>=': 'atLeast',
  '<': 'less',
  '<=': 'atMost',
  '==': 'equal',
  '!=': 'notEqual',
};
/** The comparison with its sides exchanged. */
const FLIPPED: Readonly<Record<NumberOp, NumberOp>> = {
  more: 'less',
  atLeast: 'atMost',
  less: 'more',
  atMost: 'atLeast',
  equal: 'equal',
  notEqual: 'notEqual',
};

/** The list field in `size(deal.<name>)` or `deal.<name>.size()`. */
function sizedField(node: unknown): string | null {
  if (!isNode(node) || (node.op !== 'call' && node.op !== 'rcall')) return null;
  const [name, first, rest] = argsOf(node);
  if (name !== 'size') return null;
  const target = node.op === 'rcall' ? first : Array.isArray(first) ? first[0] : null;
  if (node.op === 'rcall' && Array.isArray(rest) && rest.length > 0) return null;
  const field = fieldOf(target);
  return field !== null && typeOf(field) === 'list<string>' ? field : null;
}

/** Comparisons of a list’s size that only ask whether it has an entry. */
const FILLED = ['more 0', 'atLeast 1', 'notEqual 0'];
const EMPTY = ['equal 0', 'less 1', 'atMost 0'];

function sizeRow(field: string, op: NumberOp, value: Literal): Row | null {
  if (FILLED.includes(`${op} ${value}`)) return { field, op: 'filled', value: null };
  return EMPTY.includes(`${op} ${value}`) ? { field, op: 'empty', value: null } : null;
}

function comparison(node: Node): Row | null {
  const op = SIGNS[node.op];
  const [left, right] = argsOf(node);
  if (op === undefined) return null;
  const onRight = literalOf(right);
  const value = onRight ?? literalOf(left);
  if (value === null) return null;
  const [side, sign] = onRight === null ? [right, FLIPPED[op]] : [left, op];
  const sized = sizedField(side);
  if (sized !== null) return sizeRow(sized, sign, value);
  const field = fieldOf(side);
  if (field === null) return null;
  if (typeof value === 'number') return { field, op: sign, value: value === 0 ? 0 : value };
  if (sign !== 'equal' && sign !== 'notEqual') return null;
  if (typeof value === 'string') return { field, op: sign === 'equal' ? 'is' : 'isNot', value };
  return { field, op: value === (sign === 'equal') ? 'yes' : 'no', value: null };
}

/** `deal.field in ["a", "b"]`, and `"a" in deal.field` for a list. */
function membership(node: Node): Row | null {
  const [left, right] = argsOf(node);
  const field = fieldOf(left);
  if (field !== null && isNode(right) && right.op === 'list') {
    const values = argsOf(right).map(literalOf);
    const texts = values.filter((value) => typeof value === 'string');
    return texts.length === values.length && texts.length > 0
      ? { field, op: 'oneOf', value: texts }
      : null;
  }
  const [text, list] = [literalOf(left), fieldOf(right)];
  return typeof text === 'string' && list !== null
    ? { field: list, op: 'includes', value: text }
    : null;
}

const TEXT_CALLS: Readonly<Record<string, OneTextOp>> = {
  contains: 'contains',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
};

/** `deal.field.contains("a")`, and `deal.field.exists(x, x.contains("a"))` for a list. */
function method(node: Node): Row | null {
  const [name, target, given] = argsOf(node);
  const field = fieldOf(target);
  const [first, second] = Array.isArray(given) ? (given as unknown[]) : [];
  if (field === null) return null;
  const op = TEXT_CALLS[String(name)];
  const value = literalOf(first);
  if (op !== undefined && typeof value === 'string' && typeOf(field) === 'string')
    return { field, op, value };
  if (name !== 'exists' || !isNode(first) || !isNode(second) || second.op !== 'rcall') return null;
  const [inner, entry, texts] = argsOf(second);
  const text = literalOf(Array.isArray(texts) ? texts[0] : null);
  const isEntry = isNode(entry) && entry.op === 'id' && entry.args === first.args;
  return inner === 'contains' && isEntry && typeof text === 'string'
    ? { field, op: 'some', value: text }
    : null;
}

/** Comparisons that have a negative form. */
const NEGATIVE: Readonly<Record<string, OneTextOp | ListOp | 'noneOf' | 'no'>> = {
  contains: 'containsNot',
  includes: 'excludes',
  some: 'none',
  oneOf: 'noneOf',
  yes: 'no',
};

function rowOf(node: ASTNode | unknown): Row | null {
  if (!isNode(node)) return null;
  if (node.op === '!_') {
    const row = rowOf(node.args);
    const op = row && NEGATIVE[row.op];
    return row && op ? ({ ...row, op } as Row) : null;
  }
  const field = fieldOf(node);
  if (field !== null) return typeOf(field) === 'bool' ? { field, op: 'yes', value: null } : null;
  if (node.op === 'in') return membership(node);
  return node.op === 'rcall' ? method(node) : comparison(node);
}

/** The operands of a chain of one operator, from left to right. */
function operands(node: unknown, op: string): unknown[] {
  return isNode(node) && node.op === op
    ? argsOf(node).flatMap((side) => operands(side, op))
    : [node];
}

/**
 * The rows of an expression; null for one that rows cannot show, which then stays a text. The rows
 * mean the same as the expression, also where a field is unknown.
 */
export function readRows(source: string): Rows | null {
  if (source.trim() === '') return { join: 'all', rows: [] };
  const root = parseCondition(source);
  if (!root) return null;
  const join = root.op === '||' ? 'any' : 'all';
  const rows = operands(root, join === 'any' ? '||' : '&&').map(rowOf);
  return rows.every((row) => row !== null) ? { join, rows } : null;
}
