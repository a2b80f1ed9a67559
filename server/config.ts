import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod/mini';
import { type AddressProblem, parseServerAddress, serverPath } from '../lib/model/index.ts';
import { CHROME_ID, FIREFOX_ID } from '../lib/platform/ids.ts';
import { routes } from './api/index.ts';
import type { RowRates } from './limits/pushBudget.ts';
import { type Retention, readRetention } from './ops/retention.ts';
import { isWeakSecret } from './people/guessable.ts';
import { readSmtp, type Smtp } from './people/mail.ts';
import { type Provider, readProviders } from './people/providers.ts';
import { readSecurityContact, type SecurityContact } from './routes/securityTxt.ts';
import { parseNetwork } from './shared/clientAddress.ts';
import { ConfigError } from './shared/errors.ts';
import { isChromeId, readExtensionIds, redirectOf } from './shared/extensionIds.ts';
import { filesOf } from './store/privateFiles.ts';

export interface Config {
  host: string;
  port: number;
  /** Path of a file, or address of a PostgreSQL database. */
  database: string;
  /** Files that only their owner may read: the database and what is beside it. */
  dataFiles: readonly string[];
  baseUrl: string;
  secret: string;
  /** Extension origins, except Firefox's, which differ on every machine. */
  origins: string[];
  /** Origins to which a sign-in with a provider returns: those of the known extensions. */
  redirects: string[];
  /** Addresses of reverse proxies whose X-Forwarded-For is trusted (S4). */
  proxies: string[];
  /** Requests a minute, of one user and of one network; rows that one user may write (S4). */
  rate: { user: number; address: number } & RowRates;
  /** How long rows of each collection are stored. */
  retention: Retention;
  /** Token for reading metrics; null if only this machine may read them. */
  metricsToken: string | null;
  smtp: Smtp | null;
  /** Whom to tell about a weakness; null if nobody is named. */
  security: SecurityContact | null;
  /** Recipient of age for backups; null if each backup names its own. */
  backupRecipient: string | null;
  providers: Provider[];
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

function number(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max)
    throw new ConfigError(
      `${name} is “${text}”. It should be a whole number from ${min} to ${max}.`,
    );
  return value;
}

export function isPostgres(database: string): boolean {
  return /^postgres(?:ql)?:/.test(database);
}

const LogLevel = z.enum(['debug', 'info', 'warn', 'error', 'silent']);

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

const SECRET_FILE = 'secret';

/**
 * The secret that signs sessions: from the environment, or created once beside the database in a
 * file that only its owner can read.
 */
function secretFor(env: Record<string, string | undefined>, folder: string): string {
  const fromEnv = env.SIDELINE_SECRET;
  if (fromEnv !== undefined) {
    if (fromEnv.length < 32)
      throw new ConfigError(
        'SIDELINE_SECRET is too short. It should have at least 32 characters, ' +
          'or leave it out: the server creates one.',
      );
    if (isWeakSecret(fromEnv))
      throw new ConfigError(
        'SIDELINE_SECRET can be guessed: it is an example, or consists of words or of few ' +
          'different characters. “openssl rand -base64 32” prints a good one; or leave it out: ' +
          'the server creates one.',
      );
    return fromEnv;
  }
  const file = resolve(folder, SECRET_FILE);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32)
    throw new ConfigError(
      `The secret in ${file} is incomplete. ` +
        'Delete it and start again. Everyone has to sign in again.',
    );
  return secret;
}

/**
 * Reads addresses and networks of proxies, or `none`.
 * @throws ConfigError for anything else: with an untrusted proxy all users would share one address.
 * The server itself has no TLS, so an address with https means that there is a proxy.
 */
function readProxies(env: Record<string, string | undefined>, baseUrl: string): string[] {
  const proxies = list(env.SIDELINE_PROXIES);
  if (proxies.length === 0 && baseUrl.startsWith('https:'))
    throw new ConfigError(
      'SIDELINE_URL begins with https://, so a proxy is in front of the server. ' +
        'SIDELINE_PROXIES should name its address or network, like 127.0.0.1 or 172.16.0.0/12, ' +
        'or be “none” if people reach the server directly.',
    );
  if (proxies.length === 1 && proxies[0] === 'none') return [];
  for (const item of proxies) {
    if (!parseNetwork(item))
      throw new ConfigError(
        `SIDELINE_PROXIES contains “${item}”. ` +
          'It should be addresses or networks, like 127.0.0.1 or 172.16.0.0/12.',
      );
  }
  return proxies;
}

