import { type MergeBudget, mergeText } from '../../lib/sync/merge.ts';

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

const headAt = (revisions: readonly Revision[], rev: number): string | null => {
  const found = revisions.find((revision) => revision.rev === rev);
  if (!found || (found.kind === 'conflict' && found.merged === null)) return null; // from before merging: the head of then is not on record
  return found.merged ?? found.text;
};

/**
 * What a change of text rests on (T1). A change written before the answer to the one before it came builds on that one, and says so with
 * `after`: it is no conflict with itself. Whether a device had its own earlier text before it cannot be guessed: after an answer that got
 * lost it shows the older text again.
 * @param head the row's present revision. @param revisions of the row, from `base` on, oldest first.
 */
export function basisOf(change: { base: number; after: string | undefined }, head: number, revisions: readonly Revision[], writer: { clientId: string; proto: number }): Basis {
  if (change.base === head) return { stale: false, base: null, replaces: null };
  // A text that is not there (any more): the server was restored from a backup, or the number is made up. Nobody saw what stands here.
  if (change.base > head) return { stale: true, base: null, replaces: null };
  if (writer.proto < 2) return guessedBasis(change.base, revisions, writer.clientId);
  const own = change.after === undefined ? undefined : revisions.find((revision) => revision.id === change.after);
  const later = revisions.filter((revision) => revision.rev > (own?.rev ?? change.base));
  if (!own) return { stale: true, base: headAt(revisions, change.base), replaces: null };
  if (later.length === 0 && own.kind === 'head') return { stale: false, base: null, replaces: null };
  return own.kind === 'conflict' ? { stale: true, base: headAt(revisions, change.base), replaces: own.rev } : { stale: true, base: own.text, replaces: null };
}

/** For devices that speak version 1 and say nothing: what they wrote last is taken for what they built on. */
function guessedBasis(base: number, revisions: readonly Revision[], clientId: string): Basis {
  const later = revisions.filter((revision) => revision.rev > base);
  if (later.every((revision) => revision.clientId === clientId)) return { stale: false, base: null, replaces: null };
  const own = later.filter((revision) => revision.clientId === clientId).at(-1);
  if (!own) return { stale: true, base: headAt(revisions, base), replaces: null };
  // A conflict of their own stays beside the new text: version 1 shows the older one again, so it was not built on.
  return { stale: true, base: own.kind === 'conflict' ? headAt(revisions, base) : own.text, replaces: null };
}

/** The head with the writer's change in it, or null where both changed the same words (T1, T2). */
export function mergedWith(head: string, mine: string, basis: Basis): string | null {
  return basis.base === null ? null : mergeText(basis.base, head, mine, basis.budget);
}
