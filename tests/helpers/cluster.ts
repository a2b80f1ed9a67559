import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL cluster in a temporary folder, reachable only through a socket. */
export interface Cluster {
  /** The address of one of its databases. */
  url(database: string): string;
  /** Creates an empty database. @returns its address. */
  create(database: string): Promise<string>;
  stop(): Promise<void>;
}

/** Debian installs the server's programs outside of the PATH, one folder per version. */
function programs(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return (
    versions
      .map((version) => join(root, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'initdb'))) ?? null
  );
}

/** initdb does not run as root: then the user `postgres` runs it. */
function owner(): { uid: number; gid: number } | Record<string, never> | null {
  if (process.getuid?.() !== 0) return {};
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * @param durable whether writing waits for the disk, as in production; for long runs and
 * benchmarks.
 * @returns null where PostgreSQL is not installed.
 */
export async function startCluster({ durable }: { durable: boolean }): Promise<Cluster | null> {
  const [bin, as] = [programs(), owner()];
  if (!bin || !as) return null;
  const folder = mkdtempSync(join(tmpdir(), 'sl-pg-'));
  if ('uid' in as) chownSync(folder, as.uid as number, as.gid as number);
  const data = join(folder, 'data');
  const options = { ...as, cwd: folder, stdio: 'ignore' as const };
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    options,
  );
  const url = (database: string) =>
    `postgres://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
  const settings = [
    'listen_addresses=',
    'max_connections=200',
    'shared_buffers=64MB',
    ...(durable ? [] : NOT_DURABLE),
  ];
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])],
    options,
  );
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  await accepts(url('postgres'), () => server.exitCode !== null);
  return {
    url,
    async create(database) {
      const client = new pg.Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`create database "${database}"`);
      await client.end();
      return url(database);
    },
    async stop() {
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until a connection is accepted, 15 s at most. */
async function accepts(url: string, ended: () => boolean): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt > 300 || ended()) throw error;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}
