/**
 * Applies a new version to a document that is being edited: fields that equal `base` get its
 * values, changed fields keep theirs.
 * @param kept the values that changed fields get. By default their own; with the values that the
 * changes were based on before, the result is what they are based on now.
 */
export function rebase<T>(now: T, base: T, next: T, kept: T = now): T {
  if (typeof now !== 'object' || now === null || Array.isArray(now))
    return JSON.stringify(now) === JSON.stringify(base) ? next : kept;
  const same = (field: keyof T) => JSON.stringify(now[field]) === JSON.stringify(base[field]);
  const fields = Object.keys({ ...now, ...next } as object) as (keyof T)[];
  return Object.fromEntries(
    fields.map((field) => [field, same(field) ? next[field] : kept[field]]),
  ) as T;
}
