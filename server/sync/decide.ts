import {
  type CollectionRule,
  canRead,
  collections,
  isCollection,
  isKeyedId,
  type Mutation,
  parseScope,
  replay,
} from '../../lib/model/index.ts';
import type { Context } from '../store/context.ts';
import {
  type Case,
  type Decision,
  isOtherRow,
  isValid,
  newRow,
  reject,
  unlessSame,
} from './case.ts';
import { allows, mayChange, placeFor } from './policy.ts';
import { put } from './put.ts';
import { clamped, isForged, says, stampChange, stampNew, toldOf } from './stamp.ts';
import type { Stored } from './stored.ts';
import type { Basis } from './text.ts';
import { settleSeen, type Wrote, writeText } from './textFields.ts';

const NAME = /^[A-Za-z][A-Za-z0-9]{0,59}$/;
const RESERVED = new Set(['constructor', 'prototype']);
/** Names of fields that are names, lists and objects that are declared as such, and an operation that the collection has. */
function isWellFormed(
  rule: CollectionRule,
  { op, rowId, patch, lists = {}, maps = {} }: Mutation,
): boolean {
  const names = [...Object.keys(patch), ...Object.keys(lists), ...Object.keys(maps)];
  if (names.some((name) => !NAME.test(name) || RESERVED.has(name))) return false;
  if (Object.keys(lists).some((name) => !rule.lists.includes(name))) return false;
  if (Object.keys(maps).some((name) => !rule.maps.includes(name))) return false;
  if (rule.key !== null) return op === 'put' || op === 'delete';
  // An id that a key would have belongs to that key.
  return op !== 'put' && !isKeyedId(rowId);
}

/**
 * Decides one mutation against the row it is about (P2: authorised against the old and the new scope). Pure.
 * @param basis what the writer began with. @param parent the parent's row, for a child. @param at Unix ms of arrival.
 */
export function decide(
  who: Context,
  mutation: Mutation,
  row: Stored | null,
  parent: Stored | null,
  basis: Basis,
  at: number,
  schema: number,
): Decision {
  if (!isCollection(mutation.collection)) return reject('unknownCollection');
  const rule: CollectionRule = collections[mutation.collection];
  if (!isWellFormed(rule, mutation)) return reject('invalid');
  const asked: Case = { who, mutation, rule, basis, at, schema };
  if (mutation.op === 'put') return put(asked, rule.key ?? [], row);
  const visible = row !== null && row.collection === mutation.collection && canRead(who, row.scope);
  if (mutation.op === 'create') {
    if (!row) return create(asked, parent);
    if (!visible) return reject('notFound');
    return row.author === who.user && says(rule, row, mutation)
      ? { kind: 'made' }
      : reject('exists');
  }
  return row && visible ? change(asked, mutation.op, row) : reject('notFound');
}

function create(asked: Case, parent: Stored | null): Decision {
  const { who, mutation, rule, at } = asked;
  let scope = mutation.scope ?? '';
  if (rule.child) {
    if (!parent || parent.deleted || parent.collection !== 'note' || !canRead(who, parent.scope))
      return reject('notFound');
    scope = parent.scope;
  } else if (!placeFor(who, rule, scope)) return reject('notAllowed');
  const parts = parseScope(scope);
  if (!parts || isForged(rule, who.user, mutation.patch)) return reject('notAllowed');
  const fields = stampNew(rule, who.user, clamped(rule, mutation.patch, at), at, parts);
  const given = Object.keys(mutation.patch);
  if (!allows(who, rule, { scope: parts, fields, before: null }, given))
    return reject('notAllowed');
  if (Array.isArray(fields.conflicts) && fields.conflicts.length > 0) return reject('invalid');
  if (!isValid(rule, fields)) return reject('invalid');
  const [key] = rule.text;
  const text = key === undefined ? null : fields[key];
  const next = {
    ...newRow(asked, scope, fields),
    parent: rule.child ? String(fields.parent) : null,
  };
  const wrote: Wrote | null = typeof text === 'string' ? { kind: 'head', text, head: text } : null;
  return { kind: 'write', next, wrote, stamped: toldOf(rule, mutation.patch, fields) };
}

function change(asked: Case, op: 'patch' | 'delete' | 'restore', row: Stored): Decision {
  const { who, mutation, rule, basis, at, schema } = asked;
  if (!mayChange(who, rule, op, row)) return reject('notAllowed');
  if (isOtherRow(rule, row, mutation.patch)) return reject('immutable');
  const isMove = mutation.scope !== undefined && mutation.scope !== row.scope;
  // A row that says something about a key stays where it is: another scope is another row.
  if (isMove && rule.key !== null) return reject('invalid');
  if (
    isMove &&
    (rule.child || row.author !== who.user || !placeFor(who, rule, mutation.scope ?? ''))
  )
    return reject('notAllowed');
  if (isForged(rule, who.user, unlessSame(rule, row, mutation.patch))) return reject('notAllowed');
  if (op === 'delete' && basis.stale) return { kind: 'keep' }; // an edit against a delete: the edit stands (T3)
  const patch = clamped(rule, mutation.patch, at);
  settleSeen(patch, row, mutation, basis);
  const [key] = rule.text;
  // Looked at before it is merged: comparing is what costs.
  if (key !== undefined && key in patch && !isValid(rule, { ...row.fields, [key]: patch[key] }))
    return reject('invalid');
  const wrote =
    key === undefined || op !== 'patch'
      ? null
      : writeText(who, row, key, patch, basis, [rule.stamps.editor, rule.stamps.edited], at);
  if (wrote === 'full') return reject('conflicts');
  const said = replay(row, mutation);
  const made = replay(row, { ...mutation, patch });
  if (!said || !made) return reject('invalid');
  const fields = stampChange(rule, who.user, row.fields, made.fields, patch, at);
  const scope = parseScope(made.scope);
  if (
    (op === 'patch' || isMove) &&
    !(scope && allows(who, rule, { scope, fields, before: row.fields }, Object.keys(patch)))
  )
    return reject('notAllowed');
  // What is deleted need not be as rows are today.
  if (op !== 'delete' && !isValid(rule, fields)) return reject('invalid');
  // Somebody wrote on after somebody else deleted: what was written comes back (T3).
  const deleted = op === 'patch' && wrote !== null ? false : made.deleted;
  const next: Stored = {
    ...row,
    scope: made.scope,
    fields,
    deleted,
    rev: wrote ? row.rev + 1 : row.rev,
    schema,
  };
  return { kind: 'write', next, wrote, stamped: toldOf(rule, said.fields, fields) };
}
