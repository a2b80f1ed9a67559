import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
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

/** Takes the rights of others from existing files, and says of which. */
export function makePrivate(paths: readonly string[], log: Pick<Logger, 'warn'>): void {
  if (!hasModes) return;
  const open = paths.filter((path) => existsSync(path) && (statSync(path).mode & OTHERS) !== 0);
  for (const path of open) chmodSync(path, PRIVATE);
  if (open.length > 0) log.warn({ files: open }, 'others could read these files until now');
}
