import { type CollectionName, canRead, collections, isCollection, type Mutation, parseScope, type RowState, replay } from '../../lib/model/index.ts';
import type { RejectCode } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';

/** A row as the server stores it, fields parsed. */
export interface Stored extends RowState {
  id: string;
  collection: string;
  version: number;
  rev: number;
  author: string;
  parent: string | null;
}

/** What a mutation comes to. `conflict` changes the row as well: the other text is kept on it. */
export type Decision =
  | { kind: 'rejected'; code: RejectCode }
  | { kind: 'keep' } // nothing to change: deleting what someone edited meanwhile
  | { kind: 'write'; next: Stored; textChanged: string | null; conflict: string | null };

const reject = (code: RejectCode): Decision => ({ kind: 'rejected', code });
/** Fields that say what a row is; changing them would make it another row. */
const FIXED = ['author', 'createdAt', 'refKey', 'ref', 'parent', 'userId', 'crm', 'tenant', 'crmUserId', 'playbook', 'suggestion', 'member'];
const KEY = /^[A-Za-z][A-Za-z0-9]{0,59}$/;
const RESERVED = new Set(['constructor', 'prototype']);
/** Serialised size of one row's fields, in characters. */
const MAX_FIELDS = 64_000;

/** What only some may say, whoever may change the rest of the row. */
function maySay(who: Context, collection: CollectionName, fields: Record<string, unknown>, scope: string, before: Record<string, unknown> | null): boolean {
  const changed = (name: string) => name in fields && JSON.stringify(fields[name]) !== JSON.stringify(before?.[name]);
  // A suggestion is answered by whoever manages, not by the one who made it.
  if (collection === 'suggestion' && !manages(who)) return before ? !changed('state') && !changed('answer') : fields.state === 'open' && fields.answer === null;
  // A version is written once.
  if (collection === 'playbookVersion' && before) return false;
  if (collection !== 'profile') return true;
  // The second key is the other person's: nobody agrees for somebody else, nor to their own focus.
  const agreed = fields.agreedBy ?? null;
  const member = fields.member ?? before?.member;
  const parts = parseScope(scope);
  if (before === null && parts?.kind === 'pair' && member !== parts.rep) return false;
  if (before === null && parts?.kind === 'private' && member !== who.user) return false;
  return !changed('agreedBy') || agreed === null || (agreed === who.user && member !== who.user);
}

/** Whoever manages the organisation or a team in it. */
function manages(who: Context): boolean {
  return who.role !== 'rep' || who.manages.length > 0;
}

function mayUse(who: Context, collection: CollectionName, scope: string, fields: Record<string, unknown>): boolean {
  const parts = parseScope(scope);
  if (!parts || !canRead(who, scope)) return false;
  const rule: { kinds: readonly string[]; org?: 'managers' } = collections[collection];
  if (!rule.kinds.includes(parts.kind)) return false;
  if (parts.kind === 'org' && rule.org === 'managers' && !manages(who)) return false;
  // Linking a CRM user is something that only the person can say about themselves.
  return collection !== 'crmIdentity' || fields.userId === who.user;
}

/**
 * Decides one mutation against the row it is about (P2: authorised against the old and the new scope). Pure.
 * @param seen the row's revision that the writer knew, its own earlier changes included.
 * @param parent the parent's row, for a child. @param at Unix ms of arrival.
 */
export function decide(who: Context, mutation: Mutation, row: Stored | null, parent: Stored | null, seen: number, at: number): Decision {
  if (!isCollection(mutation.collection)) return reject('unknownCollection');
  const rule = collections[mutation.collection];
  if (Object.keys(mutation.patch).some((key) => !KEY.test(key) || RESERVED.has(key))) return reject('invalid');
  const visible = row !== null && row.collection === mutation.collection && canRead(who, row.scope);
  if (mutation.op === 'create') return row ? reject(visible ? 'exists' : 'notFound') : create(who, mutation, mutation.collection, parent);
  if (!row || !visible) return reject('notFound');
  const mine = row.author === who.user || (rule.editable === 'managers' && manages(who));
  if (rule.editable !== 'readers' && !mine) return reject('notAllowed');
  if ((mutation.op === 'delete' || mutation.op === 'restore') && !mine) return reject('notAllowed');
  for (const key of FIXED) if (key in mutation.patch && JSON.stringify(mutation.patch[key]) !== JSON.stringify(row.fields[key])) return reject('immutable');
  if (mutation.scope !== undefined && mutation.scope !== row.scope) {
    if (rule.child || row.author !== who.user) return reject('notAllowed');
    if (!mayUse(who, mutation.collection, mutation.scope, row.fields)) return reject('notAllowed');
  }
  if (mutation.patch.editedBy !== undefined && mutation.patch.editedBy !== null && mutation.patch.editedBy !== who.user) return reject('notAllowed');
  if (mutation.op === 'delete' && seen < row.rev) return { kind: 'keep' }; // an edit against a delete: the edit stands (T3)
  if (mutation.op === 'patch' && !maySay(who, mutation.collection, mutation.patch, row.scope, row.fields)) return reject('notAllowed');
  return change(who, mutation, rule.text, row, seen, at, rule.schema);
}

