import { type MergeBudget, mergeText } from '../../lib/merge/index.ts';
import type { Mutation } from '../../lib/model/index.ts';

/** A revision as far as merging needs it. */
export interface Revision {
  rev: number;
  /** As submitted. */
  text: string;
  /** The head afterwards, where that is another text. */
  merged: string | null;
  kind: string;
  clientId: string | null;
  /** Of the mutation that made it. */
  id: string;
}

/** What a writer began with, as far as the server can tell. */
export interface Basis {
  /** True when somebody else wrote after what the writer had seen. */
  stale: boolean;
  /** The text that the writer changed, or null where nobody knows it any more. */
  base: string | null;
  /** Revision of the writer's own earlier text that stands as a conflict: this one takes its place. */
  replaces: number | null;
  /** What may be spent on merging in this push. */
  budget?: MergeBudget;
}

type Written = Pick<Mutation, 'base' | 'after' | 'seen'>;

/** A text that is to be changed, as it stands. */
export interface Head {
  rev: number;
  text: string | null;
}

/** The head after a revision, or null for one from before merging, which is not on record. */
const headAfter = ({ kind, merged, text }: Revision): string | null =>
  kind === 'conflict' && merged === null ? null : (merged ?? text);

const headAt = (revisions: readonly Revision[], rev: number): string | null => {
  const found = revisions.find((revision) => revision.rev === rev);
  return found ? headAfter(found) : null;
};

export const FRESH: Basis = { stale: false, base: null, replaces: null };
const UNKNOWN: Basis = { stale: true, base: null, replaces: null };

/**
 * What a change of text rests on (T1). A change written before the answer to the one before it came builds on that one, and says so with
 * `after`: it is no conflict with itself. Whether a device had its own earlier text before it cannot be guessed: after an answer that got
 * lost it shows the older text again.
 * @param revisions of the row, oldest first: those that the change names. @param refused the change it builds on was.
 */
export function basisOf(
  change: Written,
  head: Head,
  revisions: readonly Revision[],
  writer: { clientId: string },
  refused: boolean,
): Basis {
  // What stood on the writer's screen is on no record: `base` counts texts that it may not have held.
  if (refused) return UNKNOWN;
  const own =
    change.after === undefined
      ? undefined
      : revisions.find((revision) => revision.id === change.after);
  if (change.seen !== undefined && !own) {
    if (change.seen === head.text) return FRESH;
    // A text of one's own stood on the screen as it was written, until the answer said what it had become.
    const isSeen = (revision: Revision) =>
      headAfter(revision) === change.seen ||
      (revision.clientId === writer.clientId &&
        revision.kind === 'merged' &&
        revision.text === change.seen);
    return revisions.some(isSeen) ? { stale: true, base: change.seen, replaces: null } : UNKNOWN;
  }
  if (!own && change.base === head.rev) return FRESH;
  // A text that is not there: the number is made up, or the server was restored and the device has not heard of it.
  if (!own && change.base > head.rev) return UNKNOWN;
  if (!own) return { stale: true, base: headAt(revisions, change.base), replaces: null };
  if (own.kind === 'head' && own.rev === head.rev) return FRESH;
  // Beside a conflict of one's own the screen shows that text alone, not the head of `base`: merged against it, unseen words would go.
  return own.kind === 'conflict'
    ? { ...UNKNOWN, replaces: own.rev }
    : { stale: true, base: own.text, replaces: null };
}

/** The head with the writer's change in it, or null where both changed the same words (T1, T2). */
export function mergedWith(head: string, mine: string, basis: Basis): string | null {
  return basis.base === null ? null : mergeText(basis.base, head, mine, basis.budget);
}
