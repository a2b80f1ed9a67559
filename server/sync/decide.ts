import {
  type CollectionRule,
  canAdd,
  canRead,
  collectionNames,
  isKeyedId,
  isUuidv7,
  type Mutation,
  parseScope,
  replay,
  ruleOf,
  type ScopeParts,
  USUAL_STAMPS,
} from '../../lib/model/index.ts';
import type { RejectCode } from '../../lib/sync/protocol.ts';
import {
  type Case,
  type Decision,
  declares,
  isOtherRow,
  isValid,
  newRow,
  reject,
  unlessSame,
} from './case.ts';
import { replacesDeletedContent } from './past.ts';
import { allowedScope, allows, mayChange } from './policy.ts';
import { put } from './put.ts';
import { clamped, isForged, matches, serverChanges, stampChange, stampNew } from './stamp.ts';
import type { Stored } from './stored.ts';
import { resolveSeenConflict, type Wrote, writeText } from './textFields.ts';

const NAME = /^[A-Za-z][A-Za-z0-9]{0,59}$/;
/** Names that every object has, and those by which the language takes it for another kind. */
const RESERVED: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  ...['prototype', 'then', 'toJSON'],
]);
/**
 * Names with a meaning of their own: who wrote a row and what is open beside its text, and in the
 * history the parts of a change. Only a collection that declares such a field can have it. Other
 * fields that are not declared are from a newer version, and kept.
 */
export const DECLARED_ONLY: ReadonlySet<string> = new Set([
  ...[USUAL_STAMPS.author, USUAL_STAMPS.editor].filter((name) => name !== null),
  ...collectionNames.flatMap((name) => ruleOf(name).confirms ?? []),
  'conflicts',
  ...['op', 'scope', 'lists', 'maps'],
]);

/** True for a name that a field of the collection may have. */
export function mayBeNamed(rule: CollectionRule, name: string): boolean {
  if (declares(rule, name)) return !RESERVED.has(name);
  return NAME.test(name) && !RESERVED.has(name) && !DECLARED_ONLY.has(name);
}

/** Checks the names of fields, that lists and maps are declared as such, and the operation. */
function isWellFormed(
  rule: CollectionRule,
  { op, rowId, patch, lists = {}, maps = {} }: Mutation,
): boolean {
  const isName = (name: string) => mayBeNamed(rule, name);
  if (![patch, lists, maps].every((fields) => Object.keys(fields).every(isName))) return false;
  if (Object.keys(lists).some((name) => !rule.lists.includes(name))) return false;
  if (Object.keys(maps).some((name) => !rule.maps.includes(name))) return false;
  if (rule.key !== null) return op === 'put' || op === 'delete';
  // An id in the form of a keyed id is reserved for keyed rows.
  return op !== 'put' && !isKeyedId(rowId);
}

/** A mutation with the rows that it is about. */
interface DecisionInput extends Omit<Case, 'rule'> {
  row: Stored | null;
  /** The parent's row, for a child. */
  parent: Stored | null;
  /**
   * True if other people replied to the note, wrote in it or have an open version: then it does not
   * move.
   */
  othersWrote: boolean;
}

/** Decides one mutation of a row (P2: authorised against the old and the new scope). Pure. */
export function decide({ row, parent, othersWrote, ...input }: DecisionInput): Decision {
  const { who, mutation } = input;
  const rule = ruleOf(mutation.collection);
  if (!rule) return reject('unknownCollection');
  if (!isWellFormed(rule, mutation)) return reject('invalid');
  const request: Case = { ...input, rule };
  if (mutation.op === 'put') return put(request, rule.key ?? [], row);
  const visible = row !== null && row.collection === mutation.collection && canRead(who, row.scope);
  if (mutation.op === 'create') {
    if (!row || !visible) {
      // Ids of any form could be made to sort before or behind all others.
      if (!isUuidv7(mutation.rowId)) return reject('invalid');
      // Decided in the same way whether there is such a row or not (S5).
      const made = create(request, parent);
      return row && made.kind === 'write' ? { kind: 'hidden', next: made.next } : made;
    }
    return row.author === who.user && matches(rule, row, mutation)
      ? { kind: 'alreadyMade' }
      : reject('exists');
  }
  if (!row || !visible) return reject('notFound');
  return change(request, mutation.op, row, othersWrote);
}

