import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { emulators } from './emulators/index.ts';
import { type EmulatorState, type Viewer, viewerNamed } from './state.ts';

export interface Reply {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

export function json(value: unknown, status = 200): Reply {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}
export function nothing(status: number): Reply {
  return { status, type: 'application/json', body: '' };
}

export interface Ask {
  world: EmulatorState;
  method: string;
  url: URL;
  viewer: Viewer | null;
  body: unknown;
}

/** One CRM's looks and API over the same deals. `api` answers null for addresses that are pages. */
export interface Emulator {
  name: 'salesforce' | 'odoo' | 'espocrm';
  page: string;
  api(ask: Ask): Reply | null;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

function file(name: string): Reply {
  return {
    status: 200,
    type: types[extname(name)] ?? 'text/plain',
    body: readFileSync(new URL(`./pages/${name}`, import.meta.url), 'utf8'),
  };
}

/** Hosts of the vendors, each with its face; any other host is a company's own EspoCRM. */
const HOSTS: Record<Emulator['name'], RegExp> = {
  salesforce: /\.force\.com$/,
  odoo: /\.odoo\.com$/,
  espocrm: /./,
};

function faceOf(host: string, fixed: Emulator | undefined): Emulator {
  const face = fixed ?? emulators.find((item) => HOSTS[item.name].test(host));
  if (!face) throw new Error(`no face for ${host}`);
  return face;
}

async function read(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 1_000_000) return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export interface EmulatorOptions {
  world: EmulatorState;
  /** One face whatever the host, for tests on plain ports; else the host chooses. */
  face?: Emulator['name'];
  tls?: { key: string; cert: string };
  port?: number;
  /** Headers for every page, to try a CRM that forbids things. */
  pageHeaders?: Record<string, string>;
}

export interface Emulators {
  port: number;
  close(): Promise<void>;
}

/** The practice CRM: a loopback server that anyone on this machine may sign in to as anyone of the team. */
export async function startEmulators(options: EmulatorOptions): Promise<Emulators> {
  const fixed = emulators.find((face) => face.name === options.face);
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
    const face = faceOf(url.hostname, fixed);
    const as = url.searchParams.get('as');
    const cookie = /(?:^|; )practice=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? null;
    const viewer = viewerNamed(as ?? cookie);
    const body = request.method === 'GET' ? null : await read(request);
    const reply = url.pathname.startsWith('/practice/')
      ? file(url.pathname.slice('/practice/'.length).replace(/[^a-z.]/g, ''))
      : (face.api({ world: options.world, method: request.method ?? 'GET', url, viewer, body }) ?? {
          ...file(face.page),
          headers: options.pageHeaders ?? {},
        });
    response.writeHead(reply.status, {
      'content-type': reply.type,
      'cache-control': 'no-store',
      ...(as && viewer
        ? { 'set-cookie': `practice=${viewer.key}; Path=/; SameSite=Lax; HttpOnly` }
        : {}),
      ...reply.headers,
    });
    response.end(
      reply.body
        .replaceAll('{{slow}}', String(options.world.slow))
        .replaceAll('{{viewer}}', viewer?.name ?? '')
        .replaceAll('{{number}}', String(viewer?.number ?? 0)),
    );
  };
  const handler = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end(String(error));
    });
  };
  const server = options.tls ? createHttps(options.tls, handler) : createHttp(handler);
  await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
