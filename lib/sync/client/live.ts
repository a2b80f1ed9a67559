import { LiveOut } from '../protocol.ts';

export interface LiveOptions {
  server: string;
  token: string;
  /** Called at every connect and every poke. */
  onNews(): void;
  onClosed(reason: 'signedOut' | 'lost'): void;
  WebSocket: typeof WebSocket;
}

/** The socket that says “something changed”. The token goes in the first message, never in the address. */
export function connectLive(options: LiveOptions): { close(): void } {
  const socket = new options.WebSocket(`${options.server.replace(/^http/, 'ws')}/sync/live`);
  let closed = false;
  socket.addEventListener('open', () => socket.send(JSON.stringify({ type: 'auth', token: options.token })));
  socket.addEventListener('message', (event) => {
    let raw: unknown;
    try {
      raw = JSON.parse(String(event.data));
    } catch {
      return; // not ours
    }
    if (LiveOut.safeParse(raw).success) options.onNews();
  });
  socket.addEventListener('close', (event) => {
    if (!closed) options.onClosed(event.code === 4401 ? 'signedOut' : 'lost');
  });
  return {
    close() {
      closed = true;
      socket.close();
    },
  };
}
