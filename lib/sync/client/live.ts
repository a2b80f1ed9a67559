import { type Here, socketUrl } from '../../model/index.ts';
import { LiveOut } from '../protocol.ts';

/** Two beats of the server may be missed; then the connection counts as dead. */
export const SILENCE_MS = 60_000;

export interface LiveHandlers {
  /** Called at every connect and every poke. */
  onNews(): void;
  /** Other people who have one of the records open that were sent with `at`. */
  onHere(here: Here[]): void;
  onReady(connection: LiveConnection): void;
  onBeat?(): void;
  /** Called once, unless `close` was called. */
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

export interface LiveConnection {
  /** Sends the records on screen, and whether others may know. */
  at(records: readonly string[], show: boolean): void;
  /**
   * Closes the connection where the clock shows that it was silent too long: timers do not run
   * while a device sleeps.
   */
  check(): void;
  close(): void;
}

function parsed(text: unknown): LiveOut | undefined {
  try {
    return LiveOut.safeParse(JSON.parse(String(text))).data;
  } catch {
    return undefined; // no message of this protocol
  }
}

/**
 * Opens the socket over which the server announces changes (K5: any message proves that the
 * connection is alive, silence ends it). The token is sent in the first message, never in the
 * address.
 */
export function connectLive(options: LiveOptions): LiveConnection {
  const now = options.now ?? Date.now;
  const silenceMs = options.silenceMs ?? SILENCE_MS;
  const socket = new options.WebSocket(socketUrl(options.server, '/sync/live'));
  let closed = false;
  let receivedAt = now();
  let silence = setTimeout(lost, silenceMs);

  function close(): void {
    closed = true;
    clearTimeout(silence);
    socket.close();
  }
  /** On a dead connection the socket's own `close` event fires minutes later, or never. */
  function lost(): void {
    if (closed) return;
    close();
    options.onClosed();
  }
  function received(): void {
    receivedAt = now();
    clearTimeout(silence);
    silence = setTimeout(lost, silenceMs);
  }

  const connection: LiveConnection = {
    at(records, show) {
      if (socket.readyState === socket.OPEN)
        socket.send(JSON.stringify({ type: 'at', records, show }));
    },
    check() {
      if (now() - receivedAt >= silenceMs) lost();
    },
    close,
  };
  socket.addEventListener('open', () =>
    socket.send(JSON.stringify({ type: 'auth', token: options.token })),
  );
  socket.addEventListener('message', (event) => {
    if (closed) return;
    received();
    const message = parsed(event.data);
    if (message?.type === 'beat') options.onBeat?.();
    if (message?.type === 'here') options.onHere(message.here);
    if (message?.type === 'ready') options.onReady(connection);
    if (message?.type === 'ready' || message?.type === 'poke') options.onNews();
  });
  socket.addEventListener('close', lost);
  return connection;
}
