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

/** The part of a change that is stored and sent. */
export type Edit = Pick<Mutation, 'op' | 'patch'> & {
  collection: CollectionName;
  rowId: string;
  scope?: string;
};

interface PutEdit extends Edit {
  /** The fields that were current before, where this device has no row of the key. */
  before?: Fields;
}

/**
 * Checks that a keyed row is put, under the id that its key gives, and that another row is created
 * and patched. The server would refuse anything else after it was shown as saved.
 * @returns why a change is invalid, or null.
 */
export function invalidReason(
  { op, collection, rowId, scope, patch }: PutEdit,
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

/** Lists and objects of keyed rows are sent as additions and removals (T4). */
export function asParts(
  { op, collection, patch, before = {} }: PutEdit,
  row: Row | undefined,
): Pick<Mutation, 'patch' | 'lists' | 'maps'> {
  if (op !== 'put') return { patch };
  const rule: { lists: readonly string[]; maps: readonly string[] } = collections[collection];
  const current = row === undefined || row.deleted ? null : row.fields;
  const lists: [string, ReturnType<typeof listChange>][] = [];
  const maps: [string, ReturnType<typeof mapChange>][] = [];
  const rest: [string, unknown][] = [];
  for (const [name, to] of Object.entries(patch)) {
    if (rule.lists.includes(name) && Array.isArray(to))
      lists.push([
        name,
        current
          ? listChange(listIn(current[name]), to)
          : { add: to, remove: listChange(listIn(before[name]), to).remove },
      ]);
    else if (rule.maps.includes(name) && isObject(to))
      maps.push([
        name,
        current
          ? mapChange(mapIn(current[name]), to)
          : { set: { ...to }, remove: mapChange(mapIn(before[name]), to).remove },
      ]);
    else rest.push([name, to]);
  }
  return {
    patch: Object.fromEntries(rest),
    ...(lists.length > 0 ? { lists: Object.fromEntries(lists) } : {}),
    ...(maps.length > 0 ? { maps: Object.fromEntries(maps) } : {}),
  };
}
