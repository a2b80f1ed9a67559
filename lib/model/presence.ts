import * as z from 'zod/mini';

/** The other people on a record. `open`: where each of them writes; absent in older versions. */
export const Here = z.object({
  refKey: z.string(),
  users: z.array(z.string()),
  open: z.optional(z.array(z.object({ user: z.string(), place: z.string() }))),
});
export type Here = z.infer<typeof Here>;

/** Keys of records escape this character. */
const MARK = '#';

/**
 * What a page shows, as presence has it: a record, and the place in it where the person writes.
 * What they write there is in no message of presence.
 */
export function shownAt(refKey: string, place: string | null): string {
  return place === null ? refKey : `${refKey}${MARK}${place}`;
}

/** The inverse of shownAt. */
export function parseShown(shown: string): { refKey: string; place: string | null } {
  const mark = shown.indexOf(MARK);
  if (mark < 0) return { refKey: shown, place: null };
  return { refKey: shown.slice(0, mark), place: shown.slice(mark + 1) };
}
