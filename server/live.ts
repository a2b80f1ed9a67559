import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { LiveIn, type LiveOut } from '../lib/sync/protocol.ts';
import { type Auth, userOf } from './auth.ts';
import { contextOf } from './store/context.ts';
import type { Store } from './store/store.ts';

const AUTH_TIMEOUT_MS = 10_000;
const ALIVE_MS = 30_000;
const MAX_SOCKETS = 5_000;

/** Tells connected clients that their organisation has something new; the news itself they pull (K1, K2). */
export interface Live {
  poke(org: string, version: number): void;
  attach(server: Server): void;
  close(): void;
  readonly size: number;
}

export interface LiveDeps {
  store: Store;
  auth: Auth;
  allowed(origin: string | undefined): boolean;
}

export function createLive(deps: LiveDeps): Live {
  const sockets = new Map<string, Set<WebSocket>>();
  const heads = new Map<string, number>();
  const wss = new WebSocketServer({ noServer: true, maxPayload: 4096 });
  const alive = new WeakSet<WebSocket>();
  const say = (socket: WebSocket, message: LiveOut) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));

  async function authenticate(socket: WebSocket, raw: string): Promise<void> {
    const parsed = LiveIn.safeParse(JSON.parse(raw));
    const user = parsed.success && parsed.data.type === 'auth' ? await userOf(deps.auth, `Bearer ${parsed.data.token}`) : null;
    const who = user ? await contextOf(deps.store.db, user) : null;
    if (!who) return socket.close(4401, 'signed out');
    if (socket.readyState !== WebSocket.OPEN) return; // it left while we looked
    const group = sockets.get(who.org) ?? new Set();
    sockets.set(who.org, group.add(socket));
    socket.on('close', () => {
      group.delete(socket);
      if (group.size === 0) sockets.delete(who.org);
    });
    const org = await deps.store.db.selectFrom('org').select('version').where('id', '=', who.org).executeTakeFirstOrThrow();
    say(socket, { type: 'ready', org: who.org, version: Number(org.version) });
  }

  wss.on('connection', (socket: WebSocket) => {
    const late = setTimeout(() => socket.close(4408, 'no sign-in'), AUTH_TIMEOUT_MS);
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('error', () => socket.terminate());
    socket.once('message', (data) => {
      clearTimeout(late);
      authenticate(socket, String(data)).catch(() => socket.close(4400, 'not understood'));
    });
    socket.on('close', () => clearTimeout(late));
  });
  const pulse = setInterval(() => {
    for (const socket of wss.clients) {
      if (!alive.has(socket)) socket.terminate(); // half-open: the network went without saying so
      alive.delete(socket);
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    }
  }, ALIVE_MS);

  return {
    get size() {
      return wss.clients.size;
    },
    poke(org, version) {
      if ((heads.get(org) ?? -1) >= version) return;
      heads.set(org, version);
      for (const socket of sockets.get(org) ?? []) say(socket, { type: 'poke', org, version });
    },
    attach(server) {
      server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        if (request.url !== '/sync/live' || !deps.allowed(request.headers.origin) || wss.clients.size >= MAX_SOCKETS) return void socket.destroy();
        wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request));
      });
    },
    close() {
      clearInterval(pulse);
      for (const socket of wss.clients) socket.terminate();
      wss.close();
    },
  };
}
