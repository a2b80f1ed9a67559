import type { Server, Socket } from 'node:net';
import { freePort } from './process.ts';

/** Starts a proxy on a free port. @param sockets its open connections. */
export async function listen(server: Server, sockets: ReadonlySet<Socket>) {
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  /** Closes all connections. */
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    drop,
    close: () =>
      new Promise<void>((done) => {
        drop();
        server.close(() => done());
      }),
  };
}
