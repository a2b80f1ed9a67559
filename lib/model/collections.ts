import * as z from 'zod/mini';
import { CheckItem, CoachingSettings, Commitment, DealPlaybook, PlaybookVersion, Profile, SelfView, StageMap, Suggestion, Vote, WrittenPrompt } from './coaching.ts';
import { MAX_FACT_CHARS, MAX_TEXT_CHARS } from './limits.ts';
import { RecordRef } from './record.ts';

const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
const instant = z.number();
const body = z.string().check(z.maxLength(MAX_TEXT_CHARS));
const key = z.string().check(z.minLength(1), z.maxLength(900));

/** The side of a conflict that is not the current text (T2): kept on the row until someone chooses. */
export const Conflict = z.object({ text: body, author: id, at: instant, rev: z.number() });
export type Conflict = z.infer<typeof Conflict>;

export const Note = z.object({
  ref: RecordRef,
  refKey: key,
  recordName: z.string().check(z.maxLength(4000)),
  text: body,
  author: id,
  createdAt: instant,
  editedAt: z.nullable(instant),
  editedBy: z.nullable(id),
  /** How the note came about: plain, an answer to a prompt, a question put to the other person, a request for help. */
  kind: z.enum(['note', 'answer', 'question', 'help']),
  prompt: z.nullable(z.object({ signal: z.string(), question: z.string().check(z.maxLength(1000)) })),
  conflicts: z.array(Conflict),
});
export type Note = z.infer<typeof Note>;

export const Reply = z.object({
  refKey: key,
  parent: id,
  text: body,
  author: id,
  createdAt: instant,
  editedAt: z.nullable(instant),
  editedBy: z.nullable(id),
  conflicts: z.array(Conflict),
});
export type Reply = z.infer<typeof Reply>;

export const PromptOutcome = z.object({
  refKey: key,
  signal: z.string().check(z.maxLength(100)),
  fingerprint: z.string().check(z.maxLength(2000)),
  /**
   * `shown` and `retired` are no answers: the first counts the days it stood on screen, the second takes the question away from its
   * author on every deal until they bring it back (`retired` with the reason `back`).
   */
  outcome: z.enum(['answered', 'snoozed', 'dismissed', 'asked', 'shown', 'retired']),
  reason: z.nullable(z.string().check(z.maxLength(1000))),
  kind: z.optional(z.enum(['process', 'skill', 'human', 'praise'])),
  /** Days on which it was shown, and the last of them (Unix ms): only for `shown`. */
  days: z.optional(z.int()),
  last: z.optional(instant),
  /** The day before the last on which it was shown, so that today's look can be left out of account. */
  before: z.optional(instant),
  author: id,
  at: instant,
});
export type PromptOutcome = z.infer<typeof PromptOutcome>;

/** A fact that a person typed in because Sideline cannot see it. `value` is text, parsed like a page's. */
export const TypedFact = z.object({
  refKey: key,
  field: z.string().check(z.maxLength(60)),
  value: z.nullable(z.string().check(z.maxLength(MAX_FACT_CHARS))),
  author: id,
  at: instant,
});
export type TypedFact = z.infer<typeof TypedFact>;

/** The fields of a snapshot that moves are told from. */
export const snapshotFields = ['stage', 'amount', 'closeDate', 'owner', 'status', 'nextStep'] as const;
export type SnapshotField = (typeof snapshotFields)[number];

/** The few fields kept from a visit, so that moves are known even where the CRM has no history. `at` is when they were first seen so. */
export const DealSnapshot = z.object({
  refKey: key,
  name: z.nullable(z.string()),
  at: instant,
  stage: z.nullable(z.string()),
  amount: z.nullable(z.number()),
  currency: z.nullable(z.string()),
  closeDate: z.nullable(z.string()),
  owner: z.nullable(z.string()),
  status: z.nullable(z.string()),
  nextStep: z.nullable(z.string().check(z.maxLength(4000))),
  /** Names of the people on the buyer's side, where they can be seen. */
  people: z.optional(z.array(z.string().check(z.maxLength(300))).check(z.maxLength(60))),
  /** Fields that were seen and held nothing. Any other null was not seen; snapshots of old versions cannot tell, and have no list. */
  emptied: z.optional(z.array(z.enum(snapshotFields)).check(z.maxLength(snapshotFields.length))),
});
export type DealSnapshot = z.infer<typeof DealSnapshot>;

/** True when the visit saw that the field holds nothing. Never true for one that it did not see. */
export function emptiedIn(snapshot: DealSnapshot, field: SnapshotField): boolean {
  return snapshot.emptied?.includes(field) ?? false;
}

/** Links a CRM user to a member; true only after that person said so once. */
export const CrmIdentity = z.object({
  crm: z.string(),
  tenant: z.string().check(z.maxLength(200)),
  crmUserId: z.string().check(z.maxLength(200)),
  crmName: z.nullable(z.string()),
  userId: id,
  at: instant,
});
export type CrmIdentity = z.infer<typeof CrmIdentity>;

