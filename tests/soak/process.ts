import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PROTO } from '../../lib/sync/protocol.ts';
import { sampleTeam } from '../../server/sample.ts';

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address() as { port: number };
  await new Promise((done) => probe.close(done));
  return port;
}

export interface ServerProcess {
  url: string;
  /** How long it took until it answered, ms. */
  startedIn: number;
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Memory it takes, bytes. */
  rss(): number;
}

/** The server as people start it, in a process of its own with the sample team. */
export async function spawnServer(
  database: string,
  port: number,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const began = Date.now();
  const url = `http://127.0.0.1:${port}`;
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', resolve('server/main.ts'), '--demo'],
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
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  let ready = false;
  // Said last of all, when the sample team is there.
  child.stdout?.on('data', (data) => {
    ready ||= String(data).includes('Sideline listens');
  });
  child.stderr?.on('data', (data) => {
    said += String(data);
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server did not start: ${said}`);
    if (ready) break;
    if (Date.now() - began > 60_000) throw new Error(`the server does not answer: ${said}`);
    await new Promise((done) => setTimeout(done, 20));
  }
  return {
    url,
    startedIn: Date.now() - began,
    rss: () =>
      Number(
        /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0,
      ) * 1024,
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

/** Somebody of the sample team, signed in over HTTP: sends notes one by one, and pulls. */
export class Person {
  readonly user: string;
  readonly token: string;
  /** Where its notes go; its team at first. */
  scope: string;
  readonly clientId: string;
  seq = 0;
  cursors: Record<string, string> = {};
  /** Texts of the notes that came, by id. */
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
  /** Somebody who has a session already. */
  static async holding(url: string, token: string, clientId: string): Promise<Person> {
    const me = (await (
      await fetch(`${url}/me`, { headers: { authorization: `Bearer ${token}` } })
    ).json()) as { user: { id: string }; team: { id: string } };
    return new Person(me.user.id, token, `t:${me.team.id}`, clientId);
  }
  /** @returns the ids that the server acknowledged; throws when the line breaks. */
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
        rowId: id,
        base: 0,
        scope: this.scope,
        patch: fields(this.user),
      };
    });
    const answer = await post(
      url,
      '/sync/push',
      { proto: PROTO, schema: 1, clientId: this.clientId, mutations },
      this.token,
    );
    if (!answer.ok) throw new Error(`push: ${answer.status}`);
    const { answers } = (await answer.json()) as {
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
    return done.map(({ seq }) => `${this.clientId}-${seq}`);
  }
  async pull(url: string): Promise<void> {
    for (;;) {
      const answer = await post(
        url,
        '/sync/pull',
        { proto: PROTO, schema: 1, scopes: this.cursors },
        this.token,
      );
      if (!answer.ok) throw new Error(`pull: ${answer.status}`);
      const { rows, cursors, more } = (await answer.json()) as {
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
