import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Logger } from 'pino';
import { type IdSource, serverUrl } from '../../lib/model/index.ts';
import { migrateAuth } from '../auth.ts';
import { type Config, isPostgres, localUrl } from '../config.ts';
import { ConfigError } from '../errors.ts';
import { opsToken } from '../routes/ops.ts';
import { postgresStore } from '../store/postgres.ts';
import { prepareStore } from '../store/prepare.ts';
import { openFile, sqliteStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { backupStream, restoreBackup, writeBackup } from './backup.ts';
import { erasePerson, personData } from './person.ts';
import { transfer } from './transfer.ts';

interface Deps {
  config: Config;
  log: Logger;
  now(): number;
  ids: IdSource;
  print(line: string): void;
}

/** Opens the store; null if a running server uses the file, which is asked instead. */
function openHere(config: Config, log: Logger): Store | null {
  if (isPostgres(config.database)) return postgresStore(config.database, log, 2);
  try {
    return sqliteStore(openFile(config.database));
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

/** Sends a request to the running server, with a token made from its secret. */
async function ask(config: Config, path: string, input: unknown): Promise<Response> {
  const url = serverUrl(localUrl(config.host, config.port), path);
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Ops ${opsToken(config.secret)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(input),
    });
  } catch {
    throw new ConfigError(
      `Another process is using ${config.database}, but no Sideline server answers at ${url}. ` +
        'Is SIDELINE_PORT the one it listens on?',
    );
  }
  if (response.status === 404)
    throw new ConfigError(
      'The server does not know that address, or it was started with another secret.',
    );
  if (!response.ok) throw new ConfigError(`The server refused: ${response.status}.`);
  return response;
}

async function withStore<T>(
  deps: Deps,
  here: (store: Store) => Promise<T>,
  there: () => Promise<T>,
): Promise<T> {
  const store = openHere(deps.config, deps.log);
  if (!store) return there();
  try {
    await prepareStore(store, deps.now(), (owner, kind) => migrateAuth(owner, kind, deps.config));
    return await here(store);
  } finally {
    await store.close();
  }
}

function needed(value: string | undefined, what: string): string {
  if (!value) throw new ConfigError(what);
  return value;
}

type Command = (deps: Deps, args: readonly string[]) => Promise<void>;

/** The commands of `npm run server -- NAME …`. */
export const commands: Record<string, Command> = {
  async backup(deps, [path]) {
    const to = needed(path, 'Where to? npm run server -- backup FILE');
    await withStore(
      deps,
      async (store) => writeBackup(await backupStream(store, null, deps.now()), to),
      async () =>
        writeBackup(
          Readable.fromWeb((await ask(deps.config, '/ops/backup', {})).body as ReadableStream),
          to,
        ),
    );
    deps.print(`Backed up to ${to}.`);
  },
  async restore(deps, [path]) {
    const from = needed(path, 'From where? npm run server -- restore FILE');
    const store = openHere(deps.config, deps.log);
    if (!store)
      throw new ConfigError(
        `A server is using ${deps.config.database}. Stop it, and restore into an empty database.`,
      );
    try {
      const { rows } = await restoreBackup(store, from, {
        now: deps.now(),
        ids: deps.ids,
        first: (owner, kind) => migrateAuth(owner, kind, deps.config),
      });
      deps.print(
        `Restored ${rows} rows. Devices will notice by themselves, and offer again what they know.`,
      );
    } finally {
      await store.close();
    }
  },
  async 'migrate-to-postgres'(deps, [url]) {
    const to = needed(
      url,
      'Where to? npm run server -- migrate-to-postgres postgres://user:password@host:5432/name',
    );
    if (!isPostgres(to) || isPostgres(deps.config.database))
      throw new ConfigError(
        'This copies the SQLite file that SIDELINE_DB names to the PostgreSQL database ' +
          'given after the command.',
      );
    const source = openHere(deps.config, deps.log);
    if (!source)
      throw new ConfigError(
        `A server is using ${deps.config.database}. ` +
          'Stop it first: what it wrote meanwhile would be missing.',
      );
    const target = postgresStore(to, deps.log, 2);
    try {
      const { rows } = await transfer(source, target, {
        now: deps.now(),
        first: (owner, kind) => migrateAuth(owner, kind, deps.config),
        report: (progress) => deps.print(`  ${progress.table}: ${progress.rows}`),
      });
      deps.print(
        `Copied ${rows} rows; counts and hashes are the same on both sides. ` +
          `Start the server with SIDELINE_DB=${to.replace(/:[^:@/]+@/, ':…@')}.`,
      );
    } finally {
      await source.close();
      await target.close();
    }
  },
  async 'export-person'(deps, [email, path]) {
    const [who, to] = [
      needed(email, 'Whose? npm run server -- export-person EMAIL FILE'),
      needed(path, 'Where to? npm run server -- export-person EMAIL FILE'),
    ];
    const data = await withStore<unknown>(
      deps,
      (store) => personData(store, who),
      async () => (await ask(deps.config, '/ops/person', { email: who })).json(),
    );
    if (!data) throw new ConfigError(`Nobody here has the address ${who}.`);
    await writeFile(to, `${JSON.stringify(data, null, 2)}\n`, { mode: 0o600 });
    deps.print(`Everything about ${who} is in ${to}.`);
  },
  async 'erase-person'(deps, [email]) {
    const who = needed(
      email,
      'Whom? npm run server -- erase-person EMAIL ' +
        '(or the id of somebody who was taken out before)',
    );
    const done = await withStore<unknown>(
      deps,
      (store) => erasePerson(store, who, deps.now()),
      async () => (await ask(deps.config, '/ops/erase', { email: who })).json(),
    );
    if (!done) throw new ConfigError(`Nobody here has the address ${who}.`);
    deps.print(
      `${who} is gone, with everything they wrote but what was merged into other people's notes ` +
        'or set up for the company. It is still in backups made before now.',
    );
  },
};
