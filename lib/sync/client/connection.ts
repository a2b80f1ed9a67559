import { connectLive, type LiveLine } from './live.ts';
import { backoff } from './schedule.ts';

/**
 * How long the line stays open after a page was last in sight. The server's beats keep Chrome's
 * background awake for as
 * long as there is a line, so a line that nobody looks at has to end by itself; alarms pull
 * meanwhile (K4).
 */
export const UNSEEN_MS = 300_000;

export interface ConnectionDeps {
  now(): number;
  random(): number;
  WebSocket: typeof WebSocket;
  onNews(): void;
  onHere(here: { refKey: string; users: string[] }[]): void;
  /** The line is ready, or (null) gone. */
  onLine(line: LiveLine | null): void;
  /** The line was lost, and it is time to try again: a round brings it back. */
  onWanted(): void;
  silenceMs?: number;
}

export interface Connection {
  /**
   * Opens the line of a session, unless it is open, waits after a failure, or nobody looks. Called
   * after each round that worked.
   */
  ensure(session: { server: string; token: string }): void;
  /**
   * A page of ours is in sight. @returns whether a line is missing that there was no reason for
   * before.
   */
  seen(): boolean;
  /**
   * Ends the line; the next `ensure` opens a new one. For a network that changed, a device that
   * slept, a person who signed out.
   */
  drop(): void;
  /** Forgets earlier failures: a person asks. */
  hurry(): void;
}

/**
 * Keeps one line open. Written here rather than with partysocket: that one connects again by
 * itself, while here the way
 * back to a server leads through a round, whose waiting time outlives the background; silence it
 * does not notice either.
 */
export function createConnection(deps: ConnectionDeps): Connection {
  let open: { key: string; line: LiveLine } | null = null;
  /**
   * Lines in a row that ended before their first beat; a server that answers requests but no
   * sockets is asked less and less.
   */
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let seenAt = Number.NEGATIVE_INFINITY;
  const unseen = () => Math.abs(deps.now() - seenAt) >= UNSEEN_MS;

  function gone(): void {
    open = null;
    deps.onLine(null);
  }
  function lost(): void {
    gone();
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
  function hurry(): void {
    failures = 0;
    clearTimeout(retry);
    retry = undefined;
  }
  function drop(): void {
    hurry();
    if (!open) return;
    open.line.close();
    gone();
  }

  return {
    ensure({ server, token }) {
      const key = `${server} ${token}`;
      if (open?.key === key || retry !== undefined || unseen()) return;
      if (open) drop();
      const line = connectLive({
        ...deps,
        server,
        token,
        onReady: deps.onLine,
        onBeat() {
          failures = 0;
          if (unseen()) drop();
        },
        onClosed: lost,
      });
      open = { key, line };
    },
    seen() {
      const back = unseen();
      seenAt = deps.now();
      open?.line.check();
      return back && !open && retry === undefined;
    },
    drop,
    hurry,
  };
}
