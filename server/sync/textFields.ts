import type { CollectionRule, Mutation } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Stored } from './stored.ts';
import { type Basis, mergedWith } from './text.ts';

/** A submitted text and its result: the head, part of a merged head, or a conflict. */
export interface Wrote {
  kind: 'head' | 'merged' | 'conflict';
  text: string;
  head: string;
}

/** The most conflicts of one row. More cannot be resolved by reading; the next text is rejected. */
const MOST_CONFLICTS = 8;

type Patch = Record<string, unknown>;

const conflictsOf = (fields: Patch): Patch[] =>
  Array.isArray(fields.conflicts) ? fields.conflicts : [];

/**
 * Limits which conflicts a change may resolve: only those that its writer had on screen. Changes
 * the patch.
 */
export function resolveSeenConflict(
  patch: Patch,
  row: Stored,
  mutation: Mutation,
  basis: Basis,
): void {
  // A writer who did not see the latest texts cannot choose between them. Neither can a change with
  // revision numbers of a server that was restored since.
  if (basis.kind !== 'current' || mutation.seen !== undefined) delete patch.conflicts;
  if (!Array.isArray(patch.conflicts)) return;
  // Conflicts newer than `base` stay: a change made before the previous response resolves only what
  // was there then. A conflict that no longer exists is not added: it may have been resolved.
  const kept = patch.conflicts.map((item) => JSON.stringify(item));
  patch.conflicts = conflictsOf(row.fields).filter(
    (conflict) => kept.includes(JSON.stringify(conflict)) || Number(conflict.rev) > mutation.base,
  );
}

interface SubmittedText {
  who: Context;
  rule: CollectionRule;
  row: Stored;
  /** The name of the text field. */
  key: string;
  patch: Patch;
  /** The text that the writer started from. */
  basis: Basis;
  /** Unix ms of arrival. */
  at: number;
}

/**
 * Applies a submitted text to the row, and changes the patch accordingly.
 * @returns null if nothing was written; `full` if the row has too many conflicts.
 */
export function writeText({
  who,
  rule,
  row,
  key,
  patch,
  basis,
  at,
}: SubmittedText): Wrote | 'full' | null {
  const text = patch[key];
  if (typeof text !== 'string') return null;
  const head = String(row.fields[key] ?? '');
  if (basis.kind === 'current') return text === head ? null : { kind: 'head', text, head: text };
  const replaces = basis.kind === 'unknown' ? basis.replaces : null;
  // The new text replaces the writer's own conflict. It also replaces an equal one, which is sent
  // again if its response was lost.
  const others = conflictsOf(row.fields).filter(
    (conflict) =>
      conflict.author !== who.user || (conflict.rev !== replaces && conflict.text !== text),
  );
  if (replaces !== null) patch.conflicts = others;
  if (text === head) return null;
  const merged = mergedWith(head, text, basis);
  if (merged !== null) {
    patch[key] = merged;
    return { kind: merged === text ? 'head' : 'merged', text, head: merged };
  }
  // Both changed the same words. The head keeps the earlier text; the other one becomes a conflict
  // until a person chooses (T2).
  if (others.length >= MOST_CONFLICTS) return 'full';
  delete patch[key];
  const { editor, edited } = rule.stamps;
  for (const field of [editor, edited]) if (field !== null) delete patch[field];
  patch.conflicts = [...others, { text, author: who.user, at, rev: row.rev + 1 }];
  return { kind: 'conflict', text, head };
}
