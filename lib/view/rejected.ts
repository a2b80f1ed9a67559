import {
  type CollectionRule,
  collections,
  isCollection,
  known,
  type Me,
  type Mutation,
  mayManage,
  type Policy,
  type Scope,
  scopes,
} from '../model/index.ts';
import { cachedRecord, getMeta, type SidelineDb } from '../store/index.ts';
import { loadOwnerLink } from './load.ts';
import { pairOrPrivate, repForSharing } from './sharing.ts';

/** One field of a rejected change that contains a person's words. */
export interface Words {
  field: string;
  /** The words alone, one line each. */
  text: string;
  /** All of the value: of a document also its structure, so that it can be imported. */
  copy: string;
}

/** Parts of a document that no person typed. */
const NO_WORDS = new Set(['id', 'format', 'element']);

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .filter(([name]) => !NO_WORDS.has(name))
    .map(([, part]) => textOf(part))
    .filter((text) => text !== '')
    .join('\n');
}

/** The words of a change, field by field. */
export function wordsOf({ collection, patch, lists = {}, maps = {} }: Mutation): Words[] {
  const rule = isCollection(collection) ? collections[collection] : null;
  return (rule?.readable ?? []).flatMap((field) => {
    const value = patch[field] ?? lists[field]?.add ?? maps[field]?.set;
    const text = textOf(value);
    const isDocument = typeof value === 'object' && !Array.isArray(value);
    const copy = isDocument ? JSON.stringify(value, null, 2) : text;
    return text.trim() === '' ? [] : [{ field, text, copy }];
  });
}

function orgOrPrivate(me: Me, policy: Policy): Scope {
  const isClosed = policy.create === 'managers' && !mayManage(me);
  return isClosed ? scopes.private(me.user.id) : scopes.org(me.org.id);
}

/**
 * `repForSharing` by the owner's own link: `loadRepForSharing` reads as many links as a live query
 * may read in all.
 */
async function linkedRep(db: SidelineDb, me: Me, key: string): Promise<string | null> {
  const record = await cachedRecord(db, key);
  const links = await loadOwnerLink(db, record);
  return repForSharing(me, links, record);
}

/**
 * The scope that a rejected new row would be saved in now. Null where it is the scope that refused
 * it, and for changes that only make sense in their row. Notes and replies have an audience, which
 * a person chooses, and are not saved again by themselves.
 */
export async function scopeAgain(db: SidelineDb, mutation: Mutation): Promise<Scope | null> {
  const { collection, op, patch, lists, maps } = mutation;
  const me = await getMeta(db, 'me');
  if (!me || !isCollection(collection) || (op !== 'create' && op !== 'put')) return null;
  const { policy, text }: CollectionRule = collections[collection];
  if (text.length > 0 || lists || maps || wordsOf(mutation).length === 0) return null;
  const scope = policy.scopes.includes('pair')
    ? pairOrPrivate(me, await linkedRep(db, me, String(patch.refKey)))
    : orgOrPrivate(me, policy);
  return scope === mutation.scope ? null : scope;
}

/** Key and name of the record that a rejected change is about, and the scope of `scopeAgain`. */
export async function loadRejected(db: SidelineDb, mutation: Mutation) {
  const key = mutation.patch.refKey ?? (await db.rows.get(mutation.rowId))?.refKey;
  const record = typeof key === 'string' && key !== '' ? await cachedRecord(db, key) : null;
  return {
    refKey: record ? String(key) : null,
    recordName: record ? (known(record.fields.name) ?? null) : null,
    scope: await scopeAgain(db, mutation),
  };
}
