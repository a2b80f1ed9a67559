import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, resolve } from 'node:path';
import * as z from 'zod/mini';
import { CHROME_ID } from '../lib/platform/ids.ts';
import { ConfigError } from './errors.ts';
import { type Retention, readRetention } from './ops/retention.ts';
import { readSmtp, type Smtp } from './people/mail.ts';
import { type Provider, readProviders } from './people/providers.ts';

export interface Config {
  host: string;
  port: number;
  /** A file, or the address of a PostgreSQL database. */
  database: string;
  baseUrl: string;
  secret: string;
  /** Extension origins besides Firefox's, which differ on every machine. */
  origins: string[];
  /** Addresses of reverse proxies whose X-Forwarded-For is believed (S4). */
  proxies: string[];
  /** Requests a minute, of one person and of one address (S4). */
  rate: { user: number; address: number };
  /** How long rows of a collection are kept. */
  retention: Retention;
  /** What a collector of metrics has to show; null: only this machine may ask. */
  metricsToken: string | null;
  smtp: Smtp | null;
  providers: Provider[];
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** Chrome's id of the extension: fixed by the key in its manifest. */
const CHROME_ID_SHAPE = /^[a-p]{32}$/;

function number(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) throw new ConfigError(`${name} is “${text}”. It should be a whole number from ${min} to ${max}.`);
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

/** The secret that signs sessions: given, or made once beside the database and readable by its owner only. */
function secretFor(env: Record<string, string | undefined>, folder: string): string {
  const given = env.SIDELINE_SECRET;
  if (given !== undefined) {
    if (given.length < 32) throw new ConfigError('SIDELINE_SECRET is too short. It should have at least 32 characters; leave it out and Sideline makes one.');
    return given;
  }
  const file = resolve(folder, 'secret');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32) throw new ConfigError(`The secret in ${file} is not whole. Remove that file and start again; everybody signs in anew then.`);
  return secret;
}

/** Addresses and networks. @throws ConfigError for what is neither: a proxy that is not believed lets everybody share one address. */
function readProxies(env: Record<string, string | undefined>): string[] {
  const proxies = list(env.SIDELINE_PROXIES);
  for (const item of proxies) {
    const [address = '', bits] = item.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    if (isIP(address) === 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
      throw new ConfigError(`SIDELINE_PROXIES holds “${item}”. It should be addresses or networks, like 127.0.0.1 or 172.16.0.0/12.`);
  }
  return proxies;
}

/** Reads the environment. @throws ConfigError with one clear sentence. */
export function readConfig(env: Record<string, string | undefined>, cwd: string): Config {
  const port = number('SIDELINE_PORT', env.SIDELINE_PORT ?? '8787', 0, 65_535);
  const host = env.SIDELINE_HOST ?? '127.0.0.1';
  const given = env.SIDELINE_DB ?? 'data/sideline.db';
  if (isPostgres(given) && !URL.canParse(given))
    throw new ConfigError('SIDELINE_DB begins like the address of a PostgreSQL database, but is none. It should look like postgres://user:password@host:5432/name.');
  const database = given === ':memory:' || isPostgres(given) ? given : resolve(cwd, given);
  const baseUrl = env.SIDELINE_URL ?? `http://${host}:${port}`;
  if (!URL.canParse(baseUrl)) throw new ConfigError(`SIDELINE_URL is “${baseUrl}”. It should be the address people reach this server at, like https://sideline.example.com.`);
  const level = LogLevel.safeParse(env.SIDELINE_LOG ?? 'info');
  if (!level.success) throw new ConfigError(`SIDELINE_LOG is “${env.SIDELINE_LOG}”. It should be one of debug, info, warn, error, silent.`);
  const origins = [CHROME_ID, ...list(env.SIDELINE_EXTENSION_IDS)].map((id) => {
    if (!CHROME_ID_SHAPE.test(id)) throw new ConfigError(`SIDELINE_EXTENSION_IDS holds “${id}”. A Chrome extension's id is 32 letters from a to p.`);
    return `chrome-extension://${id}`;
  });
  const secret = secretFor(env, database === ':memory:' || isPostgres(database) ? resolve(cwd, 'data') : dirname(database));
  return {
    host,
    port,
    database,
    baseUrl,
    secret,
    origins,
    proxies: readProxies(env),
    retention: readRetention(env.SIDELINE_RETENTION),
    rate: {
      user: number('SIDELINE_RATE_USER', env.SIDELINE_RATE_USER ?? '600', 10, 1_000_000),
      // A whole company can sit behind one address.
      address: number('SIDELINE_RATE_ADDRESS', env.SIDELINE_RATE_ADDRESS ?? '6000', 10, 10_000_000),
    },
    metricsToken: env.SIDELINE_METRICS_TOKEN || null,
    smtp: readSmtp(env),
    providers: readProviders(env),
    logLevel: level.data,
  };
}
