import * as z from 'zod/mini';
import type { ScopeParts } from './scope.ts';
import { isCalendarDate } from './values.ts';

// One-on-ones and the shorter talks: what schemas, cadence, commands and pages share.

/** How often a pair meets. */
export const cadences = ['week', 'twoWeeks', 'month', 'off'] as const;
export type Cadence = (typeof cadences)[number];

/** The steps of a one-on-one, in their order. Each can be left out. */
export const oneOnOneSteps = [
  ...(['opening', 'since', 'praise', 'deal', 'rehearse', 'agreement', 'finish'] as const),
] as const;
/** The steps of a deal review: one deal in ten minutes. */
export const reviewSteps = ['pick', 'goal', 'reality', 'options', 'will'] as const;
/** The steps of a team session: one shared gap, one thing to try, what each of them does. */
export const sessionSteps = ['gap', 'trial', 'each'] as const;
export const talkSteps = [...oneOnOneSteps, ...reviewSteps, ...sessionSteps] as const;
export type TalkStep = (typeof talkSteps)[number];

/** What people meet for. A review is of a pair too, a session of a team. */
export const talkFormats = ['oneOnOne', 'review', 'session'] as const;
export type TalkFormat = (typeof talkFormats)[number];

/** The three lines that the rep writes before. */
export const preRead = ['open', 'better', 'worth'] as const;
/** What a line belongs to, beside the lines before: an open item, or a question of a step. */
export const lineParts = [
  ...preRead,
  ...(['item', 'opening', 'goal', 'reality', 'options', 'will', 'rehearse'] as const),
  ...(['useful', 'private', 'gap', 'trial'] as const),
] as const;
export type LinePart = (typeof lineParts)[number];

/** Parts that only the rep writes. */
export const repParts: readonly LinePart[] = [...preRead, 'useful'];

/** Parts of a team session, which the team reads. */
export const sessionParts: readonly LinePart[] = ['gap', 'trial'];

/** What became of a commitment. */
export const becameKinds = ['kept', 'changed', 'dropped'] as const;

/** The most items that are open at once: more are a list, not a conversation. */
export const MOST_OPEN_ITEMS = 5;

/**
 * The Monday of a period, and a number for further one-on-ones in it. It names a one-on-one however
 * often it is moved.
 */
export const SLOT = /^\d{4}-\d{2}-\d{2}(?:\.\d{1,2})?$/;
const NAMES: Readonly<Record<TalkFormat, string>> = {
  ...{ oneOnOne: 'one-on-one', review: 'deal-review', session: 'team-session' },
};
const KEY = /^([a-z-]{1,20})\/([A-Za-z0-9_-]{1,64})\/(\d{4}-\d{2}-\d{2}(?:\.\d{1,2})?)$/;

/**
 * The key of the rows of one talk. A review has the day on which it began in place of a Monday.
 * @param of the rep, whose manager is in the scope of the rows; the team of a session.
 */
export function talkKey(format: TalkFormat, of: string, slot: string): string {
  return `${NAMES[format]}/${of}/${slot}`;
}

export const oneOnOneKey = (rep: string, slot: string) => talkKey('oneOnOne', rep, slot);

/** The inverse of talkKey; null for another key. */
export function parseTalkKey(
  key: unknown,
): { format: TalkFormat; of: string; slot: string } | null {
  const [, name, of, slot] = typeof key === 'string' ? (KEY.exec(key) ?? []) : [];
  const format = talkFormats.find((one) => NAMES[one] === name);
  if (!format || of === undefined || slot === undefined) return null;
  return isCalendarDate(slot.slice(0, 10)) ? { format, of, slot } : null;
}

/** The rep and the slot of a one-on-one; null for another key. */
export function parseOneOnOneKey(key: unknown): { rep: string; slot: string } | null {
  const parsed = parseTalkKey(key);
  return parsed?.format === 'oneOnOne' ? { rep: parsed.of, slot: parsed.slot } : null;
}

/** The key of the rows of one talk: see `talkKey`. */
export const TalkKey = z.string().check(z.refine((key) => parseTalkKey(key) !== null));

/** True for the key of a talk of the people of a scope: of a pair, or of a team. */
export function isTalkIn(key: unknown, scope: ScopeParts): boolean {
  const parsed = parseTalkKey(key);
  if (parsed?.format === 'session') return scope.kind === 'team' && parsed.of === scope.team;
  return scope.kind === 'pair' && parsed?.of === scope.rep;
}
