import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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
import { erasePerson } from './person.ts';
import { personExport } from './personExport.ts';
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
      `Another process is using ${config.database}, but no Sideline server responds at ${url}. ` +
        'Set SIDELINE_PORT to the port of the running server.',
    );
  }
  if (response.status === 404)
    throw new ConfigError(
      'The running server has no person with this address or id, or it uses another secret.',
    );
  if (!response.ok)
    throw new ConfigError(`The running server responded with status ${response.status}.`);
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

const EXPORT_USAGE = 'Usage: npm run server -- export-person EMAIL FILE';

/** The commands of `npm run server -- NAME …`. */
export const commands: Record<string, Command> = {
  async backup(deps, [path]) {
    const to = needed(path, 'Usage: npm run server -- backup FILE');
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
    const from = needed(path, 'Usage: npm run server -- restore FILE');
    const store = openHere(deps.config, deps.log);
    if (!store)
      throw new ConfigError(
        `A server is using ${deps.config.database}. Stop it, then restore into an empty database.`,
      );
    try {
      const { rows } = await restoreBackup(store, from, {
        now: deps.now(),
        ids: deps.ids,
        first: (owner, kind) => migrateAuth(owner, kind, deps.config),
      });
      deps.print(
        `Restored ${rows} rows. Devices pull everything again and send their newer changes again.`,
      );
    } finally {
      await store.close();
    }
  },
  async 'migrate-to-postgres'(deps, [url]) {
    const to = needed(
      url,
      'Usage: npm run server -- migrate-to-postgres postgres://user:password@host:5432/name',
    );
    if (!isPostgres(to) || isPostgres(deps.config.database))
      throw new ConfigError(
        'This command copies the SQLite file in SIDELINE_DB to the PostgreSQL database ' +
          'whose address follows the command.',
      );
    const source = openHere(deps.config, deps.log);
    if (!source)
      throw new ConfigError(
        `A server is using ${deps.config.database}. ` +
          'Stop it first: the copy would lack what it writes in the meantime.',
      );
    const target = postgresStore(to, deps.log, 2);
    try {
      const { rows } = await transfer(source, target, {
        now: deps.now(),
        first: (owner, kind) => migrateAuth(owner, kind, deps.config),
        report: (progress) => deps.print(`  ${progress.table}: ${progress.rows}`),
      });
      deps.print(
        `Copied ${rows} rows; counts and hashes match. ` +
          `Start the server with SIDELINE_DB=${to.replace(/:[^:@/]+@/, ':…@')}.`,
      );
    } finally {
      await source.close();
      await target.close();
    }
  },
  async 'export-person'(deps, [email, path]) {
    const [who, to] = [needed(email, EXPORT_USAGE), needed(path, EXPORT_USAGE)];
    const save = async (pieces: Readable | null) => {
      if (!pieces) throw new ConfigError(`There is no person with the address ${who}.`);
      await pipeline(pieces, createWriteStream(to, { mode: 0o600 }));
    };
    await withStore<void>(
      deps,
      async (store) => save(await personExport(store, who)),
      async () => {
        const { body } = await ask(deps.config, '/ops/person', { email: who });
        await save(body && Readable.fromWeb(body as ReadableStream));
      },
    );
    deps.print(`All data of ${who} was written to ${to}.`);
  },
  async 'erase-person'(deps, [email]) {
    const who = needed(
      email,
      'Usage: npm run server -- erase-person EMAIL (or the id of a removed person)',
    );
    const done = await withStore<unknown>(
      deps,
      (store) => erasePerson(store, who, deps.now()),
      async () => (await ask(deps.config, '/ops/erase', { email: who })).json(),
    );
    if (!done) throw new ConfigError(`There is no person with the address or id ${who}.`);
    deps.print(
      `All data of ${who} was deleted, except text that was merged into other people's notes, ` +
        'fields that another person changed afterwards, and questions and playbooks of the ' +
        'company. Existing backups still contain the data.',
    );
  },
};
