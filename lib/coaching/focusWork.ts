import type { FocusEntry } from '../model/index.ts';
import { dayOf, daysBetween, type Now } from './days.ts';

// How the work on a focus goes. Confidence is compared with the same person’s alone: it is never
// averaged, and no view of a team reads it.

type Entry = Pick<FocusEntry, 'focus' | 'event' | 'at' | 'level'>;
/** An entry with the day of its `at`. Its own `day` is from the writer’s clock. */
type Dated = Entry & { day: string };

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

const byTime = (a: Entry, b: Entry) => a.at - b.at;
const latest = (entries: readonly Dated[]): Dated | null => entries.toSorted(byTime).at(-1) ?? null;

/**
 * The present work on a focus.
 * @param entries of one person, about any focus. They count by the server’s time: none is later
 * than now, so one that seems so here shows a device’s clock that is behind.
 */
export function focusWorkOf(
  entries: readonly Entry[],
  focus: FocusEntry['focus'],
  agreed: boolean,
  now: Now,
): FocusWork {
  const day = dayOf(now.ms, now.timeZone);
  const dated = entries.map((entry) => ({ ...entry, day: dayOf(entry.at, now.timeZone) }));
  const of = (event: Entry['event']) =>
    dated.filter((entry) => entry.focus === focus && entry.event === event);
  const pickedOn = latest(of('picked'))?.day ?? null;
  const since = (entry: Dated) => pickedOn === null || entry.day >= pickedOn;
  const agreedOn = agreed ? (latest(of('agreed').filter(since))?.day ?? null) : null;
  const levels = of('sure')
    .filter((entry) => since(entry) && entry.level !== null)
    .toSorted(byTime);
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
