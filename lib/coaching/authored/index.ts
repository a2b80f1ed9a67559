/** Questions that people here wrote. Apart from coach(), since CEL is only fetched where there are any. */
export { compileAll, compilePrompt, MOST_WRITTEN } from './compile.ts';
export { compileCondition, factNames } from './condition.ts';
export { type FactField, factFields, factValues } from './fields.ts';
export type { Problem } from './problems.ts';
