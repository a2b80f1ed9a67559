import { createServer, request as forward } from 'node:http';
import { connect } from 'node:net';

/**
 * A reverse proxy that removes the server's path from requests and socket upgrades, and refuses
 * those without it.
 */
export async function strippingProxy(port: number, to: number, path: string) {
  const strip = (url = '/') => url.slice(path.length) || '/';
  const proxy = createServer((incoming, answer) => {
    if (!incoming.url?.startsWith(path)) return void answer.writeHead(502).end();
    const { method, headers } = incoming;
    const onward = forward(
      { host: '127.0.0.1', port: to, path: strip(incoming.url), method, headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      },
    );
    // While the server is stopped, nobody answers here either.
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  proxy.on('upgrade', (incoming, socket) => {
    if (!incoming.url?.startsWith(path)) return void socket.destroy();
    const onward = connect(to, '127.0.0.1', () => {
      const headers = incoming.rawHeaders.flatMap((name, at, all) =>
        at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : [],
      );
      onward.write(`GET ${strip(incoming.url)} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((done) => proxy.listen(port, '127.0.0.1', done));
  return () => {
    proxy.closeAllConnections();
    return new Promise((done) => proxy.close(done));
  };
}
