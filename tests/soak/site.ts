import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { readConfig } from '../../server/config.ts';
import { start } from '../../server/start.ts';
import { dropDatabase } from '../helpers/dropDatabase.ts';
import { tokenOf } from '../helpers/organisations.ts';
import { UNLIMITED } from './attacker.ts';
import { freePort, type ServerProcess, spawnServer } from './process.ts';
import { addCrowd, prepareTargets, stateOf, type Targets } from './targets.ts';

const SECRET = { SIDELINE_SECRET: 'gW3v-signs only long runs-Kq81ZtUe' };

/** A database with two organisations, and the process of its server. */
export class Site {
  readonly targets: Targets;
  /** Sessions of the people with sockets, and of the person who attacks nobody. */
  readonly crowd: readonly string[];
  readonly bystander: string;
  readonly #before: string;
  readonly #database: string;
  readonly #port: number;
  #server: ServerProcess | null = null;
  private constructor(
    [database, port]: readonly [string, number],
    [targets, before]: readonly [Targets, string],
    [crowd, bystander]: readonly [readonly string[], string],
  ) {
    [this.#database, this.#port] = [database, port];
    [this.targets, this.#before] = [targets, before];
    [this.crowd, this.bystander] = [crowd, bystander];
  }
  static async open(database: string, people: number): Promise<Site> {
    const port = await freePort();
    const site = await inProcess(database, async (running) => {
      const targets = await prepareTargets(running);
      const crowd = await addCrowd(running, targets.acme.org, people);
      const bystander = await tokenOf(running.url, 'rep1@acme.test');
      const before = await stateOf(running.store, targets);
      return new Site([database, port], [targets, before], [crowd, bystander]);
    });
    await site.#start();
    return site;
  }
  get url(): string {
    return this.server.url;
  }
  get server(): ServerProcess {
    if (this.#server === null) throw new Error('the server is stopped');
    return this.#server;
  }
  async #start(): Promise<void> {
    this.#server = await spawnServer(this.#database, this.#port, { ...UNLIMITED, ...SECRET }, true);
  }
  async stop(): Promise<void> {
    await this.#server?.kill('SIGTERM');
    this.#server = null;
  }
  /** Backs up the running server, and restores the backup in the place of its database. */
  async restore(file: string): Promise<void> {
    await this.#command('backup', file, '--plain');
    await this.stop();
    await dropDatabase(this.#database);
    await this.#command('restore', file);
    await this.#start();
  }
  /** Whether rows or people of others changed. The server has to be stopped. */
  isChanged(): Promise<boolean> {
    return inProcess(
      this.#database,
      async ({ store }) => (await stateOf(store, this.targets)) !== this.#before,
    );
  }
  async #command(...args: string[]): Promise<void> {
    const env = { ...process.env, ...this.#env() };
    await promisify(execFile)(process.execPath, [resolve('server/main.ts'), ...args], { env });
  }
  #env() {
    const [SIDELINE_DB, SIDELINE_PORT] = [this.#database, String(this.#port)];
    return { ...SECRET, SIDELINE_DB, SIDELINE_PORT };
  }
}

/** Works on a database while no other server uses it. */
async function inProcess<T>(
  database: string,
  work: (running: Awaited<ReturnType<typeof start>>) => Promise<T>,
): Promise<T> {
  const folder = database.includes('://') ? '.' : dirname(database);
  mkdirSync(folder, { recursive: true });
  const env = { ...UNLIMITED, ...SECRET, SIDELINE_DB: database, SIDELINE_PORT: '0' };
  const running = await start(readConfig({ ...env, SIDELINE_LOG: 'silent' }, folder));
  try {
    return await work(running);
  } finally {
    await running.stop();
  }
}
