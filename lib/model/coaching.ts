import * as z from 'zod/mini';
import {
  MAX_FIELD_NAME_CHARS,
  MAX_LINE_CHARS,
  MAX_NAME_CHARS,
  MAX_PROSE_CHARS,
  MOST_ASKS,
  MOST_FIELDS,
  MOST_ITEMS,
} from './limits.ts';

const line = z.string().check(z.maxLength(MAX_LINE_CHARS));
const prose = z.string().check(z.maxLength(MAX_PROSE_CHARS));
const name = z.string().check(z.minLength(1), z.maxLength(MAX_NAME_CHARS));
export const slug = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,59}$/));

export const Kind = z.enum(['process', 'skill', 'human', 'praise']);
export type Kind = z.infer<typeof Kind>;

/** Skills that can be practised: the four of sales coaching, and those of the signals. */
export const skills = [
  'discovery',
  'qualification',
  'value',
  'communication',
  'negotiation',
  'relationships',
  'planning',
  'closing',
  'product',
  'resilience',
] as const;
export const Skill = z.enum(skills);
export type Skill = z.infer<typeof Skill>;

/** Elements of the qualification methods, one name each, so that signals and playbooks agree. */
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

/** One exit criterion of a stage. */
export const PlaybookItem = z.object({ id: slug, text: line, element: z.nullable(Element) });
export type PlaybookItem = z.infer<typeof PlaybookItem>;

/** A stage: the seller's work, the buyer's step, its exit criteria, and the fields to look at. */
export const PlaybookStage = z.object({
  id: slug,
  name,
  seller: prose,
  buyer: prose,
  /** Questions about the buyer: why it is a problem, why it is worth solving, what they tried. */
  ask: z.array(line).check(z.maxLength(MOST_ASKS)),
  exit: z.array(PlaybookItem).check(z.maxLength(MOST_ITEMS)),
  /** At most five fields to look at, by the CRM's names or ours. */
  fields: z
    .array(z.string().check(z.maxLength(MAX_FIELD_NAME_CHARS)))
    .check(z.maxLength(MOST_FIELDS)),
  guidance: prose,
});
export type PlaybookStage = z.infer<typeof PlaybookStage>;

export const PLAYBOOK_FORMAT = 1;
export const MOST_STAGES = 15;

/** The document that is edited, synced, exported and imported. */
export const Playbook = z.object({
  format: z.literal(PLAYBOOK_FORMAT),
  name,
  method: z.string().check(z.maxLength(60)),
  summary: prose,
  stages: z.array(PlaybookStage).check(z.minLength(1), z.maxLength(MOST_STAGES)),
});
export type Playbook = z.infer<typeof Playbook>;

const level = z.int().check(z.minimum(0), z.maximum(4));
/**
 * Private self-check: stored on this device, never synced, and used only to rank the person's own
 * prompts. 0 not at all, 4 very much, null while the person has given no answer.
 */
export const SelfView = z.object({
  approval: z.nullable(level),
  rejection: z.nullable(level),
  control: z.nullable(level),
});
export type SelfView = z.infer<typeof SelfView>;
