import { mergeText } from '../merge/index.ts';
import { type Conflict, type Mutation, ruleOf } from '../model/index.ts';
import type { Outgoing, Row, SidelineDb } from './db.ts';
import { getMeta } from './meta.ts';
import type { Edit } from './puts.ts';

// A change of text names the text that it was written on, so that it can be merged (T1).

/** The text that an editor started from, where it is not the current one; else null. */
export function olderTextOf(
  from: string | undefined,
  edit: Edit,
  row: Row | undefined,
): string | null {
  const isOlder =
    from !== undefined &&
    typeof edit.patch.text === 'string' &&
    row !== undefined &&
    from !== row.fields.text;
  return isOlder ? from : null;
}

/** The fields that tell the server which text a change builds on. */
export async function textBasisOf(
  db: SidelineDb,
  edit: Edit,
  row: Row | undefined,
  olderText: string | null,
): Promise<Partial<Pick<Outgoing, 'base' | 'baseText' | 'seen' | 'after'>>> {
  const current = row?.fields.text;
  if (!row || typeof current !== 'string') return {};
  // The change builds on no text of this device. A server that does not know `seen` finds no text
  // under 0 and keeps both.
  if (olderText !== null) return { base: 0, baseText: olderText, seen: olderText };
  const changesText = typeof edit.patch.text === 'string' || edit.op === 'delete';
  const waiting = await db.outbox.where('rowId').equals(row.id).sortBy('seq');
  const lastTextChange = waiting.findLast((item) => 'text' in item.patch);
  const after = lastTextChange?.id ?? row.serverCopy?.after;
  return {
    ...(changesText ? { baseText: current } : {}),
    ...(after === undefined ? {} : { after }),
  };
}

/**
 * How a text that started from an older one is shown until the server has a result (T1): merged
 * into the current text, or unmerged where the merge fails. Without a server (a record that stays
 * here, or nobody signed in) a failed merge becomes a conflict on the row (T2).
 */
export function onCurrentText(
  patch: Mutation['patch'],
  from: string,
  row: Row,
  hasNoServer: boolean,
  now: number,
): Mutation['patch'] {
  const [mine, head] = [String(patch.text), String(row.fields.text)];
  const text = mergeText(from, head, mine);
  if (text !== null) return { ...patch, text };
  if (!hasNoServer) return patch;
  const conflicts = (row.fields.conflicts ?? []) as readonly Conflict[];
  const editor = ruleOf(row.collection)?.stamps.editor;
  const author = String(editor && patch[editor]);
  // A number that no other conflict has: a conflict is resolved by its number.
  const rev = 1 + Math.max(row.rev, ...conflicts.map((conflict) => conflict.rev));
  // The same text of the same person is listed once.
  const others = conflicts.filter((item) => item.text !== mine || item.author !== author);
  return { ...patch, text: head, conflicts: [...others, { text: mine, author, at: now, rev }] };
}

/**
 * The conflicts that remain when one is resolved. Read in the writing transaction: another conflict
 * may have arrived since the page showed them.
 */
export function withoutResolved(
  row: Row | undefined,
  { rev, author }: { rev: number; author: string },
): unknown[] {
  const conflicts = (Array.isArray(row?.fields.conflicts) ? row.fields.conflicts : []) as {
    rev: number;
    author: string;
  }[];
  return conflicts.filter((item) => item.rev !== rev || item.author !== author);
}

/**
 * True between the first response of a restored server and the pull that sends this scope from the
 * start: until then revision numbers on this device are the former server's.
 */
export async function isOfFormerServer(db: SidelineDb, scope: string): Promise<boolean> {
  const [epoch, cursor] = [await getMeta(db, 'epoch'), (await getMeta(db, 'cursors'))?.[scope]];
  return epoch !== undefined && cursor !== undefined && cursor.split(':')[0] !== epoch;
}

/**
 * Adds the text that the writer changed to a change of text. A restored server may use the same
 * revision number for another text, so the number alone does not identify it.
 */
export function withSeenText(change: Outgoing): Outgoing {
  const isOnText =
    change.op === 'delete' ||
    (change.op === 'patch' && ('text' in change.patch || 'conflicts' in change.patch));
  return isOnText && change.seen === undefined
    ? { ...change, seen: change.baseText ?? null }
    : change;
}