/** The URL at which this machine reaches a server that listens on a host, or on all interfaces. */
export function localUrl(host: string, port: number): string {
  const name = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/**
 * First parts of the server's own paths. SIDELINE_URL must not contain one: the server could not
 * tell whether a proxy removed the path or not.
 */
const OWN_PATHS: ReadonlySet<string> = new Set(routes.map(({ path }) => path.split('/')[1] ?? ''));

const URL_PROBLEMS = {
  scheme: 'should begin with https:// or http://',
  notUrl: 'should be an address',
  credentials: 'must contain no user name and no password',
  query: 'should end before the “?”',
  fragment: 'should end before the “#”',
} as const satisfies Record<AddressProblem, string>;

/** The public address of the server, which may contain a path. @throws ConfigError */
function readBaseUrl(text: string): string {
  const example = 'like https://sideline.example.com or https://example.com/sideline';
  const parsed = parseServerAddress(text);
  if ('problem' in parsed)
    throw new ConfigError(`SIDELINE_URL ${URL_PROBLEMS[parsed.problem]}, ${example}.`);
  const reserved = serverPath(parsed.address)
    .split('/')
    .find((part) => OWN_PATHS.has(part));
  if (reserved !== undefined)
    throw new ConfigError(
      `SIDELINE_URL must not contain “/${reserved}”, because the server uses this path itself. ` +
        `It should look ${example}.`,
    );
  return parsed.address;
}

/** Reads the environment. @throws ConfigError with one clear sentence. */
export function readConfig(env: Record<string, string | undefined>, cwd: string): Config {
  const port = number('SIDELINE_PORT', env.SIDELINE_PORT ?? '8787', 0, 65_535);
  const host = env.SIDELINE_HOST ?? '127.0.0.1';
  const store = env.SIDELINE_DB ?? 'data/sideline.db';
  if (isPostgres(store) && !URL.canParse(store))
    throw new ConfigError(
      'SIDELINE_DB begins like a PostgreSQL address, but is not a valid one. ' +
        'It should look like postgres://user:password@host:5432/name.',
    );
  const isFile = store !== ':memory:' && !isPostgres(store);
  const database = isFile ? resolve(cwd, store) : store;
  const baseUrl = readBaseUrl(env.SIDELINE_URL ?? localUrl(host, port));
  const level = LogLevel.safeParse(env.SIDELINE_LOG ?? 'info');
  if (!level.success)
    throw new ConfigError(
      `SIDELINE_LOG is “${env.SIDELINE_LOG}”. ` +
        'It should be one of debug, info, warn, error, silent.',
    );
  const ids = [CHROME_ID, FIREFOX_ID, ...readExtensionIds(env)];
  const folder = isFile ? dirname(database) : resolve(cwd, 'data');
  const secret = secretFor(env, folder);
  return {
    host,
    port,
    database,
    dataFiles: [resolve(folder, SECRET_FILE), ...(isFile ? filesOf(database) : [])],
    baseUrl,
    secret,
    origins: ids.filter(isChromeId).map((id) => `chrome-extension://${id}`),
    redirects: ids.map(redirectOf),
    proxies: readProxies(env, baseUrl),
    retention: readRetention(env.SIDELINE_RETENTION),
    rate: {
      user: number('SIDELINE_RATE_USER', env.SIDELINE_RATE_USER ?? '600', 10, 1_000_000),
      // A whole company can share one address.
      address: number('SIDELINE_RATE_ADDRESS', env.SIDELINE_RATE_ADDRESS ?? '6000', 10, 10_000_000),
      // One push has up to 500.
      rows: number('SIDELINE_RATE_ROWS', env.SIDELINE_RATE_ROWS ?? '12000', 500, 10_000_000),
      rowsDay: number(
        'SIDELINE_RATE_ROWS_DAY',
        env.SIDELINE_RATE_ROWS_DAY ?? '60000',
        500,
        100_000_000,
      ),
    },
    metricsToken: env.SIDELINE_METRICS_TOKEN || null,
    smtp: readSmtp(env),
    security: readSecurityContact(env),
    backupRecipient: env.SIDELINE_BACKUP_RECIPIENT || null,
    providers: readProviders(env),
    logLevel: level.data,
  };
}
