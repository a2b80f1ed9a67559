/**
 * The data model: one schema per record type. Imports zod and uuid only, and may be imported from
 * everywhere.
 */
export * from './address.ts';
export * from './closed.ts';
export * from './coaching.ts';
export * from './collections/checkItem.ts';
export * from './collections/coachingSettings.ts';
export * from './collections/commitment.ts';
export * from './collections/crmIdentity.ts';
export * from './collections/dealPlaybook.ts';
export * from './collections/dealSnapshot.ts';
export * from './collections/handover.ts';
export * from './collections/note.ts';
export * from './collections/opening.ts';
export * from './collections/playbookVersion.ts';
export * from './collections/profile.ts';
export * from './collections/prompt.ts';
export * from './collections/promptOutcome.ts';
export * from './collections/promptShown.ts';
export * from './collections/readMark.ts';
export * from './collections/reply.ts';
export * from './collections/stageMap.ts';
export * from './collections/suggestion.ts';
export * from './collections/typedFact.ts';
export * from './collections/vote.ts';
export * from './collections.ts';
export * from './deal.ts';
export * from './field.ts';
export * from './ids.ts';
export * from './keyed.ts';
export * from './limits.ts';
export * from './may.ts';
export * from './member.ts';
export * from './mutation.ts';
export * from './navigation.ts';
export * from './oldDays.ts';
export * from './people.ts';
export * from './policy.ts';
export * from './raw.ts';
export * from './record.ts';
export * from './responses.ts';
export * from './scope.ts';
export * from './storable.ts';
export * from './sum.ts';
export * from './summary.ts';
export * from './values.ts';
