import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { parseArgs } from 'node:util';
import type { Logger } from 'pino';
import { type IdSource, serverUrl } from '../lib/model/index.ts';
import { type Config, isPostgres, localUrl } from './config.ts';
import { backupStream, writeBackup } from './ops/backup.ts';
import { encrypterFor, type Protection } from './ops/encryption.ts';
import { loggedExport } from './ops/loggedExport.ts';
import { erasePerson } from './ops/person.ts';
import { type Replayed, replayErasures } from './ops/replay.ts';
import { restoreBackup } from './ops/restore.ts';
import { transfer } from './ops/transfer.ts';
import { migrateAuth } from './people/auth.ts';
import { resumeDepartures } from './people/departures.ts';
import { opsToken } from './routes/ops.ts';
import { ConfigError, InUseError } from './shared/errors.ts';
import { postgresStore } from './store/postgres.ts';
import { prepareStore } from './store/prepare.ts';
import { makePrivate, writePrivate } from './store/privateFiles.ts';
import { openFile, sqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

interface Deps {
  config: Config;
  log: Logger;
  now(): number;
  ids: IdSource;
  print(line: string): void;
}

/** Opens the store; null if a running server uses the file, which is asked instead. */
function openHere(config: Config, log: Logger): Store | null {
  makePrivate(config.dataFiles, log);
  if (isPostgres(config.database)) return postgresStore(config.database, log, 2);
  try {
    return sqliteStore(openFile(config.database));
  } catch (error) {
    if (error instanceof InUseError) return null;
    throw error;
  }
}

/** The address of a database, to print. */
export function withoutPassword(address: string): string {
  const url = new URL(address);
  if (url.password === '') return address;
  url.password = '***';
  return url.href;
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
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    throw new ConfigError(
      `Another process is using ${config.database}, but no Sideline server responds at ${url}. ` +
        'Set SIDELINE_PORT to the port of the running server. ' +
        `(${cause instanceof Error ? cause.message : error})`,
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
    await store.owning((owner) => replayErasures(owner, store.kind, deps.now()));
    // No server runs, so that a departure under way ends here.
    for (const { org, step, error } of await resumeDepartures({ store, db: store.db, poke() {} }))
      deps.log.warn({ org, step, error: String(error) }, 'a departure could not be finished');
    return await here(store);
  } finally {
    await store.close();
  }
}

function needed(value: string | undefined, what: string): string {
  if (!value) throw new ConfigError(what);
  return value;
}

/** Options and operands of a command. @throws ConfigError with its usage. */
function parsed<const T extends Record<string, { type: 'string' | 'boolean' }>>(
  args: readonly string[],
  options: T,
  usage: string,
) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values, path: needed(positionals[0], usage) };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${error instanceof Error ? error.message : error}. ${usage}`);
  }
}

/**
 * What protects a backup. Plain only on purpose: it contains everything that people wrote.
 * @throws ConfigError
 */
function protectionOf(config: Config, recipient: string | undefined, plain: boolean): Protection {
  if (plain && recipient !== undefined)
    throw new ConfigError('A backup has a recipient or is plain, not both.');
  if (plain) return 'plain';
  const to = recipient ?? config.backupRecipient;
  if (to === null)
    throw new ConfigError(
      'A backup contains everything that people wrote, so it is encrypted. Name the recipient of ' +
        'age with --recipient age1… or in SIDELINE_BACKUP_RECIPIENT (“age-keygen -o backup.key” ' +
        'makes a key and prints it), or write a file that everyone can read with --plain.',
    );
  encrypterFor(to);
  return { recipient: to };
}

function saidAgain({ people, rows }: Replayed): string {
  return people + rows === 0
    ? ''
    : ` ${people} people and ${rows} rows that were erased since were erased again.`;
}

type Command = (deps: Deps, args: readonly string[]) => Promise<void>;

const BACKUP_USAGE = 'Usage: npm run server -- backup FILE (--recipient age1… | --plain)';
const RESTORE_USAGE = 'Usage: npm run server -- restore FILE [--identity KEYFILE]';
const EXPORT_USAGE = 'Usage: npm run server -- export-person EMAIL FILE';

/** The commands of `npm run server -- NAME …`. */
export const commands: Record<string, Command> = {
  async backup(deps, args) {
    const { values, path: to } = parsed(
      args,
      { recipient: { type: 'string' }, plain: { type: 'boolean' } },
      BACKUP_USAGE,
    );
    const protection = protectionOf(deps.config, values.recipient, values.plain === true);
    // The stream of a running server is encrypted here: that costs time that its users would wait.
    const write = (stream: Readable) => writeBackup(stream, to, protection);
    await withStore(
      deps,
      async (store) => write(await backupStream(store, null, deps.now())),
      async () =>
        write(Readable.fromWeb((await ask(deps.config, '/ops/backup', {})).body as ReadableStream)),
    );
    deps.print(
      protection === 'plain'
        ? `Backed up to ${to}, which is not encrypted.`
        : `Backed up to ${to}, encrypted for ${protection.recipient}.`,
    );
  },
  async restore(deps, args) {
    const { values, path: from } = parsed(args, { identity: { type: 'string' } }, RESTORE_USAGE);
    const store = openHere(deps.config, deps.log);
    if (!store)
      throw new ConfigError(
        `A server is using ${deps.config.database}. Stop it, then restore into an empty database.`,
      );
    try {
      const { rows, again } = await restoreBackup(store, from, {
        identity: values.identity,
        now: deps.now(),
        ids: deps.ids,
        first: (owner, kind) => migrateAuth(owner, kind, deps.config),
      });
      deps.print(
        `Restored ${rows} rows.${saidAgain(again)} Everyone has to sign in again, and unused ` +
          'invitations have to be made again. ' +
          'Devices pull everything and send their newer changes again.',
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
          `Start the server with SIDELINE_DB=${withoutPassword(to)}.`,
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
      await writePrivate(to, pieces);
    };
    await withStore<void>(
      deps,
      // No server runs, so no device is connected.
      async (store) => save(await loggedExport({ ...deps, store, poke() {} }, who)),
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
    let isGoingOn = false;
    const done = await withStore<unknown>(
      deps,
      (store) => erasePerson(store, who, deps.now()),
      async () => {
        isGoingOn = true;
        return (await ask(deps.config, '/ops/erase', { email: who })).json();
      },
    );
    if (!done) throw new ConfigError(`There is no person with the address or id ${who}.`);
    deps.print(
      `All data of ${who} was deleted, except text that was merged into other people's notes, ` +
        'fields that another person changed afterwards, and questions and playbooks of the ' +
        'company. Existing backups still contain the data.' +
        (isGoingOn ? ' With very many rows, the server may need some more minutes.' : ''),
    );
  },
};
