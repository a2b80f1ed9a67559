import { type MergeBudget, mergeText } from '../../lib/merge/index.ts';
import type { Mutation } from '../../lib/model/index.ts';

/** The fields of a revision that merging needs. */
export interface Revision {
  rev: number;
  /** The text as submitted. */
  text: string;
  /** The head after this revision, where it differs from `text`. */
  merged: string | null;
  kind: string;
  clientId: string | null;
  /** Id of the mutation that made it. */
  id: string;
}

/** The text that a writer started from, as far as the server can tell. */
export type Basis =
  /** The writer saw the current head. */
  | { kind: 'current' }
  /** The writer saw this earlier text; another person wrote after it. */
  | {
      kind: 'base';
      text: string;
      /** Limits the work that this push may spend on merging. */
      budget?: MergeBudget;
    }
  /** The text is not on record. `replaces` is the revision of the writer's own conflict, if any. */
  | { kind: 'unknown'; replaces: number | null };

/** The fields of a change that refer to a text. */
type TextReference = Pick<Mutation, 'base' | 'after' | 'seen'>;

/** The current text of a row. */
export interface TextHead {
  rev: number;
  text: string | null;
}

/**
 * The head after a revision; null if it was written before merging existed and is not on record.
 */
const headAfter = ({ kind, merged, text }: Revision): string | null =>
  kind === 'conflict' && merged === null ? null : (merged ?? text);

export const CURRENT: Basis = { kind: 'current' };
const UNKNOWN: Basis = { kind: 'unknown', replaces: null };

const baseOf = (text: string | null): Basis => (text === null ? UNKNOWN : { kind: 'base', text });

/**
 * Finds the text that a change of text started from (T1). A change written before the previous
 * response arrived builds on the previous change and names it in `after`, so it does not conflict
 * with itself. The server cannot guess whether a device had its own earlier text: after a lost
 * response the device shows the older text again.
 * @param revisions of the row, oldest first: those that the change names.
 * @param isEarlierRejected true if the change named in `after` was rejected.
 */
export function basisOf(
  change: TextReference,
  head: TextHead,
  revisions: readonly Revision[],
  writer: { clientId: string },
  isEarlierRejected: boolean,
): Basis {
  // No record says what the writer saw: `base` counts texts that the device may not have had.
  if (isEarlierRejected) return UNKNOWN;
  const previous = revisions.find(({ id }) => id === change.after);
  if (previous) return afterOwnChange(previous, head);
  if (change.seen !== undefined) return afterSeenText(change.seen, head, revisions, writer);
  return afterRevision(change.base, head, revisions);
}

/** The change builds on an earlier change of the same device. */
function afterOwnChange(previous: Revision, head: TextHead): Basis {
  if (previous.kind === 'head' && previous.rev === head.rev) return CURRENT;
  // While its own conflict is open, the device shows only that text and not the head of `base`.
  // Merging against it would drop words that the writer never saw.
  if (previous.kind === 'conflict') return { kind: 'unknown', replaces: previous.rev };
  return { kind: 'base', text: previous.text };
}

/** The change contains the text that was on the screen when it was written. */
function afterSeenText(
  seen: string | null,
  head: TextHead,
  revisions: readonly Revision[],
  writer: { clientId: string },
): Basis {
  if (seen === head.text) return CURRENT;
  // A device shows its own text as written until the response returns the merged text.
  const isOwnMerged = ({ clientId, kind, text }: Revision) =>
    clientId === writer.clientId && kind === 'merged' && text === seen;
  const wasHead = (revision: Revision) => headAfter(revision) === seen;
  const isOnRecord = revisions.some((revision) => wasHead(revision) || isOwnMerged(revision));
  return isOnRecord ? baseOf(seen) : UNKNOWN;
}

/** The change contains only a revision number. */
function afterRevision(base: number, head: TextHead, revisions: readonly Revision[]): Basis {
  if (base === head.rev) return CURRENT;
  // No such text: the number is invented, or the server was restored and the device does not know.
  if (base > head.rev) return UNKNOWN;
  const revision = revisions.find(({ rev }) => rev === base);
  return revision ? baseOf(headAfter(revision)) : UNKNOWN;
}

/** The head merged with the writer's text; null if both changed the same words (T1, T2). */
export function mergedWith(head: string, mine: string, basis: Basis): string | null {
  return basis.kind === 'base' ? mergeText(basis.text, head, mine, basis.budget) : null;
}
