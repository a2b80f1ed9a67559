/**
 * Questions that the organisation's people wrote. Separate from coach(), because CEL is loaded only
 * where such questions exist.
 */
export { compileAll, compilePrompt, conditionOf, MOST_AUTHORED } from './compile.ts';
export { compileCondition, factNames } from './condition.ts';
export { type FactField, factFields, factValues } from './fields.ts';
export type { Problem } from './problems.ts';