function create(request: Case, parent: Stored | null): Decision {
  const { who, mutation, rule, at } = request;
  let scope = mutation.scope ?? '';
  let parts: ScopeParts | null;
  if (rule.childOf !== null) {
    const isParent = parent?.collection === rule.childOf && !parent.deleted;
    if (!isParent || !canRead(who, parent.scope)) return reject('notFound');
    // A former pair is read only; that somebody read a note there is no word.
    if (rule.text.length > 0 && !canAdd(who, parent.scope)) return reject('notAllowed');
    scope = parent.scope;
    parts = parseScope(scope);
  } else parts = allowedScope(who, rule, scope);
  if (!parts || isForged(rule, who.user, mutation.patch)) return reject('notAllowed');
  const fields = stampNew(rule, who.user, clamped(rule, mutation.patch, request), at, parts);
  const changed = Object.keys(mutation.patch);
  if (!allows(who, rule, { scope: parts, fields, before: null }, changed))
    return reject('notAllowed');
  if (Array.isArray(fields.conflicts) && fields.conflicts.length > 0) return reject('invalid');
  if (!isValid(rule, fields)) return reject('invalid');
  const [key] = rule.text;
  const text = key === undefined ? null : fields[key];
  const next = {
    ...newRow(request, scope, fields),
    parent: rule.childOf === null ? null : String(fields.parent),
  };
  return {
    kind: 'write',
    next,
    wrote: newText(text),
    stamped: serverChanges(rule, mutation.patch, fields),
  };
}

/** A deleted row for somebody who may not read its words: they neither merge nor return (T6). */
function withoutWords(row: Stored, key: string): Stored {
  const conflicts = 'conflicts' in row.fields ? { conflicts: [] } : {};
  return { ...row, fields: { ...row.fields, ...conflicts, [key]: null } };
}

const newText = (text: unknown): Wrote | null =>
  typeof text === 'string' ? { kind: 'head', text, head: text } : null;

/** Where a change moves a row: why it may not, or null. */
function refusedMove(
  { who, mutation, rule }: Case,
  row: Stored,
  othersWrote: boolean,
): RejectCode | null {
  // A keyed row never moves: in another scope it is another row.
  if (rule.key !== null) return 'invalid';
  const isOwn = rule.childOf === null && row.author === who.user;
  if (!isOwn || !allowedScope(who, rule, mutation.scope ?? '')) return 'notAllowed';
  // A move would show the words of others to people they did not write for, or take them from their
  // writers (D3).
  return othersWrote ? 'hasReplies' : null;
}

/** The text that a change writes; null for none. */
function writtenText(
  { who, mutation, rule, basis, at }: Case,
  row: Stored,
  patch: Record<string, unknown>,
  isNewText: boolean,
): ReturnType<typeof writeText> | null {
  const [key] = rule.text;
  if (key === undefined) return null;
  if (isNewText) return newText(patch[key]);
  return mutation.op === 'patch' ? writeText({ who, row, rule, key, patch, basis, at }) : null;
}

function change(
  request: Case,
  op: 'patch' | 'delete' | 'restore',
  stored: Stored,
  othersWrote: boolean,
): Decision {
  const { who, mutation, rule, basis, at, schema } = request;
  const [key] = rule.text;
  const isNewText =
    key !== undefined && key in mutation.patch && replacesDeletedContent(who, stored, mutation);
  const row = isNewText ? withoutWords(stored, key) : stored;
  if (!mayChange(who, rule, op, row)) return reject('notAllowed');
  if (isOtherRow(rule, row, mutation.patch)) return reject('immutable');
  const isMove = mutation.scope !== undefined && mutation.scope !== row.scope;
  const refusal = isMove ? refusedMove(request, row, othersWrote) : null;
  if (refusal !== null) return reject(refusal);
  if (isForged(rule, who.user, unlessSame(rule, row, mutation.patch))) return reject('notAllowed');
  // Of an edit and a deletion at the same time, the edit wins (T3).
  if (op === 'delete' && basis.kind !== 'current') return { kind: 'keep' };
  const patch = clamped(rule, mutation.patch, request);
  resolveSeenConflict(patch, row, mutation, basis);
  // Checked before merging, which is expensive.
  if (key !== undefined && key in patch && !isValid(rule, { ...row.fields, [key]: patch[key] }))
    return reject('invalid');
  const wrote = writtenText(request, row, patch, isNewText);
  if (wrote === 'full') return reject('conflicts');
  const asSent = replay(row, mutation);
  const changed = replay(row, { ...mutation, patch });
  if (!asSent || !changed) return reject('invalid');
  const fields = stampChange(rule, {
    user: who.user,
    before: row.fields,
    fields: changed.fields,
    patch,
    now: at,
  });
  const scope = parseScope(changed.scope);
  const isAllowed = (before: Stored['fields'] | null, names: readonly string[]) =>
    scope !== null && allows(who, rule, { scope, fields, before }, names);
  if ((op === 'patch' || isMove) && !isAllowed(row.fields, Object.keys(patch)))
    return reject('notAllowed');
  // Nobody moves to a scope what they may not create there.
  if (isMove && !isAllowed(null, Object.keys(fields))) return reject('notAllowed');
  // A row that does not fit the present schema can still be deleted.
  if (op !== 'delete' && !isValid(rule, fields)) return reject('invalid');
  // A text written after another person deleted the row restores the row (T3).
  const deleted = op === 'patch' && wrote !== null ? false : changed.deleted;
  const next: Stored = {
    ...row,
    scope: changed.scope,
    fields,
    deleted,
    rev: wrote ? row.rev + 1 : row.rev,
    schema,
  };
  return { kind: 'write', next, wrote, stamped: serverChanges(rule, asSent.fields, fields) };
}
