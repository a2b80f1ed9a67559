import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { parseStorable, scopesOf } from '../../lib/model/index.ts';
import { BEAT_MS, LiveIn, type LiveOut } from '../../lib/sync/protocol.ts';
import { type Auth, sessionOf } from '../people/auth.ts';
import { type Context, contextOf } from '../store/context.ts';
import type { Store, Touched } from '../store/store.ts';
import { type AdmissionDeps, admission } from './admission.ts';
import { followCluster } from './clusterBus.ts';
import { Presence } from './presence.ts';
import { presenceTicks } from './presenceTicks.ts';
import type { Viewing } from './viewings.ts';
import { onceInTurn, workQueue } from './workQueue.ts';

const AUTH_TIMEOUT_MS = 10_000;
const MESSAGES_A_MINUTE = 120;
/** Of one person in this process. More end the oldest, which may be dead already. */
const MOST_OF_PERSON = 8;
/** Bytes that wait for a client that does not read; pokes and presence are short. */
const MOST_UNREAD = 1_000_000;

/**
 * Notifies connected clients that their organisation has a new version, which they pull (K1, K2).
 */
export interface Live {
  /**
   * Call after a commit in this process.
   * @param touched if absent, every connection is notified and its membership is read again.
   */
  poke(org: string, version: number, touched?: Touched): void;
  attach(server: Server): void;
  /** Ends every connection. Once it resolves, the store is no longer used. */
  close(): Promise<void>;
  readonly size: number;
}

export interface LiveDeps extends AdmissionDeps {
  store: Store;
  auth: Auth;
  /** Called when somebody signed in on a connection. */
  signedIn(socket: Socket): void;
  now(): number;
}

/** A message about the records that a client shows. */
type ShownRecords = Pick<Viewing, 'records' | 'show'>;

interface Connection {
  socket: WebSocket;
  token: string;
  user: string;
  org: string;
  /** Scopes that its user reads; commits in other scopes are not sent. */
  scopes: ReadonlySet<string>;
  /** The presence sent last, as JSON. */
  sentPresence: string;
}

