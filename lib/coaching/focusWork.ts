import type { FocusEntry } from '../model/index.ts';
import { daysBetween } from './days.ts';

// How the work on a focus goes. Confidence is compared with the same person’s alone: it is never
// averaged, and no view of a team reads it.

type Entry = Pick<FocusEntry, 'focus' | 'event' | 'day' | 'level'>;

/** Weeks after which a focus without a change is asked about: pick another, or keep it. */
export const STALE_WEEKS = 8;
/** Weeks for which a person keeps it then. */
export const KEEP_WEEKS = 4;

export interface FocusWork {
  /** The days of the two keys; null where they are not turned, or nobody wrote the day. */
  pickedOn: string | null;
  agreedOn: string | null;
  /** How sure the person is now, and was when they began; null without an entry. */
  sure: { now: number; on: string; before: number | null } | null;
  /** The weeks since the focus began without a change of it; null while it is not asked about. */
  unchangedWeeks: number | null;
}

const latest = <T extends Entry>(entries: readonly T[]): T | null =>
  entries.toSorted((a, b) => (a.day < b.day ? 1 : -1))[0] ?? null;

/**
 * The present work on a focus.
 * @param entries of one person, about any focus.
 * @param day today.
 */
export function focusWorkOf(
  entries: readonly Entry[],
  focus: FocusEntry['focus'],
  agreed: boolean,
  day: string,
): FocusWork {
  const of = (event: Entry['event']) =>
    entries.filter((entry) => entry.focus === focus && entry.event === event && entry.day <= day);
  const pickedOn = latest(of('picked'))?.day ?? null;
  const since = (entry: Entry) => pickedOn === null || entry.day >= pickedOn;
  const agreedOn = agreed ? (latest(of('agreed').filter(since))?.day ?? null) : null;
  const levels = of('sure')
    .filter((entry) => since(entry) && entry.level !== null)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const [first, last] = [levels[0], levels.at(-1)];
  const sure =
    last?.level == null
      ? null
      : { now: last.level, on: last.day, before: first === last ? null : (first?.level ?? null) };
  const isSurer = sure !== null && sure.before !== null && sure.now > sure.before;
  const from = latest(of('kept').filter(since))?.day ?? null;
  const began = agreedOn ?? pickedOn;
  const days = began === null ? 0 : daysBetween(began, day);
  const isKept = from !== null && daysBetween(from, day) < KEEP_WEEKS * 7;
  const isStale = days >= STALE_WEEKS * 7 && !isSurer && !isKept;
  return { pickedOn, agreedOn, sure, unchangedWeeks: isStale ? Math.floor(days / 7) : null };
}
