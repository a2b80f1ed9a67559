import type { CommandMessage, In, Out } from '../messages/index.ts';
import type { IdSource, Me } from '../model/index.ts';
import type { Row, SidelineDb } from '../store/index.ts';
import type { Change } from '../store/write.ts';

/**
 * The context of a command. A command runs inside one transaction of `db` and awaits nothing but
 * `db`: an IndexedDB transaction ends as soon as something else is awaited.
 */
export interface CommandContext {
  readonly db: SidelineDb;
  /** The writing member's id, or LOCAL_USER while nobody is signed in. */
  readonly user: string;
  /** Read in the same transaction; null while nobody is signed in. */
  readonly me: Me | null;
  /** Unix ms. */
  readonly now: number;
  readonly ids: IdSource;
  /** IANA zone that civil days are counted in. */
  readonly timeZone: string;
  /** Writes rows and outbox. @param draft key of the draft that this saves and deletes. */
  write(changes: readonly Change[], draft?: string | null): Promise<Row[]>;
}

/** Reads, decides (permissions, uniqueness), writes, and returns the result. */
export type Command<N extends CommandMessage> = (
  tx: CommandContext,
  input: In<N>,
) => Promise<Out<N>>;

/**
 * The commands of one feature, named like its messages. Only messages that name their account have
 * commands: any other would be written into whichever account is signed in when it arrives.
 */
export type Commands<N extends CommandMessage> = { [K in N]: Command<K> };
