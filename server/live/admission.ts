import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { withoutServerPath } from '../../lib/model/index.ts';

const MAX_SOCKETS = 5_000;
/**
 * The most connections of one address: enough for a company behind one proxy, but not for a flood.
 */
const MAX_OF_ADDRESS = 500;

export interface AdmissionDeps {
  log: Logger;
  /** The path of the server's address: empty, or like `/sideline`. */
  under: string;
  allowed(origin: string | undefined): boolean;
  addressOf(request: IncomingMessage): string;
}

/**
 * Decides which upgrade requests may open a connection, before the sign-in.
 * @param open returns the number of connections.
 * @returns a function that checks one request, and refuses it if the result is false.
 */
export function admission(
  deps: AdmissionDeps,
  open: () => number,
): (request: IncomingMessage, socket: Duplex) => boolean {
  const addresses = new Map<string, number>();

  /** 101 for a connection that may be opened. */
  function statusOf(request: IncomingMessage, ofAddress: number): 101 | 403 | 404 | 429 | 503 {
    if (withoutServerPath(request.url ?? '', deps.under) !== '/sync/live') return 404;
    if (!deps.allowed(request.headers.origin)) return 403;
    if (ofAddress >= MAX_OF_ADDRESS) return 429;
    return open() >= MAX_SOCKETS ? 503 : 101;
  }

  return (request, socket) => {
    const address = deps.addressOf(request);
    const ofAddress = addresses.get(address) ?? 0;
    const status = statusOf(request, ofAddress);
    if (status !== 101) {
      refuseUpgrade(deps.log, socket, status);
      return false;
    }
    addresses.set(address, ofAddress + 1);
    socket.once('close', () => {
      const left = (addresses.get(address) ?? 1) - 1;
      if (left > 0) addresses.set(address, left);
      else addresses.delete(address);
    });
    return true;
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
