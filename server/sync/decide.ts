import { type CollectionName, canAdd, canRead, collections, isCollection, isManager, type Mutation, parseScope, type RowState, replay, scopes } from '../../lib/model/index.ts';
import type { RejectCode } from '../../lib/sync/protocol.ts';
import type { Context } from '../store/context.ts';
import { type Basis, mergedWith } from './text.ts';

/** A row as the server stores it, fields parsed. */
export interface Stored extends RowState {
  id: string;
  collection: string;
  version: number;
  rev: number;
  author: string;
  parent: string | null;
  schema: number;
}

/** A text that was submitted and what became of it: the head, part of a merged head, or a conflict beside the head. */
export interface Wrote {
  kind: 'head' | 'merged' | 'conflict';
  text: string;
  head: string;
}

/** What a mutation comes to. A conflict changes the row as well: the other text is kept on it. */
export type Decision =
  | { kind: 'rejected'; code: RejectCode }
  | { kind: 'keep' } // nothing to change: deleting what someone edited meanwhile
  | { kind: 'made' } // there already, by the same writer, as it was sent
  | { kind: 'write'; next: Stored; wrote: Wrote | null };

const reject = (code: RejectCode): Decision => ({ kind: 'rejected', code });
/** Fields that say what a row is; changing them would make it another row. */
const FIXED = ['author', 'createdAt', 'refKey', 'ref', 'parent', 'userId', 'crm', 'tenant', 'crmUserId', 'playbook', 'suggestion', 'member'];
const KEY = /^[A-Za-z][A-Za-z0-9]{0,59}$/;
const RESERVED = new Set(['constructor', 'prototype']);
/** Serialised size of one row's fields, in characters, without its conflicts. */
const MAX_FIELDS = 64_000;
/** Texts that can stand beside a head. Nobody settles more than these by looking; the next is handed back to its writer. */
const MOST_CONFLICTS = 8;

/** What only some may say, whoever may change the rest of the row. */
function maySay(who: Context, collection: CollectionName, fields: Record<string, unknown>, scope: string, before: Record<string, unknown> | null): boolean {
  const changed = (name: string) => name in fields && JSON.stringify(fields[name]) !== JSON.stringify(before?.[name]);
  // A suggestion is answered by whoever manages, not by the one who made it.
  if (collection === 'suggestion' && !manages(who)) return before ? !changed('state') && !changed('answer') : fields.state === 'open' && fields.answer === null;
  // Whoever looks says so about the rep whose pair it is, and about nobody else.
  if (collection === 'opening' && fields.rep === who.user) return false;
  // A version is written once.
  if (collection === 'playbookVersion' && before) return false;
  if (collection === 'opening') {
    const pair = parseScope(scope);
    return pair?.kind !== 'pair' || pair.rep === fields.rep;
  }
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
  return isManager(who.role, who.manages.length > 0);
}

function mayUse(who: Context, collection: CollectionName, scope: string, fields: Record<string, unknown>): boolean {
  const parts = parseScope(scope);
  if (!parts || !canAdd(who, scope)) return false;
  const rule: { kinds: readonly string[]; org?: 'managers'; server?: true } = collections[collection];
  if (rule.server || !rule.kinds.includes(parts.kind)) return false;
  if (parts.kind === 'org' && rule.org === 'managers' && !manages(who)) return false;
  // Linking a CRM user is something that only the person can say about themselves.
  return collection !== 'crmIdentity' || fields.userId === who.user;
}

/**
 * Decides one mutation against the row it is about (P2: authorised against the old and the new scope). Pure.
 * @param basis what the writer began with. @param parent the parent's row, for a child. @param at Unix ms of arrival.
 */
export function decide(who: Context, mutation: Mutation, row: Stored | null, parent: Stored | null, basis: Basis, at: number, schema: number): Decision {
  if (!isCollection(mutation.collection)) return reject('unknownCollection');
  const rule = collections[mutation.collection];
  if ([...Object.keys(mutation.patch), ...Object.keys(mutation.lists ?? {})].some((key) => !KEY.test(key) || RESERVED.has(key))) return reject('invalid');
  const lists: readonly string[] = rule.lists;
  if (Object.keys(mutation.lists ?? {}).some((key) => !lists.includes(key))) return reject('invalid');
  const visible = row !== null && row.collection === mutation.collection && canRead(who, row.scope);
  if (mutation.op === 'create') {
    if (!row) return create(who, mutation, mutation.collection, parent, schema);
    if (!visible) return reject('notFound');
    return row.author === who.user && says(row, mutation) ? { kind: 'made' } : reject('exists');
  }
  if (!row || !visible) return reject('notFound');
  // What came to somebody's private notes is theirs, whoever wrote it: a person who left.
  const mine = row.author === who.user || row.scope === scopes.private(who.user) || (rule.editable === 'managers' && manages(who));
  if (rule.editable === 'nobody' || (rule.editable !== 'readers' && !mine)) return reject('notAllowed');
  if ((mutation.op === 'delete' || mutation.op === 'restore') && !mine) return reject('notAllowed');
  for (const key of FIXED) if (key in mutation.patch && JSON.stringify(mutation.patch[key]) !== JSON.stringify(row.fields[key])) return reject('immutable');
  if (mutation.scope !== undefined && mutation.scope !== row.scope) {
    if (rule.child || row.author !== who.user) return reject('notAllowed');
    if (!mayUse(who, mutation.collection, mutation.scope, row.fields)) return reject('notAllowed');
  }
  if (mutation.patch.editedBy !== undefined && mutation.patch.editedBy !== null && mutation.patch.editedBy !== who.user) return reject('notAllowed');
  if (mutation.op === 'delete' && basis.stale) return { kind: 'keep' }; // an edit against a delete: the edit stands (T3)
  if (mutation.op === 'patch' && !maySay(who, mutation.collection, mutation.patch, row.scope, row.fields)) return reject('notAllowed');
  return change(who, mutation, row, basis, at, schema);
}

