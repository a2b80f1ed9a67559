/** Questions that people here wrote. Apart from coach(), since CEL is only fetched where there are any. */
export { compileAll, compileCondition, compilePrompt, factNames, MOST_WRITTEN } from './compile.ts';
export { type FactField, factFields, factValues } from './fields.ts';
export type { Problem } from './problems.ts';
