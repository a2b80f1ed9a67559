import type { Here, IdSource } from '../../model/index.ts';
import { getMeta, type SidelineDb } from '../../store/index.ts';
import { purge, putMeta } from '../../store/write.ts';
import { type Connection, createConnection } from './connection.ts';
import { type ServerClient, ServerError } from './http.ts';
import type { LiveConnection } from './live.ts';
import { pullMe, pullMembers } from './people.ts';
import { createRounds, type RoundAccount, type Rounds } from './rounds.ts';
import { watchSleep } from './sleep.ts';
import { roundAccountOf } from './state.ts';
import { syncRound } from './syncRound.ts';

interface Session {
  server: string;
  token: string;
  expired: boolean;
}

export interface SyncDeps {
  now(): number;
  random(): number;
  ids: IdSource;
  fetch: typeof fetch;
  WebSocket: typeof WebSocket;
  /** The database in use and its session. @throws where the database does not open. */
  account(): Promise<{ db: SidelineDb; session: Session | null }>;
  /** The server has ended this session: its data stays on the device, locked. */
  expire(token: string): Promise<void>;
  /** An administrator had the data of this session's account deleted. */
  wipe(token: string): Promise<void>;
  setAlarm(minutes: number): Promise<void>;
  /** Rows came from the server, or left the device. */
  onPulled(): Promise<void>;
  /** Other people who have a record open. */
  onHere(here: Here[]): void;
  /** The live connection is ready, or (null) lost. */
  onConnection(connection: LiveConnection | null): void;
  log(what: string, error: unknown): void;
  silenceMs?: number;
}

export interface Sync {
  /** Requests a round, not before the time of the next attempt. */
  soon(): void;
  /** A person requests a round: it runs at once. */
  now(): void;
  /** The browser or the extension started: the members are fetched as well. */
  started(): void;
  /** Starts to detect that the device slept. */
  watchSleep(): void;
  networkLost(): void;
  networkBack(): void;
  /** An extension page was opened. */
  pageOpened(): void;
  /** An extension page is visible. */
  pageInSight(): void;
  /**
   * Another session, or none, is stored now: no socket of the previous one stays open, and the new
   * one has a round at once, which opens its own.
   */
  sessionChanged(): void;
}

interface Syncing extends RoundAccount {
  db: SidelineDb;
  session: Session;
  /** How many sessions there were before the round began. */
  sessions: number;
}
type Exchanged = Awaited<ReturnType<typeof syncRound>>;

/**
 * Keeps the background in sync with its server: rounds, and the live connection over which the
 * server announces that one is due.
 */
export function createSync(deps: SyncDeps): Sync {
  const { now, random, log } = deps;
  /** The browser started: names, teams and managers are fetched after the next round. */
  let hasStarted = false;
  /** Counts changes of the session: a round of an earlier session opens no socket. */
  let sessions = 0;

  const clientOf = ({ server, token }: Session): ServerClient => ({
    server,
    token,
    fetch: deps.fetch,
  });
  const soon = () => rounds.request('event');
  const connection: Connection = createConnection({ ...deps, onNews: soon, onWanted: soon });

  /**
   * Fetches names, teams and managers if they changed since they were fetched (L6). Both numbers
   * are stored: the browser may stop the background before the requests succeed.
   * @throws ServerError with the wait that the server asked for; else the next round tries again.
   */
  async function pullPeople({ db, session }: Syncing): Promise<void> {
    const client = clientOf(session);
    try {
      const people = await getMeta(db, 'people');
      if (!hasStarted && people === (await getMeta(db, 'fetchedPeople'))) return;
      await Promise.all([pullMe(db, client), pullMembers(db, client)]);
      if (people !== undefined) await putMeta(db, 'fetchedPeople', people);
      hasStarted = false;
    } catch (error) {
      if (error instanceof ServerError && error.retryAfter !== null) throw error;
      log('members', error);
    }
  }

  const rounds: Rounds = createRounds<Syncing, Exchanged>({
    now,
    random,
    log,
    setAlarm: deps.setAlarm,
    async account() {
      const before = sessions; // counted before the session is read
      const { db, session } = await deps.account();
      if (session && !session.expired)
        return { ...roundAccountOf(db), db, session, sessions: before };
      connection.drop();
      return session && 'locked';
    },
    exchange: ({ db, session }) => syncRound({ db, client: clientOf(session), now, ids: deps.ids }),
    async exchanged(syncing, { pulled, rejected, moved }) {
      if (syncing.sessions === sessions) connection.ensure(syncing.session);
      try {
        await pullPeople(syncing);
      } finally {
        // A lost scope takes summaries and counts with it, even if no row came, and a rejected
        // change makes what was computed from it invalid.
        if (pulled > 0 || rejected > 0 || moved) await deps.onPulled();
      }
    },
    isCurrent: async ({ session }) => (await deps.account()).session?.token === session.token,
    async signedOut({ db, session }, reason) {
      if (reason === 'removed') await purge(db);
      connection.drop();
      if (reason === 'wiped') await deps.wipe(session.token);
      else await deps.expire(session.token);
    },
  });

  return {
    soon,
    now() {
      connection.forgetFailures();
      rounds.request('person');
    },
    started() {
      hasStarted = true;
      soon(); // alarms may not have survived
    },
    watchSleep() {
      watchSleep({
        now,
        onWake() {
          connection.drop(); // the server may have closed it meanwhile
          soon();
        },
      });
    },
    networkLost() {
      connection.drop();
      rounds.networkLost();
      soon();
    },
    networkBack() {
      connection.drop();
      rounds.request('online');
    },
    pageOpened() {
      connection.pageSeen();
      soon();
    },
    pageInSight() {
      if (connection.pageSeen()) soon();
    },
    sessionChanged() {
      sessions += 1;
      connection.drop();
      rounds.request('person');
    },
  };
}
