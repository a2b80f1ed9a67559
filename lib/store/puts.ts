import {
  type CollectionName,
  collections,
  keyedId,
  listChange,
  type Mutation,
  mapChange,
} from '../model/index.ts';
import type { Row } from './tables.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A change of a page, as far as keys look at it. */
interface Change {
  op: Mutation['op'];
  collection: CollectionName;
  rowId: string;
  scope?: string;
  patch: Mutation['patch'];
  /** What counted before, where this device has no row under the key. */
  before?: Fields;
}

/**
 * Rows with a key are put, and only under the id that follows from it; others are created and
 * patched. The server would refuse everything else, after it was shown as saved.
 * @returns what is wrong with a change, or null.
 */
export function misfit(
  { op, collection, rowId, scope, patch }: Change,
  org: string,
): string | null {
  const { key } = collections[collection];
  if (key === null ? op === 'put' : op !== 'put' && op !== 'delete')
    return `${op} of ${collection}`;
  if (key === null || op === 'delete') return null;
  const values = key.map((name) => patch[name]);
  const fits = scope !== undefined && rowId === keyedId(org, scope, collection, values);
  return fits ? null : `${collection} under another id`;
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const mapIn = (value: unknown): Fields => (isObject(value) ? value : {});

/** Lists and objects of rows with a key go as what is put in and taken out (T4). */
export function asParts(
  { op, collection, patch, before: other = {} }: Change,
  row: Row | undefined,
): Pick<Mutation, 'patch' | 'lists' | 'maps'> {
  if (op !== 'put') return { patch };
  const rule: { lists: readonly string[]; maps: readonly string[] } = collections[collection];
  const live = row === undefined || row.deleted ? null : row.fields;
  const lists: [string, ReturnType<typeof listChange>][] = [];
  const maps: [string, ReturnType<typeof mapChange>][] = [];
  const rest: [string, unknown][] = [];
  for (const [name, to] of Object.entries(patch)) {
    if (rule.lists.includes(name) && Array.isArray(to))
      lists.push([
        name,
        live
          ? listChange(listIn(live[name]), to)
          : { add: to, remove: listChange(listIn(other[name]), to).remove },
      ]);
    else if (rule.maps.includes(name) && isObject(to))
      maps.push([
        name,
        live
          ? mapChange(mapIn(live[name]), to)
          : { set: { ...to }, remove: mapChange(mapIn(other[name]), to).remove },
      ]);
    else rest.push([name, to]);
  }
  return {
    patch: Object.fromEntries(rest),
    ...(lists.length > 0 ? { lists: Object.fromEntries(lists) } : {}),
    ...(maps.length > 0 ? { maps: Object.fromEntries(maps) } : {}),
  };
}
