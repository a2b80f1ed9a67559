import { randomFillSync } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { serve } from '@hono/node-server';
import { Kysely } from 'kysely';
import { pino } from 'pino';
import { idSource } from '../lib/model/index.ts';
import { createApp } from './app.ts';
import { createAuth, migrateAuth } from './auth.ts';
import { type Config, ConfigError } from './config.ts';
import { createLive } from './live.ts';
import type { PeopleDeps } from './people.ts';
import { nodeSqliteDialect } from './store/dialect.ts';
import { migrate } from './store/migrations.ts';
import type { Db, Tables } from './store/tables.ts';

export interface Running {
  url: string;
  people: PeopleDeps;
  stop(): Promise<void>;
}

function open(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(path, { timeout: 5000 });
  try {
    // One process a file: the lock is held as long as this one lives.
    db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal');
    // FULL: a commit that was acknowledged survives a power cut. With NORMAL it may not.
    db.exec('pragma synchronous = full; pragma foreign_keys = on; begin immediate; commit');
  } catch (error) {
    throw new ConfigError(`Another process is using ${path}. Stop it first; two servers cannot share one SQLite file. (${error instanceof Error ? error.message : error})`);
  }
  return db;
}

const DAY_MS = 86_400_000;
/** Answers to mutations are kept this long, so that a device that was away can ask again (D4). */
const KEEP_RESULTS_MS = 30 * DAY_MS;

async function prune(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('mutation_result')
    .where('at', '<', now - KEEP_RESULTS_MS)
    .execute();
  await db
    .deleteFrom('invitation')
    .where('expires_at', '<', now - KEEP_RESULTS_MS)
    .execute();
}

/** Starts the server and returns once it listens. */
export async function start(config: Config): Promise<Running> {
  const log = pino({ level: config.logLevel, base: null });
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(open(config.database)) });
  const settings = { baseUrl: config.baseUrl, secret: config.secret, origins: config.origins };
  const now = () => Date.now();
  await migrateAuth(db, settings);
  const ran = await migrate(db, now());
  if (ran.length > 0) log.info({ migrations: ran }, 'database brought up to date');
  await prune(db, now());
  const tidy = setInterval(() => prune(db, now()).catch((error: unknown) => log.error({ error: String(error) }, 'tidying failed')), DAY_MS);
  tidy.unref();
  const auth = createAuth(db, settings);
  const ids = idSource(now, randomFillSync);
  const allowed = (origin: string | undefined) =>
    origin === undefined || config.origins.includes(origin) || origin === new URL(config.baseUrl).origin || origin.startsWith('moz-extension://');
  const live = createLive({ db, auth, allowed });
  const app = createApp({ config, db, auth, live, log, now, ids });
  const server = await new Promise<ReturnType<typeof serve>>((done, fail) => {
    const listening = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, () => done(listening));
    listening.on('error', (error: NodeJS.ErrnoException) =>
      fail(error.code === 'EADDRINUSE' ? new ConfigError(`Port ${config.port} is taken. Set SIDELINE_PORT to a free one.`) : error),
    );
  });
  live.attach(server as import('node:http').Server);
  const url = `http://${config.host}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    people: { db, auth, now, ids, poke: (org, version) => live.poke(org, version) },
    async stop() {
      clearInterval(tidy);
      live.close();
      await new Promise<void>((done) => {
        server.close(() => done());
        // Requests under way get a moment; idle connections none.
        if ('closeIdleConnections' in server) server.closeIdleConnections();
        setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3000).unref();
      });
      await db.destroy();
    },
  };
}
