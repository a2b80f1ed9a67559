import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { withoutServerPath } from '../../lib/model/index.ts';

const MAX_SOCKETS = 5_000;
/** Connections of one address: a company behind one proxy fits, a flood does not. */
const MAX_OF_ADDRESS = 500;

export interface AdmissionDeps {
  log: Logger;
  /** The path that the server stands under: empty, or `/sideline`. */
  under: string;
  allowed(origin: string | undefined): boolean;
  addressOf(request: IncomingMessage): string;
}

/**
 * Decides which requests for a line become one, before anybody has signed in.
 * @param open how many lines there are. @returns asks for one request, and refuses it where it is false.
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
    const of = addresses.get(address) ?? 0;
    const status = statusOf(request, of);
    if (status !== 101) {
      refuseUpgrade(deps.log, socket, status);
      return false;
    }
    addresses.set(address, of + 1);
    socket.once('close', () => {
      const left = (addresses.get(address) ?? 1) - 1;
      if (left > 0) addresses.set(address, left);
      else addresses.delete(address);
    });
    return true;
  };
}

/** A refusal is an answer of HTTP, so that a proxy's log and ours say why no line came about. */
function refuseUpgrade(log: Logger, socket: Duplex, status: 403 | 404 | 429 | 503): void {
  const wait = status === 429 || status === 503 ? 'Retry-After: 60\r\n' : '';
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n${wait}\r\n`,
  );
  log.info({ path: '/sync/live', status }, 'no socket');
}
