import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { CANARY } from './targets.ts';

/** The addresses of this machine that attackers use: 127.0.BLOCK.1 and the following ones. */
const addressOf = (block: number, index: number) => `127.0.${block}.${1 + index}`;

/** Sockets of many people, as a company has them, and what they received. */
export interface Crowd {
  open(): number;
  /** Sends messages of presence, and messages that are none, on every socket. */
  flood(): void;
  /** A secret that one of them received, or null. */
  leak(): string | null;
  close(): Promise<void>;
}

/** Sockets of one address that sign in at the same time: the server accepts twenty of a network. */
const AT_ONCE = 15;

/**
 * Opens several sockets for each session, from several addresses.
 * @throws if one of them is refused.
 */
export async function openCrowd(
  url: string,
  tokens: readonly string[],
  { perPerson, addresses }: { perPerson: number; addresses: number },
): Promise<Crowd> {
  const sockets: WebSocket[] = [];
  let leak: string | null = null;
  const open = (token: string, localAddress: string) =>
    new Promise<void>((ready, fail) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/sync/live`, { localAddress });
      sockets.push(socket);
      socket.on('open', () => socket.send(JSON.stringify({ type: 'auth', token })));
      socket.on('message', (data) => {
        const text = String(data);
        if (text.includes(CANARY)) leak = text;
        if (text.includes('"ready"')) ready();
      });
      socket.on('error', fail);
      socket.on('close', (code) => fail(new Error(`a socket was closed: ${code}`)));
    });
  const all = tokens.flatMap((token) => Array<string>(perPerson).fill(token));
  const batch = AT_ONCE * addresses;
  for (let from = 0; from < all.length; from += batch)
    await Promise.all(
      all
        .slice(from, from + batch)
        .map((token, index) => open(token, addressOf(1, index % addresses))),
    );
  const opened = () => sockets.filter(({ readyState }) => readyState === WebSocket.OPEN);
  return {
    open: () => opened().length,
    leak: () => leak,
    flood() {
      for (const [index, socket] of opened().entries()) {
        const records = Array.from({ length: 20 }, (_, record) => `odoo/t/deal/${index + record}`);
        socket.send(JSON.stringify({ type: 'at', records, show: true }));
        // A message that is none is ignored; the socket stays.
        if (index % 50 === 0) socket.send('{"type":"at","records":"x"}');
      }
    },
    async close() {
      const closed = sockets
        .filter(({ readyState }) => readyState !== WebSocket.CLOSED)
        .map((socket) => new Promise((done) => socket.once('close', done)));
      for (const socket of sockets) socket.terminate();
      await Promise.all(closed);
    },
  };
}

/** Requests that are sent a byte at a time and never end. */
export interface HalfRequests {
  /** How many were answered or ended by the server, and begun again. */
  ended(): number;
  /** An answer that is a fault of the server, or null. */
  fault(): string | null;
  close(): void;
}

/** Opens unfinished requests, with a session and without, from several addresses. */
export async function openHalfRequests(
  url: string,
  token: string,
  { count, addresses }: { count: number; addresses: number },
): Promise<HalfRequests> {
  const port = Number(new URL(url).port);
  const sockets = new Set<Socket>();
  let [ended, isClosed, fault] = [0, false, null as string | null];
  const begin = (index: number) =>
    new Promise<void>((begun) => {
      const localAddress = addressOf(2, index % addresses);
      const socket = connect({ port, host: '127.0.0.1', localAddress });
      sockets.add(socket);
      const lines = [
        `POST ${index % 3 === 0 ? '/invitations/accept' : '/sync/push'} HTTP/1.1`,
        'Host: x',
        'Content-Type: application/json',
        'Content-Length: 16000',
        ...(index % 2 === 0 ? [`Authorization: Bearer ${token}`] : []),
        // Some do not even end their headers.
        index % 5 === 0 ? 'X-Never-' : '\r\n{"a":"',
      ];
      socket.on('connect', () => {
        socket.write(lines.join('\r\n'));
        begun();
      });
      socket.on('error', () => begun());
      socket.on('data', (data) => {
        const line = String(data).split('\r\n')[0] ?? '';
        if (/^HTTP\/1\.1 5/.test(line)) fault = line;
      });
      socket.on('close', () => {
        sockets.delete(socket);
        ended += 1;
        if (!isClosed) setTimeout(() => isClosed || begin(index), 500);
      });
    });
  await Promise.all(Array.from({ length: count }, (_, index) => begin(index)));
  const dripping = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('x');
  }, 1000);
  return {
    ended: () => ended,
    fault: () => fault,
    close() {
      isClosed = true;
      clearInterval(dripping);
      for (const socket of sockets) socket.destroy();
    },
  };
}
