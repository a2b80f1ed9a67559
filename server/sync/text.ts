import { mergeText } from '../../lib/sync/merge.ts';

/** A revision as far as merging needs it. */
export interface Revision {
  rev: number;
  /** As submitted. */
  text: string;
  /** The head afterwards, where that is another text. */
  merged: string | null;
  kind: string;
  clientId: string | null;
}

/** What a writer began with, as far as the server can tell. */
export interface Basis {
  /** True when somebody else wrote after what the writer had seen. */
  stale: boolean;
  /** The text that the writer changed, or null where nobody knows it any more. */
  base: string | null;
  /** Revision of the writer's own earlier text that stands as a conflict: this one takes its place. */
  replaces: number | null;
}

const headAt = (revisions: readonly Revision[], rev: number): string | null => {
  const found = revisions.find((revision) => revision.rev === rev);
  if (!found || (found.kind === 'conflict' && found.merged === null)) return null; // from before merging: the head of then is not on record
  return found.merged ?? found.text;
};

/**
 * What a change of text rests on. Changes written on a device before the answer to the one before it came carry the older number: they
 * build on that device's own text, and are no conflict with themselves.
 * @param base the revision that the device named. @param head the row's present revision. @param revisions of the row, from `base` on, oldest first.
 */
export function basisOf(base: number, head: number, revisions: readonly Revision[], clientId: string): Basis {
  const later = revisions.filter((revision) => revision.rev > base);
  if (base >= head || later.every((revision) => revision.clientId === clientId)) return { stale: false, base: null, replaces: null };
  const own = later.filter((revision) => revision.clientId === clientId).at(-1);
  if (!own) return { stale: true, base: headAt(revisions, base), replaces: null };
  return own.kind === 'conflict' ? { stale: true, base: headAt(revisions, base), replaces: own.rev } : { stale: true, base: own.text, replaces: null };
}

/** The head with the writer's change in it, or null where both changed the same words (T1, T2). */
export function mergedWith(head: string, mine: string, basis: Basis): string | null {
  return basis.base === null ? null : mergeText(basis.base, head, mine);
}
