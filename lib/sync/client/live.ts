import { socketUrl } from '../../model/index.ts';
import { LiveOut } from '../protocol.ts';

export interface LiveOptions {
  server: string;
  token: string;
  /** Called at every connect and every poke. */
  onNews(): void;
  /** Who else looks at the records that were named with `at`. */
  onHere(here: { refKey: string; users: string[] }[]): void;
  onReady(line: LiveLine): void;
  onClosed(reason: 'signedOut' | 'lost'): void;
  WebSocket: typeof WebSocket;
}

export interface LiveLine {
  /** Says which records are on screen, and whether others may know. */
  at(records: readonly string[], show: boolean): void;
  close(): void;
}

/** The socket that says “something changed”. The token goes in the first message, never in the address. */
export function connectLive(options: LiveOptions): LiveLine {
  const socket = new options.WebSocket(socketUrl(options.server, '/sync/live'));
  let closed = false;
  socket.addEventListener('open', () => socket.send(JSON.stringify({ type: 'auth', token: options.token })));
  socket.addEventListener('message', (event) => {
    let raw: unknown;
    try {
      raw = JSON.parse(String(event.data));
    } catch {
      return; // not ours
    }
    const { data } = LiveOut.safeParse(raw);
    if (data?.type === 'beat') return; // the line lives, and nothing is new
    if (data?.type === 'here') return options.onHere(data.here);
    if (data?.type === 'ready') options.onReady(line);
    if (data) options.onNews();
  });
  socket.addEventListener('close', (event) => {
    if (!closed) options.onClosed(event.code === 4401 ? 'signedOut' : 'lost');
  });
  const line: LiveLine = {
    at(records, show) {
      // A server that does not know the word closes the line; one that is not open has nobody to tell.
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type: 'at', records, show }));
    },
    close() {
      closed = true;
      socket.close();
    },
  };
  return line;
}