export function createLive(deps: LiveDeps): Live {
  const connections = new Map<string, Set<Connection>>();
  const ofPerson = new Map<string, Set<Connection>>();
  const heads = new Map<string, number>();
  const wss = new WebSocketServer({ noServer: true, maxPayload: 32_768 });
  const { admit, signedIn: admitted } = admission(deps, () => wss.clients.size);
  const alive = new WeakSet<WebSocket>();
  const inTurn = workQueue(deps.store.kind);
  const refreshOnce = onceInTurn(inTurn, refreshMembership);
  const send = (socket: WebSocket, message: LiveOut) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > MOST_UNREAD) socket.terminate();
    else socket.send(JSON.stringify(message));
  };
  const failed = (error: unknown) =>
    deps.log.warn({ error: String(error) }, 'live connection failed');
  const presence = new Presence(deps.store, deps.now, failed);
  /** Background work: only `close` waits for it, so that the store closes afterwards. */
  const pending = new Set<Promise<void>>();
  const unawaited = (work: Promise<unknown> | undefined) => {
    const watched: Promise<void> = Promise.resolve(work)
      .then(() => {}, failed)
      .finally(() => pending.delete(watched));
    pending.add(watched);
  };

  /** Sends a poke to the connections that a new version of an organisation concerns. */
  function announce(org: string, version: number, touched?: Touched): void {
    const head = heads.get(org) ?? -1;
    if (head >= version) return;
    heads.set(org, version);
    // Only readers of the changed scopes, unless a commit in between was missed.
    const scopes = touched && touched.from === head ? touched.scopes : null;
    for (const connection of connections.get(org) ?? []) {
      if (scopes === null || scopes.some((scope) => connection.scopes.has(scope)))
        send(connection.socket, { type: 'poke', org, version });
      // A commit that was missed may have changed memberships too.
      if (scopes === null) unawaited(refreshOnce(connection));
    }
  }

  /** Reads session and membership again, and ends a connection without a valid session. */
  async function refreshMembership(connection: Connection): Promise<void> {
    if (connection.socket.readyState !== WebSocket.OPEN) return;
    const session = await sessionOf(deps.auth, `Bearer ${connection.token}`);
    const who = session ? await contextOf(deps.store.db, session.user) : null;
    if (who?.org !== connection.org) return connection.socket.close(4401, 'signed out');
    connection.scopes = new Set(scopesOf(who));
    presence.setMembership(connection, who);
    ticks.changed(connection.org, { connection });
  }

  const ticks = presenceTicks<Connection>(presence, deps.store, {
    unawaited,
    failed,
    send(connection) {
      const here = presence.hereFor(connection, connection.org);
      const text = JSON.stringify(here);
      if (text === connection.sentPresence) return;
      connection.sentPresence = text;
      send(connection.socket, { type: 'here', here });
    },
  });

  async function updatePresence(connection: Connection, shown: ShownRecords): Promise<void> {
    const who = await contextOf(deps.store.db, connection.user);
    if (who?.org !== connection.org) return connection.socket.close(4401, 'signed out');
    // Closed while the membership was read.
    if (connection.socket.readyState !== WebSocket.OPEN) return;
    const changed = presence.set(connection, { who, records: shown.records, show: shown.show });
    ticks.changed(who.org, { records: changed, connection, user: who.user });
  }

  /** Adds a connection, and ends the oldest of a person with too many. */
  function join(connection: Connection): void {
    const { org, user, socket } = connection;
    const group = connections.get(org) ?? new Set();
    connections.set(org, group.add(connection));
    const own = ofPerson.get(user) ?? new Set();
    ofPerson.set(user, own.add(connection));
    const [oldest] = own;
    if (oldest && own.size > MOST_OF_PERSON) {
      own.delete(oldest);
      oldest.socket.terminate();
    }
    socket.on('close', () => {
      group.delete(connection);
      if (group.size === 0) connections.delete(org);
      own.delete(connection);
      if (own.size === 0 && ofPerson.get(user) === own) ofPerson.delete(user);
      ticks.changed(org, { records: presence.drop(connection, org), user });
    });
  }

  async function authenticate(
    socket: WebSocket,
    request: IncomingMessage,
    raw: string,
  ): Promise<Connection | null> {
    if (socket.readyState !== WebSocket.OPEN) return null;
    const parsed = LiveIn.safeParse(parseStorable(raw));
    const token = parsed.success && parsed.data.type === 'auth' ? parsed.data.token : '';
    const session = token === '' ? null : await sessionOf(deps.auth, `Bearer ${token}`);
    const who: Context | null = session ? await contextOf(deps.store.db, session.user) : null;
    if (!who) {
      socket.close(4401, 'signed out');
      return null;
    }
    if ((await deps.requests.ofUser.take(who.user)) > 0) {
      socket.close(4429, 'slow down');
      return null;
    }
    // Closed while the session was read.
    if (socket.readyState !== WebSocket.OPEN) return null;
    const connection: Connection = {
      socket,
      token,
      user: who.user,
      org: who.org,
      scopes: new Set(scopesOf(who)),
      sentPresence: '[]',
    };
    admitted(request.socket);
    deps.signedIn(request.socket);
    join(connection);
    const org = await deps.store.db
      .selectFrom('org')
      .select('version')
      .where('id', '=', who.org)
      .executeTakeFirstOrThrow();
    heads.set(who.org, Math.max(heads.get(who.org) ?? 0, org.version));
    send(socket, { type: 'ready', org: who.org, version: org.version });
    return connection;
  }

  wss.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const late = setTimeout(() => socket.close(4408, 'no sign-in'), AUTH_TIMEOUT_MS);
    let budget = MESSAGES_A_MINUTE;
    let signedIn: Promise<Connection | null> | null = null;
    /** What the client shows, while it is being processed. */
    let shown: ShownRecords | null = null;
    /** One message after the other; of those that wait, only the last one counts. */
    async function updateShown(connection: Connection): Promise<void> {
      try {
        for (let done: ShownRecords | null = null; shown && shown !== done; ) {
          const latest: ShownRecords = shown;
          done = latest;
          await inTurn(() => updatePresence(connection, latest));
        }
      } finally {
        shown = null;
      }
    }
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('error', () => socket.terminate());
    const refill = setInterval(() => {
      budget = MESSAGES_A_MINUTE;
    }, 60_000);
    socket.on('message', (data) => {
      if (--budget < 0) return socket.close(4429, 'slow down');
      if (!signedIn) {
        clearTimeout(late);
        signedIn = inTurn(() => authenticate(socket, request, String(data)));
        unawaited(signedIn.catch(() => socket.close(4400, 'not understood')));
        return;
      }
      const handled = signedIn
        .then((connection) => {
          const parsed = LiveIn.safeParse(parseStorable(String(data)));
          if (!connection || !parsed.success || parsed.data.type !== 'at') return undefined;
          const isRunning = shown !== null;
          shown = parsed.data;
          return isRunning ? undefined : updateShown(connection);
        })
        .catch(() => socket.close(4400, 'not understood'));
      unawaited(handled);
    });
    socket.on('close', () => {
      clearTimeout(late);
      clearInterval(refill);
    });
  });

  const pulse = setInterval(() => {
    for (const socket of wss.clients) {
      // No answer to the last ping: the network failed without closing the connection.
      if (!alive.has(socket)) socket.terminate();
      alive.delete(socket);
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    }
    // A connection ends here after its session ended elsewhere. Presence of another process expires
    // if it is no longer refreshed.
    for (const group of connections.values())
      for (const connection of group) {
        send(connection.socket, { type: 'beat' });
        unawaited(refreshOnce(connection));
      }
    unawaited(
      presence.refresh().then(() => {
        for (const org of connections.keys()) ticks.changedElsewhere(org);
      }),
    );
  }, BEAT_MS);
  const stopWatching = followCluster(deps.store, {
    orgs: () => [...connections.keys()],
    announce,
    presenceChanged: ticks.changedElsewhere,
    failed,
  });

  return {
    get size() {
      return wss.clients.size;
    },
    poke(org, version, touched) {
      announce(org, version, touched);
      unawaited(deps.store.clusterBus?.publish(org, version, touched));
    },
    attach(server) {
      server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        const opening = admit(request, socket).then((isAdmitted) => {
          if (isAdmitted)
            wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request));
        });
        unawaited(opening);
      });
    },
    async close() {
      clearInterval(pulse);
      await stopWatching();
      for (const socket of wss.clients) socket.terminate();
      await new Promise<void>((done) => wss.close(() => done()));
      ticks.finish();
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
