import type * as z from 'zod/mini';
import away from './collections/away.ts';
import checkIn from './collections/checkIn.ts';
import checkItem from './collections/checkItem.ts';
import coachingSettings from './collections/coachingSettings.ts';
import commitment from './collections/commitment.ts';
import crmFormat from './collections/crmFormat.ts';
import crmIdentity from './collections/crmIdentity.ts';
import dataExport from './collections/dataExport.ts';
import dealLook from './collections/dealLook.ts';
import dealPlaybook from './collections/dealPlaybook.ts';
import dealSnapshot from './collections/dealSnapshot.ts';
import focusEntry from './collections/focusEntry.ts';
import forecastCall from './collections/forecastCall.ts';
import goal from './collections/goal.ts';
import handover from './collections/handover.ts';
import moment from './collections/moment.ts';
import note from './collections/note.ts';
import objective from './collections/objective.ts';
import oneOnOne from './collections/oneOnOne.ts';
import oneOnOneLine from './collections/oneOnOneLine.ts';
import opening from './collections/opening.ts';
import orgCalendar from './collections/orgCalendar.ts';
import plannedCall from './collections/plannedCall.ts';
import planStep from './collections/planStep.ts';
import playbookVersion from './collections/playbookVersion.ts';
import profile from './collections/profile.ts';
import prompt from './collections/prompt.ts';
import promptOutcome from './collections/promptOutcome.ts';
import promptShown from './collections/promptShown.ts';
import rampStep from './collections/rampStep.ts';
import readMark from './collections/readMark.ts';
import recognition from './collections/recognition.ts';
import reply from './collections/reply.ts';
import rhythm from './collections/rhythm.ts';
import stageMap from './collections/stageMap.ts';
import stageStatus from './collections/stageStatus.ts';
import suggestion from './collections/suggestion.ts';
import typedFact from './collections/typedFact.ts';
import vote from './collections/vote.ts';
import type { CollectionRule } from './policy.ts';
import { ALL_RECORDS, parseRefKey } from './record.ts';

/** The synced collections: one file and one line here per collection, checked by tests/repo. */
export const collections = {
  note,
  reply,
  promptOutcome,
  promptShown,
  typedFact,
  dealSnapshot,
  crmIdentity,
  crmFormat,
  readMark,
  commitment,
  checkItem,
  dealPlaybook,
  moment,
  planStep,
  plannedCall,
  forecastCall,
  dealLook,
  prompt,
  playbookVersion,
  stageMap,
  stageStatus,
  suggestion,
  vote,
  coachingSettings,
  profile,
  objective,
  goal,
  focusEntry,
  checkIn,
  rampStep,
  orgCalendar,
  away,
  rhythm,
  oneOnOne,
  oneOnOneLine,
  recognition,
  opening,
  handover,
  dataExport,
} as const satisfies Record<string, CollectionRule>;

export type CollectionName = keyof typeof collections;
export const collectionNames = Object.keys(collections) as CollectionName[];
export type RowOf<C extends CollectionName> = z.infer<(typeof collections)[C]['schema']>;

export function isCollection(name: string): name is CollectionName {
  return Object.hasOwn(collections, name);
}

/** The rule of a collection; null for one of a newer version. */
export function ruleOf(name: CollectionName): CollectionRule;
export function ruleOf(name: string): CollectionRule | null;
export function ruleOf(name: string): CollectionRule | null {
  return isCollection(name) ? collections[name] : null;
}

/** The collections whose rows are children of one collection's rows. */
export function childrenOf(parent: string): CollectionName[] {
  return collectionNames.filter((name) => ruleOf(name).childOf === parent);
}

/**
 * True for a row of a pair that stays with the two people when the rep's rows are handed over: of a
 * collection that stays, or about a person or a one-on-one, or agreed in a one-on-one. Also for a
 * collection of a newer version, which this one does not know.
 */
export function staysWithPair(row: {
  collection: string;
  fields: Readonly<Record<string, unknown>>;
}): boolean {
  const rule = ruleOf(row.collection);
  if (rule?.handedOver !== 'moves') return true;
  // Said to one person: it is deleted instead.
  if (rule.personal) return false;
  const { refKey, oneOnOne = null } = row.fields;
  const isOfRecord =
    typeof refKey === 'string' &&
    (refKey === '' || refKey === ALL_RECORDS || parseRefKey(refKey) !== null);
  return !isOfRecord || oneOnOne !== null;
}
