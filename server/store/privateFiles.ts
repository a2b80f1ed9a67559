import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';

/** Rights of files with data: their owner reads and writes them, others do nothing. */
const PRIVATE = 0o600;
const OTHERS = 0o077;
/** Windows has other rights, which the folder of the user gives. */
const hasModes = process.platform !== 'win32';

/** The file of the list of erasures, beside the database. */
export const listFileOf = (path: string): string => `${path}-erased`;

/** A SQLite database and the files beside it, whether they exist or not. */
export const filesOf = (path: string): string[] =>
  [path, listFileOf(path)].flatMap((file) =>
    ['', '-wal', '-shm', '-journal'].map((end) => `${file}${end}`),
  );

/** Creates a file that is private from its first moment, whatever the folder and the umask. */
export function createPrivate(path: string): void {
  closeSync(openSync(path, 'a', PRIVATE));
}

/**
 * Writes a text, or its pieces, to a file that only its owner may read, also if the file was there.
 * It gets its name at the end: a file of that name is complete. Something else, like a terminal, is
 * written to as it is.
 */
export async function writePrivate(path: string, text: string | Readable): Promise<void> {
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  if (!isFile) return writeFile(path, text);
  const part = `${path}.part`;
  // One that a killed process left may have other rights.
  await rm(part, { force: true });
  try {
    await writeFile(part, text, { mode: PRIVATE });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Takes the rights of others from existing files, and says of which. */
export function makePrivate(paths: readonly string[], log: Pick<Logger, 'warn'>): void {
  if (!hasModes) return;
  const wide = paths.filter((path) => existsSync(path) && (statSync(path).mode & OTHERS) !== 0);
  for (const path of wide) chmodSync(path, PRIVATE);
  if (wide.length > 0) log.warn({ files: wide }, 'others could read these files until now');
}
