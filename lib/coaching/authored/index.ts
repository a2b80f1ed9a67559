/**
 * Questions that the organisation's people wrote. Separate from coach(), because CEL is loaded only
 * where such questions exist.
 */
export { compileAll, compilePrompt, conditionOf, MOST_AUTHORED } from './compile.ts';
export { compileCondition, factNames } from './condition.ts';
export { type FactField, factFields, factValues } from './fields.ts';
export type { Problem } from './problems.ts';
export { readRows } from './readRows.ts';
export {
  type FieldKind,
  hasNoValue,
  isExact,
  isManyOp,
  isNumberOp,
  kindOf,
  type Op,
  opsOf,
  type Row,
  type Rows,
  withField,
  withOp,
  writeRows,
} from './rows.ts';
