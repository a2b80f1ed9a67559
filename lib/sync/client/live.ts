import { socketUrl } from '../../model/index.ts';
import { LiveOut } from '../protocol.ts';

/** Two beats of the server may be missed; then the line is dead, whatever the browser calls it. */
export const SILENCE_MS = 60_000;

export interface LiveHandlers {
  /** Called at every connect and every poke. */
  onNews(): void;
  /** Who else looks at the records that were named with `at`. */
  onHere(here: { refKey: string; users: string[] }[]): void;
  onReady(line: LiveLine): void;
  onBeat?(): void;
  /** Called once, unless the line was closed on purpose. */
  onClosed(): void;
}

export interface LiveOptions extends LiveHandlers {
  server: string;
  token: string;
  /** The device's clock unless given. */
  now?(): number;
  WebSocket: typeof WebSocket;
  silenceMs?: number;
}

export interface LiveLine {
  /** Says which records are on screen, and whether others may know. */
  at(records: readonly string[], show: boolean): void;
  /**
   * Gives the line up where it was silent too long by the clock: timers stand still while a device
   * sleeps.
   */
  check(): void;
  close(): void;
}

function parsed(text: unknown): LiveOut | undefined {
  try {
    return LiveOut.safeParse(JSON.parse(String(text))).data;
  } catch {
    return undefined; // not ours
  }
}

/**
 * The socket that says “something changed” (K5: any message is a sign of life, silence ends it).
 * The token goes in the
 * first message, never in the address.
 */
export function connectLive(options: LiveOptions): LiveLine {
  const now = options.now ?? Date.now;
  const silenceMs = options.silenceMs ?? SILENCE_MS;
  const socket = new options.WebSocket(socketUrl(options.server, '/sync/live'));
  let closed = false;
  let heardAt = now();
  let silence = setTimeout(lost, silenceMs);

  function close(): void {
    closed = true;
    clearTimeout(silence);
    socket.close();
  }
  /**
   * On a dead line the socket's own `close` event comes minutes later, or never: nobody waits for
   * it.
   */
  function lost(): void {
    if (closed) return;
    close();
    options.onClosed();
  }
  function heard(): void {
    heardAt = now();
    clearTimeout(silence);
    silence = setTimeout(lost, silenceMs);
  }

  const line: LiveLine = {
    at(records, show) {
      // A line that is not open has nobody to tell.
      if (socket.readyState === socket.OPEN)
        socket.send(JSON.stringify({ type: 'at', records, show }));
    },
    check() {
      if (now() - heardAt >= silenceMs) lost();
    },
    close,
  };
  socket.addEventListener('open', () =>
    socket.send(JSON.stringify({ type: 'auth', token: options.token })),
  );
  socket.addEventListener('message', (event) => {
    if (closed) return;
    heard();
    const message = parsed(event.data);
    if (message?.type === 'beat') options.onBeat?.();
    if (message?.type === 'here') options.onHere(message.here);
    if (message?.type === 'ready') options.onReady(line);
    if (message?.type === 'ready' || message?.type === 'poke') options.onNews();
  });
  socket.addEventListener('close', lost);
  return line;
}
