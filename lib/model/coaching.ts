import * as z from 'zod/mini';
import {
  MAX_COMMITMENT_CHARS,
  MAX_COMPETITOR_CHARS,
  MAX_FIELD_NAME_CHARS,
  MAX_LINE_CHARS,
  MAX_NAME_CHARS,
  MAX_PROSE_CHARS,
  MOST_ASKS,
  MOST_COMPETITORS,
  MOST_FIELDS,
  MOST_ITEMS,
} from './limits.ts';

const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
const key = z.string().check(z.minLength(1), z.maxLength(900));
const line = z.string().check(z.maxLength(MAX_LINE_CHARS));
const words = z.string().check(z.maxLength(MAX_PROSE_CHARS));
const name = z.string().check(z.minLength(1), z.maxLength(MAX_NAME_CHARS));
const slug = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,59}$/));

export const Kind = z.enum(['process', 'skill', 'human', 'praise']);
export type Kind = z.infer<typeof Kind>;

/** What can be practised: the four of sales coaching, and the ones that the signals are about. */
export const skills = ['discovery', 'qualification', 'value', 'communication', 'negotiation', 'relationships', 'planning', 'closing', 'product', 'resilience'] as const;
export const Skill = z.enum(skills);
export type Skill = z.infer<typeof Skill>;

/** What the qualification methods ask for, under one name each, so that signals and playbooks mean the same. */
export const elements = [
  'metrics',
  'economicBuyer',
  'decisionCriteria',
  'decisionProcess',
  'paperProcess',
  'pain',
  'champion',
  'competition',
  'criticalEvent',
  'budget',
  'authority',
  'need',
  'timing',
  'mutualPlan',
] as const;
export const Element = z.enum(elements);
export type Element = z.infer<typeof Element>;

/** A promise with an owner and a date. `due` is a civil date. */
export const Commitment = z.object({
  refKey: key,
  text: z.string().check(z.minLength(1), z.maxLength(MAX_COMMITMENT_CHARS)),
  owner: id,
  due: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  state: z.enum(['open', 'kept', 'dropped']),
  /** When it was kept or dropped, Unix ms. */
  settledAt: z.nullable(z.number()),
  author: id,
  at: z.number(),
});
export type Commitment = z.infer<typeof Commitment>;

