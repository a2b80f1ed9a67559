import type { Mutation } from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import type { Stored } from './stored.ts';
import { type Basis, mergedWith } from './text.ts';

/** A text that was submitted and what became of it: the head, part of a merged head, or a conflict beside the head. */
export interface Wrote {
  kind: 'head' | 'merged' | 'conflict';
  text: string;
  head: string;
}

/** Texts that can stand beside a head. Nobody settles more than these by looking; the next is handed back to its writer. */
const MOST_CONFLICTS = 8;

type Patch = Record<string, unknown>;

const conflictsOf = (fields: Patch): Patch[] =>
  Array.isArray(fields.conflicts) ? fields.conflicts : [];

/** Which conflicts a change may settle: those that its writer had on screen. Changes the patch. */
export function settleSeen(patch: Patch, row: Stored, mutation: Mutation, basis: Basis): void {
  // Somebody who has not seen the latest texts cannot settle what stands between them; nor does anybody by the numbers of a former server.
  if (basis.stale || mutation.seen !== undefined) delete patch.conflicts;
  if (!Array.isArray(patch.conflicts)) return;
  // Nor what came after what the writer had on screen: a change made before the last answer came settles only what was there then. What is
  // not there (any more) is not added: somebody else may have settled it.
  const kept = patch.conflicts.map((item) => JSON.stringify(item));
  patch.conflicts = conflictsOf(row.fields).filter(
    (conflict) => kept.includes(JSON.stringify(conflict)) || Number(conflict.rev) > mutation.base,
  );
}

/**
 * What becomes of a text that somebody submits, and what the patch says after it.
 * @param edits the fields that say who changed the text last, and when.
 * @returns null where nothing was written.
 */
export function writeText(
  who: Context,
  row: Stored,
  key: string,
  patch: Patch,
  basis: Basis,
  edits: readonly (string | null)[],
  at: number,
): Wrote | 'full' | null {
  const text = patch[key];
  if (typeof text !== 'string') return null;
  const head = String(row.fields[key] ?? '');
  if (!basis.stale) return text === head ? null : { kind: 'head', text, head: text };
  // The writer's own text that stood as a conflict makes room for this one; so does an equal one, which is sent again where no answer came.
  const others = conflictsOf(row.fields).filter(
    (conflict) =>
      conflict.author !== who.user || (conflict.rev !== basis.replaces && conflict.text !== text),
  );
  if (basis.replaces !== null) patch.conflicts = others;
  if (text === head) return null;
  const merged = mergedWith(head, text, basis);
  if (merged !== null) {
    patch[key] = merged;
    return { kind: merged === text ? 'head' : 'merged', text, head: merged };
  }
  // Both changed the same words. The head keeps the earlier text; the other stays beside it until somebody chooses (T2).
  if (others.length >= MOST_CONFLICTS) return 'full';
  delete patch[key];
  for (const field of edits) if (field !== null) delete patch[field];
  patch.conflicts = [...others, { text, author: who.user, at, rev: row.rev + 1 }];
  return { kind: 'conflict', text, head };
}