function create(who: Context, mutation: Mutation, collection: CollectionName, parent: Stored | null): Decision {
  const rule = collections[collection];
  const fields = mutation.patch;
  let scope = mutation.scope ?? '';
  if (rule.child) {
    if (!parent || parent.deleted || parent.collection !== 'note' || !canRead(who, parent.scope)) return reject('notFound');
    scope = parent.scope;
  } else if (!mayUse(who, collection, scope, fields)) return reject('notAllowed');
  const author = collection === 'dealSnapshot' ? who.user : collection === 'crmIdentity' ? fields.userId : fields.author;
  if (author !== who.user) return reject('notAllowed');
  if (!maySay(who, collection, fields, scope, null)) return reject('notAllowed');
  const texts: readonly string[] = rule.text;
  if (Array.isArray(fields.conflicts) && fields.conflicts.length > 0) return reject('invalid');
  if (!valid(rule.schema, fields)) return reject('invalid');
  const text = texts.map((key) => fields[key]).find((value) => typeof value === 'string');
  const next: Stored = {
    id: mutation.rowId,
    collection,
    scope,
    deleted: false,
    fields: { ...fields },
    version: 0,
    rev: 1,
    author: who.user,
    parent: rule.child ? String(fields.parent) : null,
  };
  return { kind: 'write', next, textChanged: typeof text === 'string' ? text : null, conflict: null };
}

function valid(schema: (typeof collections)[CollectionName]['schema'], fields: Record<string, unknown>): boolean {
  return schema.safeParse(fields).success && JSON.stringify(fields).length <= MAX_FIELDS;
}

/** Conflicts that the writer saw and settles: those that are there now and not in the patch. A patch can take away, never add. */
function settled(patch: Record<string, unknown>, row: Stored): unknown[] | null {
  const now = Array.isArray(row.fields.conflicts) ? row.fields.conflicts : [];
  if (!Array.isArray(patch.conflicts)) return now;
  const kept = patch.conflicts.map((item) => JSON.stringify(item));
  return kept.every((item) => now.some((other) => JSON.stringify(other) === item)) ? patch.conflicts : null;
}

function change(
  who: Context,
  mutation: Mutation,
  texts: readonly string[],
  row: Stored,
  seen: number,
  at: number,
  schema: (typeof collections)[CollectionName]['schema'],
): Decision {
  const patch = { ...mutation.patch };
  let conflict: string | null = null;
  let textChanged: string | null = null;
  const stale = seen < row.rev;
  const conflicts = settled(patch, row);
  if (conflicts === null) return reject('invalid');
  // Somebody who has not seen the latest texts cannot settle what stands between them.
  if (stale) delete patch.conflicts;
  for (const key of texts) {
    const text = patch[key];
    if (typeof text !== 'string' || text === row.fields[key]) continue;
    if (stale) {
      // Two people changed one text. The head keeps the earlier one; the other stays beside it until somebody chooses (T2).
      conflict = text;
      for (const other of ['editedAt', 'editedBy', key]) delete patch[other];
      patch.conflicts = [...(Array.isArray(row.fields.conflicts) ? row.fields.conflicts : []), { text, author: who.user, at, rev: row.rev }];
    } else textChanged = text;
  }
  const state = replay(row, { ...mutation, patch });
  if (!state || !valid(schema, state.fields)) return reject('invalid');
  const wrote = textChanged !== null || conflict !== null;
  // Somebody wrote on after somebody else deleted: what was written comes back (T3).
  const deleted = mutation.op === 'patch' && wrote ? false : state.deleted;
  return { kind: 'write', next: { ...row, ...state, deleted, rev: wrote ? row.rev + 1 : row.rev }, textChanged, conflict };
}
