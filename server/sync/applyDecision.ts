import type { Mutation } from '../../lib/model/index.ts';
import type { StoredResult } from '../../lib/sync/protocol.ts';
import { addressed } from './addressed.ts';
import type { Decision } from './case.ts';
import { isLogged, loggedOf } from './logged.ts';
import { takeNumber } from './numbers.ts';
import { isShared, pastScope, replacesDeletedContent } from './past.ts';
import { resultKey, UNKNOWN_VERSION } from './prior.ts';
import { singleKeyOf } from './singles.ts';
import type { State } from './state.ts';
import type { Stored } from './stored.ts';

/** The device deletes its new row: one is enough and is there, or it does not read what it sent. */
export const DROPPED: StoredResult = { kind: 'conflict', version: UNKNOWN_VERSION, rev: 0 };

/** Applies a change that was decided, and logs it. */
export function applyWrite(
  mutation: Mutation,
  row: Stored | null,
  { next: sent, wrote, stamped: ofFields }: Decision & { kind: 'write' },
  state: State,
): StoredResult {
  const { work } = state;
  const decidedRow = row === null ? addressed(sent) : sent;
  if (row === null && isEnough(decidedRow, state)) return DROPPED;
  if (row === null) takeKey(decidedRow, state);
  const numbered = row === null ? takeNumber(state.numbers, decidedRow) : null;
  if (numbered) work.addsNumbers = true;
  const isRenumbered = numbered !== null && Object.keys(numbered).length > 0;
  const stamped = isRenumbered ? { ...ofFields, ...numbered } : ofFields;
  const next = state.put(
    isRenumbered ? { ...decidedRow, fields: { ...decidedRow.fields, ...numbered } } : decidedRow,
  );
  if (row && row.scope !== next.scope)
    for (const child of state.children.movedWith(next, work.who))
      state.put({ ...child, scope: next.scope });
  if (!next.deleted && replacesDeletedContent(work.who, row, mutation)) hideHistory(row, state);
  // Its sender does not read it: the device deletes its row.
  if (next.scope !== sent.scope) return DROPPED;
  const versions = { version: next.version, rev: next.rev };
  const versionsAndStamps = stamped === null ? versions : { ...versions, stamped };
  if (!wrote) {
    // Other fields have a history too (T4), where more than one person can change them.
    if (isLogged(mutation, row))
      logRevision(
        mutation,
        next,
        { kind: 'fields', text: JSON.stringify(loggedOf(mutation, row)) },
        state,
      );
    return { kind: 'ok', ...versionsAndStamps };
  }
  logText(mutation, next, wrote, state);
  switch (wrote.kind) {
    case 'head':
      return { kind: 'ok', ...versionsAndStamps };
    case 'merged':
      return { kind: 'merged', ...versionsAndStamps, text: wrote.head };
    case 'conflict':
      return { kind: 'conflict', ...versions };
  }
}

/** True if the sender has a row with this key and one is enough. */
export function isEnough(row: Stored, { usedSingleKeys }: State): boolean {
  const key = singleKeyOf(row);
  return key !== null && usedSingleKeys.has(key);
}

function takeKey(row: Stored, { work, usedSingleKeys }: State): void {
  const key = singleKeyOf(row);
  if (key === null) return;
  usedSingleKeys.add(key);
  work.addedSingleKeys.add(key);
}

type Written = NonNullable<(Decision & { kind: 'write' })['wrote']>;

/** Logs a written text, and remembers it for later mutations of this push. */
function logText(
  mutation: Mutation,
  row: Stored,
  { kind, text, head }: Written,
  state: State,
): void {
  const merged = head === text ? null : head;
  logRevision(mutation, row, { kind, text, merged }, state);
  const { clientId } = state.request;
  const revision = { rev: row.rev, text, merged, kind, clientId, id: mutation.id };
  state.revisions.set(row.id, [...(state.revisions.get(row.id) ?? []), revision]);
}

function logRevision(
  mutation: Mutation,
  row: Stored,
  { kind, text, merged = null }: { kind: string; text: string; merged?: string | null },
  { work, request, at }: State,
): void {
  work.revisions.push({
    org_id: work.who.org,
    row_id: row.id,
    rev: row.rev,
    parent_rev: mutation.base,
    mutation_id: resultKey(work.who, mutation),
    client_id: request.clientId,
    author: work.who.user,
    text,
    merged,
    kind,
    scope_at: row.scope,
    at,
    version: row.version,
  });
}

/** Hides the history of a deleted row: what is stored, and what this push adds to it. */
function hideHistory(row: Stored, { work, revisions }: State): void {
  // What is stored belongs to the author whom the row had before this push.
  if (!work.hiddenHistory.has(row.id)) work.hiddenHistory.set(row.id, row);
  for (const revision of work.revisions)
    if (revision.row_id === row.id && isShared(revision.scope_at))
      revision.scope_at = pastScope(row);
  revisions.delete(row.id);
}
