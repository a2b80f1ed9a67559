import { ServerError } from './http.ts';

/** Time between two questions to a server about the same data, in ms. */
const ASK_MS = 3_600_000;
/** As long as the server remembers a session that ended. */
const REMEMBERED_MS = 90 * 24 * ASK_MS;

interface SignedOutData {
  /** When this device lost its session, Unix ms. */
  since: number;
  /** When its server was last asked; 0: never. */
  askedAt: number;
  /** Its removal began, and is not complete. */
  remove?: boolean;
}

/** Whether its server may be asked again. A clock that was set back asks too. */
export function isAskDue(askedAt: number, now: number): boolean {
  return Math.abs(now - askedAt) >= ASK_MS;
}

/** What is done about data that is on the device without a session. */
export function signedOutAct(
  { since, askedAt, remove }: SignedOutData,
  now: number,
): 'remove' | 'forget' | 'ask' | 'wait' {
  if (remove) return 'remove';
  if (now - since > REMEMBERED_MS) return 'forget';
  return isAskDue(askedAt, now) ? 'ask' : 'wait';
}

export interface SignedOutDeps<K extends SignedOutData> {
  isWiped(data: K): Promise<boolean>;
  remove(data: K): Promise<void>;
  asked(data: K, at: number): Promise<void>;
  forget(data: K): Promise<void>;
}

/** Removes what has to go, and asks each server whether other data has to. */
export async function checkSignedOutData<K extends SignedOutData>(
  list: readonly K[],
  now: number,
  { isWiped, remove, asked, forget }: SignedOutDeps<K>,
): Promise<void> {
  for (const data of list) {
    const act = signedOutAct(data, now);
    if (act === 'forget') await forget(data);
    if (act !== 'ask' && act !== 'remove') continue;
    try {
      if (act === 'remove' || (await isWiped(data))) await remove(data);
      else await asked(data, now);
    } catch (error) {
      // Offline: soon again. An older server does not know the question.
      if (error instanceof ServerError && error.code !== 'unreachable') await asked(data, now);
    }
  }
}

export interface LockedDeps {
  /**
   * Asks the server who this session belongs to.
   * @throws ServerError where the session has ended, or the server cannot be asked.
   */
  ask(): Promise<unknown>;
  /** Removes the account from this device. */
  wipe(): Promise<void>;
  /** Removes what the server sent to its person. */
  purge(): Promise<void>;
  asked(): Promise<void>;
}

/**
 * Asks the server about a session that ended: its data is still here, locked, and an administrator
 * may have it deleted, or have removed the person, since. Offline, it asks again soon.
 */
export async function checkLockedSession({ ask, wipe, purge, asked }: LockedDeps): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (error.code === 'wiped') await wipe();
    // As at a removal that this device heard of while it was signed in.
    if (error.code === 'removed') await purge();
    if (error.code === 'unreachable') return;
  }
  await asked();
}
