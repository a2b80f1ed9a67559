import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL cluster of our own: in a folder that goes with it, on a socket only, with fsync on. */
export interface Cluster {
  folder: string;
  /** The address of a database in it. */
  url(database: string): string;
  /** Makes an empty database. @returns its address. */
  create(database: string): Promise<string>;
  /** Ends every process of it at once, as a power cut would; `start` brings it back. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Debian keeps the server's programs out of the PATH, one folder a version. */
function programs(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

/** initdb refuses root: then its own user runs it. */
function owner(): { uid: number; gid: number } | Record<string, never> | null {
  if (process.getuid?.() !== 0) return {};
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

/** Null where PostgreSQL is not installed. */
export async function startCluster(): Promise<Cluster | null> {
  const [bin, as] = [programs(), owner()];
  if (!bin || !as) return null;
  const folder = mkdtempSync(join(tmpdir(), 'sl-pg-'));
  if ('uid' in as) chownSync(folder, as.uid as number, as.gid as number);
  const data = join(folder, 'data');
  const options = { ...as, cwd: folder, stdio: 'ignore' as const };
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'], options);
  const url = (database: string) => `postgres://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
  let server: ReturnType<typeof spawn> | null = null;
  const ended = () => new Promise<void>((done) => (server === null || server.exitCode !== null || server.signalCode !== null ? done() : server.once('exit', () => done())));
  const cluster: Cluster = {
    folder,
    url,
    async start() {
      // Not full_page_writes=off or the like: crash tests want what production has.
      server = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'max_connections=200', '-c', 'shared_buffers=64MB'], options);
      for (let attempt = 0; ; attempt++) {
        const client = new pg.Client({ connectionString: url('postgres') });
        client.on('error', () => {});
        try {
          await client.connect();
          await client.end();
          return;
        } catch (error) {
          if (attempt > 300 || server.exitCode !== null) throw error;
          await new Promise((done) => setTimeout(done, 50));
        }
      }
    },
    async create(database) {
      const client = new pg.Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`create database "${database}"`);
      await client.end();
      return url(database);
    },
    async kill() {
      // SIGQUIT: every process ends at once, nothing is written out; the next start recovers from the log.
      server?.kill('SIGQUIT');
      await ended();
    },
    async stop() {
      server?.kill('SIGINT');
      await ended();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await cluster.start();
  return cluster;
}
