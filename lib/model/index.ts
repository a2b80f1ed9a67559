/** The vocabulary: one schema a record type. Imports zod only, and everything else may import it. */
export * from './answers.ts';
export * from './coaching.ts';
export * from './collections.ts';
export * from './deal.ts';
export * from './field.ts';
export * from './ids.ts';
export * from './limits.ts';
export * from './member.ts';
export * from './mutation.ts';
export * from './navigation.ts';
export * from './people.ts';
export * from './raw.ts';
export * from './record.ts';
export * from './scope.ts';
export * from './sum.ts';
export * from './summary.ts';
export * from './tidy.ts';