/** That a note was read, by whom. Lives in the note's own scope, so that its author can see it. */
export const ReadMark = z.object({ refKey: key, parent: id, author: id, at: instant });
export type ReadMark = z.infer<typeof ReadMark>;

/**
 * That a manager looked at what is written about a rep on one record, or at its earlier versions. Written as it happens, at most once an
 * hour and record; the rep reads it, and nobody can change it.
 */
export const Opening = z.object({ refKey: key, rep: id, author: id, at: instant, how: z.enum(['panel', 'history']) });
export type Opening = z.infer<typeof Opening>;

/** That what a rep had shared with a former manager went to the present one: by whom, when, how many notes. Only the server writes it. */
export const Handover = z.object({ refKey: z.literal(''), rep: id, from: id, to: id, author: id, at: instant, notes: z.int() });
export type Handover = z.infer<typeof Handover>;

interface CollectionRule {
  schema: z.ZodMiniType;
  /** Fields that hold prose: two people changing them at once is a conflict, never a silent overwrite. */
  text: readonly string[];
  /** Fields that are lists of things: two people adding at once both do (T4). */
  lists: readonly string[];
  /** A child takes its parent's scope and moves with it. */
  child: boolean;
  /** Who may change a row that is already there. `managers`: its author, and whoever manages a team or the organisation. */
  editable: 'author' | 'readers' | 'managers' | 'nobody';
  /** Written by the server alone. */
  server?: true;
  /** Who may put a row into the organisation's scope; everyone where nothing is said. */
  org?: 'managers';
  /** Scopes a row may have. */
  kinds: readonly ('private' | 'pair' | 'team' | 'org')[];
}

/** The registry of what syncs. A new collection is a schema and one line here; tests/repo names what was forgotten. */
export const collections = {
  note: { schema: Note, text: ['text'], lists: [], child: false, editable: 'readers', kinds: ['private', 'pair', 'team'] },
  reply: { schema: Reply, text: ['text'], lists: [], child: true, editable: 'author', kinds: ['private', 'pair', 'team'] },
  promptOutcome: { schema: PromptOutcome, text: [], lists: [], child: false, editable: 'author', kinds: ['private', 'pair'] },
  typedFact: { schema: TypedFact, text: [], lists: [], child: false, editable: 'readers', kinds: ['private', 'pair'] },
  dealSnapshot: { schema: DealSnapshot, text: [], lists: [], child: false, editable: 'readers', kinds: ['private', 'pair'] },
  crmIdentity: { schema: CrmIdentity, text: [], lists: [], child: false, editable: 'author', kinds: ['private', 'org'] },
  readMark: { schema: ReadMark, text: [], lists: [], child: true, editable: 'author', kinds: ['private', 'pair', 'team'] },
  commitment: { schema: Commitment, text: [], lists: [], child: false, editable: 'readers', kinds: ['private', 'pair'] },
  checkItem: { schema: CheckItem, text: [], lists: [], child: false, editable: 'readers', kinds: ['private', 'pair'] },
  dealPlaybook: { schema: DealPlaybook, text: [], lists: [], child: false, editable: 'readers', kinds: ['private', 'pair'] },
  prompt: { schema: WrittenPrompt, text: [], lists: [], child: false, editable: 'managers', kinds: ['private', 'org'], org: 'managers' },
  playbookVersion: { schema: PlaybookVersion, text: [], lists: [], child: false, editable: 'managers', kinds: ['private', 'org'], org: 'managers' },
  stageMap: { schema: StageMap, text: [], lists: [], child: false, editable: 'managers', kinds: ['private', 'org'], org: 'managers' },
  suggestion: { schema: Suggestion, text: [], lists: [], child: false, editable: 'managers', kinds: ['private', 'org'] },
  vote: { schema: Vote, text: [], lists: [], child: false, editable: 'author', kinds: ['private', 'org'] },
  coachingSettings: { schema: CoachingSettings, text: [], lists: ['off', 'competitors'], child: false, editable: 'managers', kinds: ['private', 'org'], org: 'managers' },
  profile: { schema: Profile, text: [], lists: ['strengths'], child: false, editable: 'readers', kinds: ['private', 'pair'] },
  opening: { schema: Opening, text: [], lists: [], child: false, editable: 'nobody', kinds: ['pair', 'team'] },
  handover: { schema: Handover, text: [], lists: [], child: false, editable: 'nobody', server: true, kinds: ['pair'] },
  selfView: { schema: SelfView, text: [], lists: [], child: false, editable: 'author', kinds: ['private'] },
} as const satisfies Record<string, CollectionRule>;

export type CollectionName = keyof typeof collections;
export const collectionNames = Object.keys(collections) as CollectionName[];
export type RowOf<C extends CollectionName> = z.infer<(typeof collections)[C]['schema']>;

export function isCollection(name: string): name is CollectionName {
  return Object.hasOwn(collections, name);
}