/** A question that somebody here wrote. `when` is a condition in CEL over the documented facts; empty means every open deal. */
export const WrittenPrompt = z.object({
  refKey: z.literal(''),
  name,
  when: words,
  rep: line,
  manager: line,
  kind: Kind,
  skill: z.nullable(Skill),
  /** Name of the CRM's stage it is for; null for every stage. */
  stage: z.nullable(z.string().check(z.maxLength(200))),
  /** 1 to 5; 3 is usual. */
  priority: z.int().check(z.minimum(1), z.maximum(5)),
  /** Last civil day on which it is asked. */
  expires: z.nullable(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
  on: z.boolean(),
  /** Why it tells instead of asking, where somebody decided that it must. */
  directive: z.nullable(z.string().check(z.minLength(1), z.maxLength(MAX_LINE_CHARS))),
  author: id,
  at: z.number(),
  editedBy: z.nullable(id),
  editedAt: z.nullable(z.number()),
});
export type WrittenPrompt = z.infer<typeof WrittenPrompt>;

/** One thing to be able to show before a stage is done. */
export const PlaybookItem = z.object({ id: slug, text: line, element: z.nullable(Element) });
export type PlaybookItem = z.infer<typeof PlaybookItem>;

/** A stage: what the seller does, the buyer's own step, how one knows that it is done, and where to look. */
export const PlaybookStage = z.object({
  id: slug,
  name,
  seller: words,
  buyer: words,
  /** The buyer's side: why it is a problem, why it is worth solving, what they tried. */
  ask: z.array(line).check(z.maxLength(MOST_ASKS)),
  exit: z.array(PlaybookItem).check(z.maxLength(MOST_ITEMS)),
  /** At most five fields to look at, by the CRM's or our own names. */
  fields: z.array(z.string().check(z.maxLength(MAX_FIELD_NAME_CHARS))).check(z.maxLength(MOST_FIELDS)),
  guidance: words,
});
export type PlaybookStage = z.infer<typeof PlaybookStage>;

export const PLAYBOOK_FORMAT = 1;
export const MOST_STAGES = 15;

/** The document itself, as it is edited, synced, exported and imported. */
export const Playbook = z.object({
  format: z.literal(PLAYBOOK_FORMAT),
  name,
  method: z.string().check(z.maxLength(60)),
  summary: words,
  stages: z.array(PlaybookStage).check(z.minLength(1), z.maxLength(MOST_STAGES)),
});
export type Playbook = z.infer<typeof Playbook>;

/** A version is written once. The highest number of a playbook is the one in use; deals keep the one they began with. */
export const PlaybookVersion = z.object({
  refKey: z.literal(''),
  playbook: id,
  version: z.int().check(z.positive()),
  document: Playbook,
  /** What changed and why, in the words of whoever published it. */
  why: words,
  /** Suggestions that it takes up. */
  takes: z.array(id).check(z.maxLength(50)),
  /** True in the version that takes the playbook out of use. */
  retired: z.boolean(),
  author: id,
  at: z.number(),
});
export type PlaybookVersion = z.infer<typeof PlaybookVersion>;

/** Which stage of a playbook each stage of a CRM's pipeline is: guessed by name, true once a person confirmed it. */
export const StageMap = z.object({
  refKey: z.literal(''),
  playbook: id,
  crm: z.string().check(z.maxLength(40)),
  tenant: z.string().check(z.maxLength(200)),
  stages: z.record(z.string().check(z.maxLength(400)), z.nullable(slug)),
  author: id,
  at: z.number(),
});
export type StageMap = z.infer<typeof StageMap>;

/** The version that a deal began with, or was moved to. */
export const DealPlaybook = z.object({ refKey: key, playbook: id, version: z.int().check(z.positive()), author: id, at: z.number() });
export type DealPlaybook = z.infer<typeof DealPlaybook>;

/** One item of the checklist on one deal. `evidence` says which act of the buyer shows it. */
export const CheckItem = z.object({ refKey: key, playbook: id, item: slug, done: z.boolean(), evidence: words, author: id, at: z.number() });
export type CheckItem = z.infer<typeof CheckItem>;

/** “This doesn't match the buyer”: what a rep would change, and why. */
export const Suggestion = z.object({
  refKey: z.literal(''),
  playbook: id,
  stage: slug,
  item: z.nullable(slug),
  text: z.string().check(z.minLength(1), z.maxLength(MAX_PROSE_CHARS)),
  state: z.enum(['open', 'taken', 'declined']),
  /** What the manager said to it. */
  answer: z.nullable(line),
  author: id,
  at: z.number(),
});
export type Suggestion = z.infer<typeof Suggestion>;

export const Vote = z.object({ refKey: z.literal(''), suggestion: id, author: id, at: z.number() });
export type Vote = z.infer<typeof Vote>;

/** What an organisation sets for its coaching; the latest row counts. */
export const CoachingSettings = z.object({
  refKey: z.literal(''),
  limits: z.record(z.string().check(z.maxLength(60)), z.number()),
  off: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(200)),
  competitors: z.array(z.string().check(z.minLength(2), z.maxLength(MAX_COMPETITOR_CHARS))).check(z.maxLength(MOST_COMPETITORS)),
  author: id,
  at: z.number(),
});
export type CoachingSettings = z.infer<typeof CoachingSettings>;

const level = z.int().check(z.minimum(0), z.maximum(4));
/** What a rep works on, shared with the manager. The focus leads the prompts once both have agreed to it. */
export const Profile = z.object({
  refKey: z.literal(''),
  member: id,
  focus: z.nullable(Skill),
  agreedBy: z.nullable(id),
  /** Wanted − current, 0 to 4, by skill. */
  gaps: z.record(z.string(), level),
  strengths: z.array(Skill).check(z.maxLength(10)),
  author: id,
  at: z.number(),
});
export type Profile = z.infer<typeof Profile>;

/** Seen by its author alone, and used for nothing but the order of their own questions. 0 not at all, 4 very much. */
export const SelfView = z.object({ refKey: z.literal(''), approval: level, rejection: level, control: level, author: id, at: z.number() });
export type SelfView = z.infer<typeof SelfView>;
