import type { Selectable } from 'kysely';
import type { Tables } from '../../server/store/tables.ts';
import type { Device } from './simulation.ts';

/** The words of a text. */
export const tokens = (text: unknown): string[] =>
  typeof text === 'string' ? text.split(/\s+/).filter(Boolean) : [];

/** The words of a note: of its text, and of the versions beside it. */
export const shownWords = ({ text, conflicts }: { text?: unknown; conflicts?: unknown }) => [
  ...tokens(text),
  ...((conflicts ?? []) as { text: string }[]).flatMap((conflict) => tokens(conflict.text)),
];

/** Compares each device with the server, and finds words that were lost. */
export async function compareDevices(
  rows: readonly Selectable<Tables['row']>[],
  devices: readonly Device[],
  { typed, removed }: { typed: ReadonlyMap<string, string>; removed: ReadonlySet<string> },
  sees: (user: string, scope: string) => boolean,
): Promise<string | null> {
  const plain = (row: {
    scope: string;
    deleted: boolean | number;
    fields: unknown;
    version: number;
  }) =>
    JSON.stringify([
      row.scope,
      Boolean(row.deleted),
      row.version,
      Object.entries(row.fields as object).sort(),
    ]);
  const refused: string[] = [];
  for (const device of devices) {
    const waiting = await device.db.outbox.count();
    if (waiting > 0) return `${device.user}: ${waiting} changes were never answered`;
    const expected = new Map(
      rows
        .filter((row) => sees(device.user, row.scope))
        .map((row) => [row.id, plain({ ...row, fields: JSON.parse(row.fields) })]),
    );
    const actual = new Map(
      (await device.db.rows.toArray()).map((row) => [
        row.id,
        plain({ ...row, version: row.version }),
      ]),
    );
    for (const [id, state] of actual) {
      const expectedState = expected.get(id);
      if (expectedState === undefined) {
        if (state.includes('true')) continue; // tombstones of a scope that is left are not sent
        return `${device.user} has ${id} without the right to read it: ${state}`;
      }
      if (expectedState !== state)
        return `${device.user} has ${id} unlike the server:\n${state}\n${expectedState}`;
    }
    for (const [id, state] of expected)
      if (!actual.has(id) && !state.includes(',true,'))
        return `${device.user} lacks ${id}: ${state}`;
    for (const item of await device.db.refused.toArray())
      refused.push(...tokens(item.mutation.patch.text));
  }
  const heads = new Map<string, Set<string>>();
  for (const row of rows) {
    heads.set(row.id, new Set(shownWords(JSON.parse(row.fields))));
  }
  const refusedWords = new Set(refused);
  for (const [item, row] of typed) {
    if (removed.has(item) || refusedWords.has(item) || heads.get(row)?.has(item)) continue;
    const words = heads.get(row);
    const present = JSON.stringify(words ? [...words] : null);
    return `“${item}” of ${row} is lost, and nobody removed it: ${present}`;
  }
  return null;
}
