import { type FactType, factFields } from './fields.ts';

// A condition as rows of field, comparison and value, which people choose from lists. The stored
// form is the expression: rows.ts writes it, readRows.ts reads it.

/** What a field contains, which decides its comparisons and the control of its value. */
export type FieldKind =
  | 'money'
  | 'percent'
  | 'days'
  | 'number'
  | 'stage'
  | 'text'
  | 'list'
  | 'yesNo';

export const numberOps = ['more', 'atLeast', 'less', 'atMost', 'equal', 'notEqual'] as const;
export type NumberOp = (typeof numberOps)[number];
const oneTextOps = ['is', 'isNot', 'contains', 'containsNot', 'startsWith', 'endsWith'] as const;
export type OneTextOp = (typeof oneTextOps)[number];
const manyTextOps = ['oneOf', 'noneOf'] as const;
export type ManyTextOp = (typeof manyTextOps)[number];
const listOps = ['some', 'none', 'includes', 'excludes'] as const;
export type ListOp = (typeof listOps)[number];
const sizeOps = ['filled', 'empty'] as const;
export type SizeOp = (typeof sizeOps)[number];
export const flagOps = ['yes', 'no'] as const;
export type FlagOp = (typeof flagOps)[number];

export type Row =
  | { field: string; op: NumberOp; value: number }
  | { field: string; op: OneTextOp | ListOp; value: string }
  | { field: string; op: ManyTextOp; value: readonly string[] }
  | { field: string; op: SizeOp | FlagOp; value: null };
export type Op = Row['op'];

/** `join` decides only where there are several rows; with fewer it is `all`. */
export interface Rows {
  join: 'all' | 'any';
  rows: readonly Row[];
}

/** Fields whose numbers or texts are of a certain kind. */
const KINDS: Readonly<Record<string, FieldKind>> = {
  amount: 'money',
  probability: 'percent',
  amountDropPercent: 'percent',
  daysToClose: 'days',
  nextStepOverdueDays: 'days',
  quietDays: 'days',
  daysInStage: 'days',
  ageDays: 'days',
  untouchedDays: 'days',
  stage: 'stage',
};
const BY_TYPE: Readonly<Record<FactType, FieldKind>> = {
  double: 'number',
  string: 'text',
  bool: 'yesNo',
  'list<string>': 'list',
};
const types = new Map(factFields.map(({ name, type }) => [name, type]));

export const typeOf = (field: string): FactType => types.get(field) ?? 'string';
export const kindOf = (field: string): FieldKind => KINDS[field] ?? BY_TYPE[typeOf(field)];

/** The comparisons of a field, in the order of the list on screen. */
export function opsOf(field: string): readonly Op[] {
  const type = typeOf(field);
  if (type === 'double') return numberOps;
  if (type === 'bool') return flagOps;
  return type === 'string' ? [...oneTextOps, ...manyTextOps] : [...listOps, ...sizeOps];
}

const isOneOf = <T extends string>(list: readonly T[], op: string): op is T =>
  (list as readonly string[]).includes(op);
export const isNumberOp = (op: Op): op is NumberOp => isOneOf(numberOps, op);
export const isManyOp = (op: Op): op is ManyTextOp => isOneOf(manyTextOps, op);
export const hasNoValue = (op: Op): op is SizeOp | FlagOp =>
  isOneOf(sizeOps, op) || isOneOf(flagOps, op);

/** The number a new row of this kind starts with. */
const START: Readonly<Partial<Record<FieldKind, number>>> = { days: 14, percent: 50, money: 10000 };

/** Whether an expression can contain this number exactly, without an exponent. */
export const isExact = (value: number): boolean =>
  Math.abs(value) <= Number.MAX_SAFE_INTEGER && !String(value).includes('e');

/** A row for another field. The comparison and the value stay where the new field has them. */
export function withField(row: Row | null, field: string): Row {
  const [first = 'is'] = opsOf(field);
  if (row && kindOf(row.field) === kindOf(field)) return { ...row, field };
  return withOp({ field, op: 'yes', value: null }, first);
}

/** The same row with another comparison of its field; its value is kept as far as that has one. */
export function withOp({ field, value }: Row, op: Op): Row {
  if (hasNoValue(op)) return { field, op, value: null };
  if (isNumberOp(op))
    return { field, op, value: typeof value === 'number' ? value : (START[kindOf(field)] ?? 0) };
  const texts = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [''];
  return isManyOp(op) ? { field, op, value: texts } : { field, op, value: texts[0] ?? '' };
}

const SIGNS: Readonly<Record<NumberOp, string>> = {
  more: '>',
  atLeast: '>=',
  less: '<',
  atMost: '<=',
  equal: '==',
  notEqual: '!=',
};

/** `==` does not compare a field’s number with a whole number without a point. */
function number(value: number, op: NumberOp): string {
  const needsPoint = (op === 'equal' || op === 'notEqual') && Number.isInteger(value);
  const text = String(value === 0 ? 0 : value); // not -0
  return needsPoint ? `${text}.0` : text;
}

/** A text in quotes, with the escapes that CEL and JSON share. */
const quoted = (value: string) => JSON.stringify(value.toWellFormed());

function rowText(row: Row): string {
  const { op, value } = row;
  const field = `deal.${row.field}`;
  if (isNumberOp(op)) return `${field} ${SIGNS[op]} ${number(value as number, op)}`;
  if (isManyOp(op)) {
    const list = `${field} in [${(value as readonly string[]).map(quoted).join(', ')}]`;
    return op === 'oneOf' ? list : `!(${list})`;
  }
  const text = quoted(value === null ? '' : String(value));
  const texts: Readonly<Record<OneTextOp | ListOp | SizeOp | FlagOp, string>> = {
    is: `${field} == ${text}`,
    isNot: `${field} != ${text}`,
    contains: `${field}.contains(${text})`,
    containsNot: `!${field}.contains(${text})`,
    startsWith: `${field}.startsWith(${text})`,
    endsWith: `${field}.endsWith(${text})`,
    includes: `${text} in ${field}`,
    excludes: `!(${text} in ${field})`,
    some: `${field}.exists(entry, entry.contains(${text}))`,
    none: `!${field}.exists(entry, entry.contains(${text}))`,
    filled: `size(${field}) > 0`,
    empty: `size(${field}) == 0`,
    yes: field,
    no: `!${field}`,
  };
  return texts[op];
}

/** The expression of the rows; empty for none, which applies to every deal. */
export function writeRows({ join, rows }: Rows): string {
  return rows.map(rowText).join(join === 'all' ? ' && ' : ' || ');
}
