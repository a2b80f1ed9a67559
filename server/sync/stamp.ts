import {
  type CollectionRule,
  MIN_INSTANT,
  type Mutation,
  type ScopeParts,
} from '../../lib/model/index.ts';

type Fields = Record<string, unknown>;

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

function clamp(value: unknown, now: number): unknown {
  // The schema refuses a value that is not a number.
  if (typeof value !== 'number' || !Number.isFinite(value)) return value;
  return Math.min(Math.max(value, MIN_INSTANT), now);
}

/** The clocks of both sides: when a push was sent, and when it arrived. Unix ms. */
export interface Clocks {
  /** In the device's clock; absent from devices that do not send it. */
  sent?: number | undefined;
  /** In the server's clock. */
  at: number;
}

/** A moment in the device's clock that is as long ago in the server's. */
function asAge(value: unknown, { sent, at }: Clocks): unknown {
  return typeof value === 'number' && sent !== undefined ? at - Math.max(0, sent - value) : value;
}

/**
 * The patch with its instants limited to the server's clock: no device writes in the future.
 * Those that decide something on other devices get the server's time of their age.
 */
export function clamped(
  { instants, aged }: CollectionRule,
  patch: Readonly<Fields>,
  clocks: Clocks,
): Fields {
  const result = { ...patch };
  for (const field of aged) if (field in result) result[field] = asAge(result[field], clocks);
  for (const field of instants)
    if (field in result) result[field] = clamp(result[field], clocks.at);
  return result;
}

/**
 * True for a change that names another person as its writer. The author of a new row is its writer.
 * An existing row may have another author: two devices created it, and this one, which takes it for
 * new, names its own person.
 */
export function isForged(
  { stamps }: CollectionRule,
  user: string,
  patch: Readonly<Fields>,
): boolean {
  const named = (field: string | null) => (field === null ? undefined : patch[field]);
  const [author, editor] = [named(stamps.author), named(stamps.editor)];
  return (
    (author !== undefined && author !== user) ||
    (editor !== undefined && editor !== null && editor !== user)
  );
}

/**
 * The fields of a new row, with its author and time. In a private scope the device's time is only
 * clamped: versions of playbooks keep their time when they are adopted or imported.
 */
export function stampNew(
  { stamps, key, serverTimes }: CollectionRule,
  user: string,
  fields: Readonly<Fields>,
  now: number,
  scope: ScopeParts,
): Fields {
  const result = { ...fields };
  if (scope.kind !== 'private') for (const name of serverTimes) result[name] = now;
  if (stamps.author !== null) result[stamps.author] = user;
  if (stamps.created !== null) result[stamps.created] ??= now;
  if (stamps.editor !== null) result[stamps.editor] = null;
  if (stamps.edited !== null) result[stamps.edited] ??= key === null ? null : now;
  return result;
}

interface ChangeToStamp {
  user: string;
  before: Readonly<Fields>;
  fields: Readonly<Fields>;
  /** As sent, with clamped instants. */
  patch: Readonly<Fields>;
  now: number;
}

/** The fields of a changed row. Editor and time are set only if the change was an edit. */
export function stampChange(
  { stamps, confirms }: CollectionRule,
  { user, before, fields, patch, now }: ChangeToStamp,
): Fields {
  const result = { ...fields };
  if (stamps.author !== null) result[stamps.author] = before[stamps.author];
  // Resolving a conflict is not an edit, and neither is confirming a row.
  const notEdits = [...Object.values(stamps), 'conflicts', confirms];
  const names = [...new Set([...Object.keys(before), ...Object.keys(fields)])];
  const isEdit = names.some(
    (name) => !notEdits.includes(name) && !same(before[name], fields[name]),
  );
  const { editor, edited } = stamps;
  if (editor !== null) result[editor] = isEdit ? user : (before[editor] ?? null);
  if (edited !== null) result[edited] = isEdit ? (patch[edited] ?? now) : (before[edited] ?? null);
  return result;
}

/**
 * The stamps and instants that the server stored otherwise than sent. The response contains them,
 * so that the device holds the same row.
 */
export function serverChanges(
  { stamps, instants }: CollectionRule,
  sent: Readonly<Fields>,
  stored: Readonly<Fields>,
): Fields | null {
  const names = [stamps.author, stamps.created, stamps.editor, stamps.edited, ...instants];
  let changes: Fields | null = null;
  for (const name of names)
    if (name !== null && !same(sent[name], stored[name])) {
      changes ??= {};
      changes[name] = stored[name] ?? null;
    }
  return changes;
}

/** True if the row contains every value of the change, except for those that the server sets. */
export function matches(
  { stamps, instants, numbered }: CollectionRule,
  row: { fields: Readonly<Fields> },
  { patch }: Pick<Mutation, 'patch'>,
): boolean {
  const serverSet: readonly (string | null)[] = [
    ...Object.values(stamps),
    ...instants,
    numbered?.field ?? null,
  ];
  return Object.entries(patch).every(
    ([name, value]) => serverSet.includes(name) || same(row.fields[name], value),
  );
}
