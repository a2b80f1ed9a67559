import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PROTO } from '../../lib/sync/protocol.ts';
import { sampleTeam } from '../../server/sample.ts';
import { rowIdOf } from '../helpers/rowIds.ts';

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address() as { port: number };
  await new Promise((done) => probe.close(done));
  return port;
}

export interface ServerProcess {
  url: string;
  /** Time until it was ready, ms. */
  startedIn: number;
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Resident memory, bytes. */
  rss(): number;
  /** Memory after a collection, bytes: resident, and what objects and buffers use. */
  collected(): Promise<{ rss: number; used: number }>;
}

/**
 * Starts the server in a separate process, like its operators do.
 * @param hasPeople false: with the sample team.
 */
export async function spawnServer(
  database: string,
  port: number,
  env: Record<string, string> = {},
  hasPeople = false,
): Promise<ServerProcess> {
  const began = Date.now();
  const url = `http://127.0.0.1:${port}`;
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--expose-gc',
      `--import=${new URL('memoryProbe.ts', import.meta.url)}`,
      resolve('server/main.ts'),
      ...(hasPeople ? [] : ['--demo']),
    ],
    {
      env: {
        ...process.env,
        SIDELINE_PORT: String(port),
        SIDELINE_DB: database,
        SIDELINE_LOG: 'silent',
        SIDELINE_RATE_USER: '1000000',
        SIDELINE_RATE_ADDRESS: '1000000',
        SIDELINE_SECRET: 'a secret of the long runs, 40 letters or so',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let log = '';
  let ready = false;
  // The last line of the start, after the sample team was added.
  child.stdout?.on('data', (data) => {
    ready ||= String(data).includes('Sideline listens');
  });
  child.stderr?.on('data', (data) => {
    log += String(data);
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server did not start: ${log}`);
    if (ready) break;
    if (Date.now() - began > 60_000) throw new Error(`the server does not answer: ${log}`);
    await new Promise((done) => setTimeout(done, 20));
  }
  return {
    url,
    startedIn: Date.now() - began,
    rss: () =>
      Number(
        /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0,
      ) * 1024,
    collected: () =>
      new Promise((done) => {
        child.once('message', (memory) => done(memory as { rss: number; used: number }));
        child.send('collect');
      }),
    async kill(signal = 'SIGKILL') {
      child.kill(signal);
      await ended;
    },
  };
}

export function scratch(): { path(name: string): string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'sideline-soak-'));
  return {
    path: (name) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function post(url: string, path: string, body: unknown, token?: string): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  });
}

/** A signed-in member of the sample team: pushes notes over HTTP, and pulls. */
export class Person {
  readonly user: string;
  readonly token: string;
  /** The scope of new notes; the team at first. */
  scope: string;
  readonly clientId: string;
  seq = 0;
  cursors: Record<string, string> = {};
  /** Texts of the received notes, by id. */
  readonly seen = new Map<string, string>();
  private constructor(user: string, token: string, scope: string, clientId: string) {
    this.user = user;
    this.token = token;
    this.scope = scope;
    this.clientId = clientId;
  }
  static async signIn(url: string, email: string, clientId: string): Promise<Person> {
    const token = (
      await post(url, '/auth/sign-in/email', { email, password: sampleTeam.password })
    ).headers.get('set-auth-token');
    if (!token) throw new Error(`${email} could not sign in`);
    return Person.holding(url, token, clientId);
  }
  /** A person who has a session already. */
  static async holding(url: string, token: string, clientId: string): Promise<Person> {
    const me = (await (
      await fetch(`${url}/me`, { headers: { authorization: `Bearer ${token}` } })
    ).json()) as { user: { id: string }; team: { id: string } };
    return new Person(me.user.id, token, `t:${me.team.id}`, clientId);
  }
  /** @returns the acknowledged ids. @throws when the connection breaks. */
  async push(
    url: string,
    fields: (author: string) => Record<string, unknown>,
    count: number,
  ): Promise<string[]> {
    const mutations = Array.from({ length: count }, (_, index) => {
      const seq = this.seq + index + 1;
      const id = `${this.clientId}-${seq}`;
      return {
        seq,
        id,
        op: 'create',
        collection: 'note',
        rowId: rowIdOf(id),
        base: 0,
        scope: this.scope,
        patch: fields(this.user),
      };
    });
    const response = await post(
      url,
      '/sync/push',
      { proto: PROTO, schema: 1, clientId: this.clientId, mutations },
      this.token,
    );
    if (!response.ok) throw new Error(`push: ${response.status}`);
    const { answers } = (await response.json()) as {
      answers: {
        seq: number;
        result: { kind: string; expected?: number; result?: { kind: string } };
      }[];
    };
    const done = answers.filter(
      ({ result }) =>
        result.kind === 'ok' || (result.kind === 'skipped' && result.result?.kind === 'ok'),
    );
    const gap = answers.find(({ result }) => result.kind === 'gap')?.result.expected;
    this.seq = gap === undefined ? this.seq + count : gap - 1;
    return done.map(({ seq }) => rowIdOf(`${this.clientId}-${seq}`));
  }
  async pull(url: string): Promise<void> {
    for (;;) {
      const response = await post(
        url,
        '/sync/pull',
        { proto: PROTO, schema: 1, scopes: this.cursors },
        this.token,
      );
      if (!response.ok) throw new Error(`pull: ${response.status}`);
      const { rows, cursors, more } = (await response.json()) as {
        rows: { id: string; fields: { text?: string } }[];
        cursors: Record<string, string>;
        more: boolean;
      };
      for (const row of rows) this.seen.set(row.id, row.fields.text ?? '');
      this.cursors = cursors;
      if (!more) return;
    }
  }
}
