import type { Here } from '../../model/index.ts';
import { connectLive, type LiveConnection } from './live.ts';
import { backoff } from './schedule.ts';

/**
 * How long the connection stays open after a page was last visible. The server's beats keep
 * Chrome's background awake while it is open, so it closes when no page is visible; alarms pull
 * meanwhile (K4).
 */
export const UNSEEN_MS = 300_000;

export interface ConnectionDeps {
  now(): number;
  random(): number;
  WebSocket: typeof WebSocket;
  onNews(): void;
  onHere(here: Here[]): void;
  /** The connection is ready, or (null) lost. */
  onConnection(connection: LiveConnection | null): void;
  /** The connection was lost, and a round is due that opens it again. */
  onWanted(): void;
  silenceMs?: number;
}

export interface Connection {
  /**
   * Opens the connection of a session, unless it is open, waits after a failure, or no page was
   * visible lately. Called after each successful round.
   */
  ensure(session: { server: string; token: string }): void;
  /**
   * An extension page is visible.
   * @returns whether a connection is missing that was not needed before.
   */
  pageSeen(): boolean;
  /**
   * Closes the connection; the next `ensure` opens a new one. Called when the network changed, the
   * device slept or the person signed out.
   */
  drop(): void;
  /** Ends a wait after failures: a person requested a round. */
  forgetFailures(): void;
}

/** Keeps one live connection open (docs/decisions/live-connection.md). */
export function createConnection(deps: ConnectionDeps): Connection {
  let open: { key: string; live: LiveConnection } | null = null;
  /**
   * Connections in a row that ended before their first beat: a server that responds to requests but
   * opens no sockets is tried less and less often.
   */
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let seenAt = Number.NEGATIVE_INFINITY;
  const unseen = () => Math.abs(deps.now() - seenAt) >= UNSEEN_MS;

  function setClosed(): void {
    open = null;
    deps.onConnection(null);
  }
  function lost(): void {
    setClosed();
    failures += 1;
    clearTimeout(retry);
    retry = setTimeout(
      () => {
        retry = undefined;
        deps.onWanted();
      },
      backoff(failures, deps.random()),
    );
  }
  function forgetFailures(): void {
    failures = 0;
    clearTimeout(retry);
    retry = undefined;
  }
  function drop(): void {
    forgetFailures();
    if (!open) return;
    open.live.close();
    setClosed();
  }

  return {
    ensure({ server, token }) {
      const key = `${server} ${token}`;
      if (open?.key === key || retry !== undefined || unseen()) return;
      if (open) drop();
      const live = connectLive({
        ...deps,
        server,
        token,
        onReady: deps.onConnection,
        onBeat() {
          failures = 0;
          if (unseen()) drop();
        },
        onClosed: lost,
      });
      open = { key, live };
    },
    pageSeen() {
      const isBack = unseen();
      seenAt = deps.now();
      open?.live.check();
      return isBack && !open && retry === undefined;
    },
    drop,
    forgetFailures,
  };
}
