// What the tests of keyed rows share: valid inputs, and another device's change.

import type { Row } from '../../lib/store/index.ts';
import type { Device } from './device.ts';
import { cases } from './inputs.ts';

export const DAY = 86_400_000;
export const { profile } = cases['profile.save'].input;
export const { settings } = cases['settings.coaching'].input;
export const check = cases['check.set'].input;
export const shown = cases['prompt.shown'].input;

export const live = async (device: Device, collection: string) =>
  (await device.rows(collection)).filter((row) => !row.deleted);

/** Another device's row of the same key, as a pull stores it. */
export async function pulledKeyed(
  device: Device,
  row: Row,
  fields: Row['fields'],
  version: number,
): Promise<void> {
  const serverCopy = { scope: row.scope, deleted: false, fields, version, rev: 1 };
  await device.db.rows.put({ ...row, fields, version, rev: 1, pending: 0, serverCopy });
}
