import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Emulator, EmulatorRequest, Reply } from './emulator.ts';
import { emulators } from './emulators/index.ts';
import { type EmulatorState, inSession, viewerNamed } from './state.ts';

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

/** The vendors' hosts of each emulator; any other host is a self-hosted EspoCRM. */
const HOSTS: Record<Emulator['name'], RegExp> = {
  salesforce: /\.force\.com$/,
  odoo: /\.odoo\.com$/,
  espocrm: /./,
};

/** One answer of an API, or null for an address of a page. */
export function answer(emulator: Emulator, request: EmulatorRequest): Reply | null {
  const viewer = inSession(request.state, request.viewer);
  return emulator.api({ ...request, viewer });
}

function emulatorOf(host: string): Emulator {
  const emulator = emulators.find(({ name }) => HOSTS[name].test(host));
  if (!emulator) throw new Error(`no emulator for ${host}`);
  return emulator;
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
  state: EmulatorState;
  /** One emulator for every host, for tests on plain ports; else the host decides. */
  only?: Emulator['name'];
  tls?: { key: string; cert: string };
  port?: number;
  /** Headers of every page, to test a CRM with a content security policy. */
  pageHeaders?: Record<string, string>;
}

export interface Emulators {
  port: number;
  close(): Promise<void>;
}

/**
 * Starts the CRM emulators: a loopback server on which everyone on this machine can sign in as any
 * member of the team.
 */
export async function startEmulators(options: EmulatorOptions): Promise<Emulators> {
  const only = emulators.find(({ name }) => name === options.only);
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
    const emulator = only ?? emulatorOf(url.hostname);
    const as = url.searchParams.get('as');
    const cookie = /(?:^|; )viewer=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? null;
    const viewer = viewerNamed(as ?? cookie);
    const body = request.method === 'GET' ? null : await read(request);
    const { state } = options;
    const { method = 'GET' } = request;
    const isFile = url.pathname.startsWith('/emulator/');
    const ofApi = isFile ? null : answer(emulator, { state, method, url, viewer, body });
    if (ofApi && state.delay > 0) await setTimeout(state.delay);
    const page = () =>
      isFile
        ? file(url.pathname.slice('/emulator/'.length).replace(/[^a-z.]/g, ''))
        : { ...file(emulator.page), headers: options.pageHeaders ?? {} };
    const reply: Reply = ofApi ?? page();
    const signedIn = `viewer=${viewer?.key}; Path=/; SameSite=Lax; HttpOnly`;
    const cookies = [...(as && viewer ? [signedIn] : []), ...(emulator.cookies ?? [])];
    response.writeHead(reply.status, {
      'content-type': reply.type,
      'cache-control': 'no-store',
      ...(ofApi || isFile || cookies.length === 0 ? {} : { 'set-cookie': cookies }),
      ...reply.headers,
    });
    response.end(
      reply.body
        .replaceAll('{{slow}}', String(state.slow))
        .replaceAll('{{viewer}}', viewer?.name ?? '')
        .replaceAll('{{number}}', String(viewer?.number ?? 0)),
    );
  };
  const handler = (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch((error: unknown) => {
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
