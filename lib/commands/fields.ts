import { applyList, listChange } from '../model/index.ts';

type Fields = Record<string, unknown>;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Applies an editor's changes to the current fields. An editor that was open while somebody else
 * saved changes only what was edited in it: field by field, objects key by key, lists by additions
 * and removals.
 * @param from the fields that the editor started from; null for a new row.
 */
export function applyChanges<T extends Fields>(now: Fields, from: Fields | null, to: T): T {
  if (from === null) return to;
  const entries = Object.entries(to).map(([name, value]) => {
    const [before, current] = [from[name], now[name]];
    if (same(before, value) && name in now) return [name, current];
    if (Array.isArray(before) && Array.isArray(value) && Array.isArray(current)) {
      return [name, applyList(current, listChange(before, value))];
    }
    if (isObject(before) && isObject(value) && isObject(current)) {
      return [name, applyKeys(current, before, value)];
    }
    return [name, value];
  });
  return Object.fromEntries(entries) as T;
}

/** The same for an object, whose keys may be added and removed. */
export function applyKeys(now: Fields, from: Fields, to: Fields): Fields {
  const result = { ...now };
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    if (same(from[key], to[key])) continue;
    if (key in to) result[key] = to[key];
    else delete result[key];
  }
  return result;
}
