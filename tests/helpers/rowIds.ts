import { createHash } from 'node:crypto';
import { uuidv7 } from '../../lib/model/index.ts';

/** The time in these ids; the server does not look at it. */
const MADE = Date.UTC(2026, 0, 1);

/** The id of a new row by a name, as a device makes ids: the same name gives the same one. */
export function rowIdOf(name: string): string {
  return uuidv7(MADE, createHash('sha256').update(name).digest());
}
