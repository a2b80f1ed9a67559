import {
  type CollectionRule,
  MIN_INSTANT,
  type Mutation,
  type ScopeParts,
} from '../../lib/model/index.ts';

type Fields = Record<string, unknown>;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function clamp(value: unknown, now: number): unknown {
  // What is no number at all is the schema's to refuse.
  if (typeof value !== 'number' || !Number.isFinite(value)) return value;
  return Math.min(Math.max(value, MIN_INSTANT), now);
}

/** A patch with its moments as the server's clock allows them: no device writes from the future. */
export function clamped(
  { instants }: CollectionRule,
  patch: Readonly<Fields>,
  now: number,
): Fields {
  const result = { ...patch };
  for (const field of instants) if (field in result) result[field] = clamp(result[field], now);
  return result;
}

/**
 * True for a change that says of somebody else that they made it. A new row's author is whoever
 * writes it. One that is there already may have another: two devices made it, and this one, which
 * thinks that it is new, names its own person.
 */
export function isForged(
  { stamps }: CollectionRule,
  user: string,
  patch: Readonly<Fields>,
): boolean {
  const says = (field: string | null) => (field === null ? undefined : patch[field]);
  const [author, editor] = [says(stamps.author), says(stamps.editor)];
  return (
    (author !== undefined && author !== user) ||
    (editor !== undefined && editor !== null && editor !== user)
  );
}

/**
 * The fields of a new row: who wrote it, and when. Where nobody else reads it, what a device says of
 * the time is only clamped: versions of playbooks keep theirs when they are adopted or imported.
 */
export function stampNew(
  { stamps, key, arrival }: CollectionRule,
  user: string,
  fields: Readonly<Fields>,
  now: number,
  scope: ScopeParts,
): Fields {
  const arrived = scope.kind === 'private' ? [] : arrival;
  const result = { ...fields, ...Object.fromEntries(arrived.map((name) => [name, now])) };
  if (stamps.author !== null) result[stamps.author] = user;
  if (stamps.created !== null) result[stamps.created] ??= now;
  if (stamps.editor !== null) result[stamps.editor] = null;
  if (stamps.edited !== null) result[stamps.edited] ??= key === null ? null : now;
  return result;
}

/**
 * The fields of a row that was changed: who did, and when, where that is what the change came to.
 * @param patch as it was sent, its moments clamped.
 */
export function stampChange(
  { stamps }: CollectionRule,
  user: string,
  before: Readonly<Fields>,
  fields: Readonly<Fields>,
  patch: Readonly<Fields>,
  now: number,
): Fields {
  const result = { ...fields };
  if (stamps.author !== null) result[stamps.author] = before[stamps.author];
  // Choosing among texts that stand beside each other changes nobody's words.
  const own: readonly (string | null)[] = [...Object.values(stamps), 'conflicts'];
  const names = [...new Set([...Object.keys(before), ...Object.keys(fields)])];
  const isEdit = names.some((name) => !own.includes(name) && !same(before[name], fields[name]));
  const { editor, edited } = stamps;
  if (editor !== null) result[editor] = isEdit ? user : (before[editor] ?? null);
  if (edited !== null) result[edited] = isEdit ? (patch[edited] ?? now) : (before[edited] ?? null);
  return result;
}

/** What the server made different from what the change says: the device is told, or it would hold another row. */
export function toldOf(
  { stamps, instants }: CollectionRule,
  said: Readonly<Fields>,
  stored: Readonly<Fields>,
): Fields | null {
  const names = new Set([...Object.values(stamps), ...instants].filter((name) => name !== null));
  const other = [...names].filter((name) => !same(said[name], stored[name]));
  return other.length === 0
    ? null
    : Object.fromEntries(other.map((name) => [name, stored[name] ?? null]));
}

/** True where everything that the change says stands on the row, but for what the server writes itself. */
export function says(
  { stamps, instants }: CollectionRule,
  row: { fields: Readonly<Fields> },
  { patch }: Pick<Mutation, 'patch'>,
): boolean {
  const own: readonly (string | null)[] = [...Object.values(stamps), ...instants];
  return Object.entries(patch).every(
    ([name, value]) => own.includes(name) || same(row.fields[name], value),
  );
}
