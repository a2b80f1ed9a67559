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
const words = z.string().check(z.maxLength(MAX_PROSE_CHARS));
const name = z.string().check(z.minLength(1), z.maxLength(MAX_NAME_CHARS));
export const slug = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,59}$/));

export const Kind = z.enum(['process', 'skill', 'human', 'praise']);
export type Kind = z.infer<typeof Kind>;

/** What can be practised: the four of sales coaching, and the ones that the signals are about. */
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
  fields: z
    .array(z.string().check(z.maxLength(MAX_FIELD_NAME_CHARS)))
    .check(z.maxLength(MOST_FIELDS)),
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

const level = z.int().check(z.minimum(0), z.maximum(4));
/** Private self-check: kept on this device, never synced, and used for nothing but the order of one's own prompts. 0 not at all, 4 very much. */
export const SelfView = z.object({ approval: level, rejection: level, control: level });
export type SelfView = z.infer<typeof SelfView>;
