import { type In, MessageError, type Out } from '../messages/index.ts';
import { type IdSource, LOCAL_USER } from '../model/index.ts';
import { getMeta, type Row, type SidelineDb } from '../store/index.ts';
import { isQuota, WriteError, write, writtenTables } from '../store/write.ts';
import { zoneOf } from '../view/viewer.ts';
import type { Command, CommandContext } from './context.ts';
import { type CommandName, commands } from './registry.ts';

export interface CommandDeps {
  now(): number;
  ids: IdSource;
  /** The device's IANA zone, used while nobody is signed in. */
  deviceZone(): string;
}

export interface Committed<T> {
  value: T;
  /** The written rows, for updating what depends on them. */
  rows: Row[];
}

/**
 * Runs one command in one transaction: everything it wrote is stored, or nothing.
 * @throws MessageError for errors that a page can show; other errors are bugs.
 */
export async function runCommand<N extends CommandName>(
  { db, user }: { db: SidelineDb; user: string },
  name: N,
  input: In<N>,
  deps: CommandDeps,
): Promise<Committed<Out<N>>> {
  const rows: Row[] = [];
  const now = deps.now();
  const command: Command<N> = commands[name];
  const { refused, records, selfViews, checkIns, excerpts } = db;
  const tables = [...writtenTables(db), refused, records, selfViews, checkIns, excerpts];
  try {
    const value = await db.transaction('rw', tables, async () => {
      const me = user === LOCAL_USER ? null : ((await getMeta(db, 'me')) ?? null);
      const tx: CommandContext = {
        db,
        user,
        me,
        now,
        ids: deps.ids,
        timeZone: zoneOf(me, deps.deviceZone()),
        async write(changes, draft = null) {
          const written = await write(db, changes, { now, ids: deps.ids }, draft);
          rows.push(...written);
          return written;
        },
      };
      return command(tx, input);
    });
    return { value, rows };
  } catch (error) {
    throw storageError(error) ?? error;
  }
}

/**
 * The error that a page can show where the device could not store a change; else null. A full disk
 * may cause an error only when the transaction commits.
 */
export function storageError(error: unknown): MessageError | null {
  if (isQuota(error)) return new MessageError('full', String(error));
  return error instanceof WriteError ? new MessageError(error.code, error.message) : null;
}
