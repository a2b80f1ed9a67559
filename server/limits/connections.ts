import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Limits of Node's HTTP server: what a slow or idle client may hold, and for how long. */
export const SERVER_OPTIONS = {
  headersTimeout: 10_000,
  /** For headers and body. */
  requestTimeout: 30_000,
  /** How often both are checked. */
  connectionsCheckingInterval: 2000,
  keepAliveTimeout: 10_000,
} as const;

/** Connections of all clients. */
export const MOST_CONNECTIONS = 10_000;
/** Connections of one network before a request with a valid session: a company may share one. */
export const MOST_UNKNOWN = 250;

export interface ConnectionLimit {
  attach(server: Server): void;
  /** A connection on which somebody signed in no longer counts. */
  signedIn(socket: Socket | undefined): void;
}

/**
 * Limits the connections of one network that nobody signed in on. Without it, one machine could
 * open all connections that the server accepts.
 * @param networkOfPeer null for our own proxies: they pass on many clients, and limit them.
 */
export function connectionLimit(
  networkOfPeer: (address: string) => string | null,
  most = MOST_UNKNOWN,
): ConnectionLimit {
  const unknown = new Map<string, number>();
  const networks = new WeakMap<Socket, string>();
  const signedIn = (socket: Socket | undefined) => {
    const network = socket && networks.get(socket);
    if (!socket || network === undefined) return;
    networks.delete(socket);
    const left = (unknown.get(network) ?? 1) - 1;
    if (left > 0) unknown.set(network, left);
    else unknown.delete(network);
  };
  return {
    signedIn,
    attach(server) {
      server.maxConnections = MOST_CONNECTIONS;
      server.on('connection', (socket) => {
        const network = networkOfPeer(socket.remoteAddress ?? '');
        if (network === null) return;
        const count = unknown.get(network) ?? 0;
        if (count >= most) {
          socket.destroy();
          return;
        }
        unknown.set(network, count + 1);
        networks.set(socket, network);
        socket.once('close', () => signedIn(socket));
      });
    },
  };
}
