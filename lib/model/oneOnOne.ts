import * as z from 'zod/mini';
import { isCalendarDate } from './values.ts';

// One-on-ones: the parts that schemas, cadence, commands and pages share.

/** How often a pair meets. */
export const cadences = ['week', 'twoWeeks', 'month', 'off'] as const;
export type Cadence = (typeof cadences)[number];

/** The steps of a one-on-one, in their order. Each can be left out. */
export const oneOnOneSteps = [
  ...(['opening', 'since', 'praise', 'deal', 'rehearse', 'agreement', 'finish'] as const),
] as const;
export type OneOnOneStep = (typeof oneOnOneSteps)[number];

/** The three lines that the rep writes before. */
export const preRead = ['open', 'better', 'worth'] as const;
/** What a line belongs to, beside the lines before: an open item, or a question of a step. */
export const lineParts = [
  ...preRead,
  ...(['item', 'opening', 'goal', 'reality', 'options', 'will', 'rehearse'] as const),
  ...(['useful', 'private'] as const),
] as const;
export type LinePart = (typeof lineParts)[number];

/** Parts that only the rep writes. */
export const repParts: readonly LinePart[] = [...preRead, 'useful'];

/** What became of a commitment. */
export const becameKinds = ['kept', 'changed', 'dropped'] as const;

/** The most items that are open at once: more are a list, not a conversation. */
export const MOST_OPEN_ITEMS = 5;

/**
 * The Monday of a period, and a number for further one-on-ones in it. It names a one-on-one however
 * often it is moved.
 */
export const SLOT = /^\d{4}-\d{2}-\d{2}(?:\.\d{1,2})?$/;
const KEY = /^one-on-one\/([A-Za-z0-9_-]{1,64})\/(\d{4}-\d{2}-\d{2}(?:\.\d{1,2})?)$/;
const PREFIX = 'one-on-one/';

/** The key of the rows of one one-on-one. The manager is in their scope. */
export function oneOnOneKey(rep: string, slot: string): string {
  return `${PREFIX}${rep}/${slot}`;
}

/** The inverse of oneOnOneKey; null for another key. */
export function parseOneOnOneKey(key: unknown): { rep: string; slot: string } | null {
  const [, rep, slot] = typeof key === 'string' ? (KEY.exec(key) ?? []) : [];
  if (rep === undefined || slot === undefined || !isCalendarDate(slot.slice(0, 10))) return null;
  return { rep, slot };
}

/** The key of the rows of one one-on-one: see `oneOnOneKey`. */
export const OneOnOneKey = z.string().check(z.refine((key) => parseOneOnOneKey(key) !== null));

/** True for the key of a one-on-one of this rep. */
export function isOneOnOneOf(key: unknown, rep: string): boolean {
  return parseOneOnOneKey(key)?.rep === rep;
}
