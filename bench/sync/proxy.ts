import { createServer, connect as dial, type Socket } from 'node:net';
import { freePort } from '../../tests/soak/process.ts';

/** A proxy that counts the bytes on the wire in both directions. */
export async function countingProxy(target: number) {
  let bytes = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = dial(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('data', (data) => {
        bytes += data.length;
      });
      socket.on('close', () => open.delete(socket));
    }
    client.pipe(upstream);
    upstream.pipe(client);
  });
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    port,
    take() {
      const taken = bytes;
      bytes = 0;
      return taken;
    },
    close: () =>
      new Promise<void>((done) => {
        for (const socket of open) socket.destroy();
        server.close(() => done());
      }),
  };
}
