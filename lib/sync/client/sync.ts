import type { IdSource } from '../../model/index.ts';
import type { SidelineDb } from '../../store/index.ts';
import { purge } from '../../store/write.ts';
import { type Connection, createConnection } from './connection.ts';
import { cycle } from './cycle.ts';
import type { ServerClient } from './http.ts';
import type { LiveLine } from './live.ts';
import { pullMe, pullMembers } from './people.ts';
import { createRounds, type RoundAccount, type Rounds } from './rounds.ts';
import { watchSleep } from './sleep.ts';
import { accountOf } from './state.ts';

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
  /** The database in use and who is signed in. @throws where the database does not open. */
  account(): Promise<{ db: SidelineDb; session: Session | null }>;
  /** The server knows this session no more. */
  expire(token: string): Promise<void>;
  setAlarm(minutes: number): Promise<void>;
  /** Rows came from the server. */
  onPulled(): Promise<void>;
  /** Who else looks at which record. */
  onHere(here: { refKey: string; users: string[] }[]): void;
  /** The line to the server is ready, or (null) gone. */
  onLine(line: LiveLine | null): void;
  log(what: string, error: unknown): void;
  silenceMs?: number;
}

export interface Sync {
  /** Something happened that wants a round; it waits for the time of the next try. */
  soon(): void;
  /** A person asks. */
  now(): void;
  /** The browser or the extension started: who is signed in is asked anew as well. */
  started(): void;
  /** From now on notices when the device slept. */
  watchSleep(): void;
  networkLost(): void;
  networkBack(): void;
  /** A page of ours was opened. */
  pageOpened(): void;
  /** A page of ours says that it is in sight. */
  pageInSight(): void;
  /** The person signs out. */
  disconnect(): void;
}

interface Syncing extends RoundAccount {
  db: SidelineDb;
  session: Session;
}
type Exchanged = Awaited<ReturnType<typeof cycle>>;

/**
 * Everything that the background does to stay in step with its server: rounds, and the line that
 * tells when one is due.
 */
export function createSync(deps: SyncDeps): Sync {
  const { now, random, log } = deps;
  /** Names, teams and managers are asked for again after the next round. */
  let peopleDue = false;

  const clientOf = ({ server, token }: Session): ServerClient => ({
    server,
    token,
    fetch: deps.fetch,
  });
  const soon = () => rounds.want('event');
  const connection: Connection = createConnection({ ...deps, onNews: soon, onWanted: soon });

  async function askPeople({ db, session }: Syncing): Promise<void> {
    const client = clientOf(session);
    try {
      await Promise.all([pullMe(db, client), pullMembers(db, client)]);
      peopleDue = false;
    } catch (error) {
      log('who is who', error); // with the next round
    }
  }

  const rounds: Rounds = createRounds<Syncing, Exchanged>({
    now,
    random,
    log,
    setAlarm: deps.setAlarm,
    async account() {
      const { db, session } = await deps.account();
      return session && !session.expired ? { ...accountOf(db), db, session } : null;
    },
    exchange: ({ db, session }) => cycle({ db, client: clientOf(session), now, ids: deps.ids }),
    async exchanged(syncing, { pulled, moved }) {
      // Unless the person signed out meanwhile.
      if ((await deps.account()).session?.token === syncing.session.token)
        connection.ensure(syncing.session);
      peopleDue ||= moved;
      if (peopleDue) await askPeople(syncing);
      if (pulled > 0) await deps.onPulled();
    },
    async signedOut({ db, session }, removed) {
      if (removed) await purge(db);
      await deps.expire(session.token);
      connection.drop();
    },
  });

  return {
    soon,
    now() {
      connection.hurry();
      rounds.want('person');
    },
    started() {
      peopleDue = true;
      soon(); // alarms may not have survived
    },
    watchSleep() {
      watchSleep({
        now,
        onWake() {
          connection.drop(); // its other end may have gone meanwhile
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
      rounds.want('online');
    },
    pageOpened() {
      connection.seen();
      soon();
    },
    pageInSight() {
      if (connection.seen()) soon();
    },
    disconnect: connection.drop,
  };
}
