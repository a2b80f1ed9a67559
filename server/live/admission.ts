import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { withoutServerPath } from '../../lib/model/index.ts';
import { networkOf } from '../limits/network.ts';
import type { RequestCounts } from '../limits/requests.ts';

const MAX_SOCKETS = 5_000;
/**
 * The most sockets of one network, and of all, that nobody has signed in on: a device signs in with
 * its first message. Together they leave room for sockets of people.
 */
const MOST_UNKNOWN_OF_NETWORK = 20;
const MOST_UNKNOWN = 1_000;

export interface AdmissionDeps {
  requests: RequestCounts;
  log: Logger;
  /** The path of the server's address: empty, or like `/sideline`. */
  under: string;
  allowed(origin: string | undefined): boolean;
  addressOf(request: IncomingMessage): string;
}

export interface Admission {
  /** Checks an upgrade request, and refuses it if the result is false. */
  admit(request: IncomingMessage, socket: Duplex): Promise<boolean>;
  /** Somebody signed in: the socket no longer counts for its network. */
  signedIn(socket: Duplex): void;
}

/**
 * Decides which upgrade requests may open a connection, before the sign-in.
 * @param open returns the number of connections.
 */
export function admission(deps: AdmissionDeps, open: () => number): Admission {
  /** Sockets before the sign-in, with their networks. */
  const unknown = new Map<Duplex, string>();
  const ofNetwork = new Map<string, number>();

  /** 101 for a connection that may be opened. */
  function statusOf(request: IncomingMessage, network: string): 101 | 403 | 404 | 429 | 503 {
    if (withoutServerPath(request.url ?? '', deps.under) !== '/sync/live') return 404;
    if (!deps.allowed(request.headers.origin)) return 403;
    if ((ofNetwork.get(network) ?? 0) >= MOST_UNKNOWN_OF_NETWORK) return 429;
    return unknown.size >= MOST_UNKNOWN || open() >= MAX_SOCKETS ? 503 : 101;
  }

  function signedIn(socket: Duplex): void {
    const network = unknown.get(socket);
    if (network === undefined) return;
    unknown.delete(socket);
    const left = (ofNetwork.get(network) ?? 1) - 1;
    if (left > 0) ofNetwork.set(network, left);
    else ofNetwork.delete(network);
  }

  return {
    signedIn,
    async admit(request, socket) {
      const network = networkOf(deps.addressOf(request));
      const wait = await deps.requests.ofNetwork.take(network);
      if (socket.destroyed) return false;
      const status = wait > 0 ? 429 : statusOf(request, network);
      if (status !== 101) {
        refuseUpgrade(deps.log, socket, status);
        return false;
      }
      unknown.set(socket, network);
      ofNetwork.set(network, (ofNetwork.get(network) ?? 0) + 1);
      socket.once('close', () => signedIn(socket));
      return true;
    },
  };
}

/** Refuses with an HTTP response, so that a proxy's log and ours contain the reason. */
function refuseUpgrade(log: Logger, socket: Duplex, status: 403 | 404 | 429 | 503): void {
  const wait = status === 429 || status === 503 ? 'Retry-After: 60\r\n' : '';
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`;
  socket.end(`${head}Connection: close\r\nContent-Length: 0\r\n${wait}\r\n`);
  log.info({ path: '/sync/live', status }, 'socket refused');
}