/** True where everything that the change says stands on the row. */
function says(row: Stored, { patch }: Mutation): boolean {
  return Object.entries(patch).every(([key, value]) => JSON.stringify(row.fields[key]) === JSON.stringify(value));
}

type Schema = (typeof collections)[CollectionName]['schema'];

function create(who: Context, mutation: Mutation, collection: CollectionName, parent: Stored | null, version: number): Decision {
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
  if (Array.isArray(fields.conflicts) && fields.conflicts.length > 0) return reject('invalid');
  if (!valid(rule.schema, fields)) return reject('invalid');
  const [key] = rule.text;
  const text = key === undefined ? null : fields[key];
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
    schema: version,
  };
  return { kind: 'write', next, wrote: typeof text === 'string' ? { kind: 'head', text, head: text } : null };
}

function valid(schema: Schema, fields: Record<string, unknown>): boolean {
  const { conflicts, ...rest } = fields;
  return schema.safeParse(fields).success && JSON.stringify(rest).length <= MAX_FIELDS;
}

const conflictsOf = (fields: Record<string, unknown>): Record<string, unknown>[] => (Array.isArray(fields.conflicts) ? fields.conflicts : []);

/** What becomes of a text that somebody submits, and what the patch says after it. Null where nothing was written. */
function write(who: Context, row: Stored, key: string, patch: Record<string, unknown>, basis: Basis, at: number): Wrote | 'full' | null {
  const text = patch[key];
  if (typeof text !== 'string') return null;
  const head = String(row.fields[key] ?? '');
  if (!basis.stale) return text === head ? null : { kind: 'head', text, head: text };
  // The writer's own text that stood as a conflict makes room for this one.
  const others = conflictsOf(row.fields).filter((conflict) => basis.replaces === null || conflict.rev !== basis.replaces || conflict.author !== who.user);
  if (basis.replaces !== null) patch.conflicts = others;
  if (text === head) return null;
  const merged = mergedWith(head, text, basis);
  if (merged !== null) {
    patch[key] = merged;
    return { kind: merged === text ? 'head' : 'merged', text, head: merged };
  }
  // Both changed the same words. The head keeps the earlier text; the other stays beside it until somebody chooses (T2).
  if (others.length >= MOST_CONFLICTS) return 'full';
  for (const other of ['editedAt', 'editedBy', key]) delete patch[other];
  patch.conflicts = [...others, { text, author: who.user, at, rev: row.rev + 1 }];
  return { kind: 'conflict', text, head };
}

function change(who: Context, mutation: Mutation, row: Stored, basis: Basis, at: number, version: number): Decision {
  const rule = collections[row.collection as CollectionName];
  const patch = { ...mutation.patch };
  // Somebody who has not seen the latest texts cannot settle what stands between them; nor does anybody by the numbers of a former server.
  if (basis.stale || mutation.seen !== undefined) delete patch.conflicts;
  // Nor what came after what the writer had on screen: a change made before the last answer came settles only what was there then. What is
  // not there (any more) is not added: somebody else may have settled it.
  if (Array.isArray(patch.conflicts)) {
    const kept = patch.conflicts.map((item) => JSON.stringify(item));
    patch.conflicts = conflictsOf(row.fields).filter((conflict) => kept.includes(JSON.stringify(conflict)) || Number(conflict.rev) > mutation.base);
  }
  const [key] = rule.text;
  // Looked at before it is merged: comparing is what costs.
  if (key !== undefined && key in patch && !valid(rule.schema, { ...row.fields, [key]: patch[key] })) return reject('invalid');
  const wrote = key === undefined || mutation.op !== 'patch' ? null : write(who, row, key, patch, basis, at);
  if (wrote === 'full') return reject('conflicts');
  const state = replay(row, { ...mutation, patch });
  if (!state || !valid(rule.schema, state.fields)) return reject('invalid');
  // Somebody wrote on after somebody else deleted: what was written comes back (T3).
  const deleted = mutation.op === 'patch' && wrote !== null ? false : state.deleted;
  return { kind: 'write', next: { ...row, ...state, deleted, rev: wrote ? row.rev + 1 : row.rev, schema: version }, wrote };
}
