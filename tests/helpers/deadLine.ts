import { createServer, connect as dial, type Socket } from 'node:net';
import { freePort } from '../soak/process.ts';

/**
 * A proxy whose open connections can be made to lose every packet in both directions, without an
 * error on either side (like a NAT or proxy that forgot them).
 */
export async function startDeadLine(target: number) {
  const open = new Set<Socket>();
  const dead = new Set<Socket>();
  let connections = 0;
  const server = createServer((client) => {
    connections += 1;
    const upstream = dial(target, '127.0.0.1');
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('data', (data) => dead.has(socket) || other.write(data));
      socket.on('close', () => dead.has(socket) || other.destroy());
    }
  });
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${port}`,
    connections: () => connections,
    /** Open connections are dead from now on; new ones work. @returns the connections so far. */
    die() {
      for (const socket of open) dead.add(socket);
      return connections;
    },
    close: () =>
      new Promise<void>((done) => {
        for (const socket of open) socket.destroy();
        server.close(() => done());
      }),
  };
}
