import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect as dial } from 'node:net';
import { join, resolve } from 'node:path';
import { type InlineConfig, build as viteBuild } from 'vite';

/** Bundles a page for the browser. @returns the folder. */
export async function bundle(root: string, out: string): Promise<string> {
  const config: InlineConfig = {
    root: resolve(root),
    configFile: false,
    base: '/page/',
    logLevel: 'error',
    define: { global: 'globalThis' },
    build: { outDir: out, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 5000 },
  };
  await viteBuild(config);
  return out;
}

const TYPES: Record<string, string> = { html: 'text/html', js: 'text/javascript' };

/** One origin for a page and its server: `/page/` is a folder, the rest goes to the server. */
export async function site(port: number, folder: string, target: number) {
  const server = createServer((incoming, response) => {
    const [path = ''] = (incoming.url ?? '').split('?');
    if (path.startsWith('/page/')) {
      const name = path === '/page/' ? 'index.html' : path.slice('/page/'.length);
      response.setHeader(
        'content-type',
        TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      );
      return void response.end(readFileSync(join(folder, name)));
    }
    const forwarded = request(
      {
        host: '127.0.0.1',
        port: target,
        path: incoming.url,
        method: incoming.method,
        headers: incoming.headers,
      },
      (upstream) => {
        response.writeHead(upstream.statusCode ?? 502, upstream.headers);
        upstream.pipe(response);
      },
    );
    forwarded.on('error', () => response.destroy());
    incoming.pipe(forwarded);
  });
  server.on('upgrade', (incoming, client, head) => {
    const upstream = dial(target, '127.0.0.1');
    upstream.write(
      `GET ${incoming.url} HTTP/1.1\r\n${Object.entries(incoming.headers)
        .map(([key, value]) => `${key}: ${value}\r\n`)
        .join('')}\r\n`,
    );
    upstream.write(head);
    for (const socket of [client, upstream]) socket.on('error', () => {});
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${port}/page/`,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
