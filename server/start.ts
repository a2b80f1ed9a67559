import { randomFillSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { idSource } from '../lib/model/index.ts';
import { createApp } from './app.ts';
import { createAuth, migrateAuth } from './auth.ts';
import { type Config, ConfigError, isPostgres } from './config.ts';
import { createLive } from './live.ts';
import type { PeopleDeps } from './people/people.ts';
import { postgresStore } from './store/postgres.ts';
import { openFile, sqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

export interface Running {
  url: string;
  store: Store;
  people: PeopleDeps;
  stop(): Promise<void>;
}

/** The store that the configuration names, not yet prepared. */
export function openStore(database: string, log: Logger): Store {
  return isPostgres(database) ? postgresStore(database, log) : sqliteStore(openFile(database));
}

const DAY_MS = 86_400_000;
/** Answers to mutations are kept this long, so that a device that was away can ask again (D4). */
const KEEP_RESULTS_MS = 30 * DAY_MS;

async function prune(store: Store, now: number): Promise<void> {
  const { db } = store;
  for (const { id: org } of await db.selectFrom('org').select('id').execute())
    await store.within(org, async (tx) => {
      await tx
        .deleteFrom('mutation_result')
        .where('org_id', '=', org)
        .where('at', '<', now - KEEP_RESULTS_MS)
        .execute();
    });
  await db
    .deleteFrom('invitation')
    .where('expires_at', '<', now - KEEP_RESULTS_MS)
    .execute();
}

/** Starts the server and returns once it listens. */
export async function start(config: Config): Promise<Running> {
  const log = pino({ level: config.logLevel, base: null });
  const store = openStore(config.database, log);
  const { db } = store;
  const settings = { baseUrl: config.baseUrl, secret: config.secret, origins: config.origins };
  const now = () => Date.now();
  const ran = await store.prepare(now(), (owner, kind) => migrateAuth(owner, kind, settings));
  if (ran.length > 0) log.info({ migrations: ran }, 'database brought up to date');
  await prune(store, now());
  const tidy = setInterval(() => prune(store, now()).catch((error: unknown) => log.error({ error: String(error) }, 'tidying failed')), DAY_MS);
  tidy.unref();
  const auth = createAuth(store, settings);
  const ids = idSource(now, randomFillSync);
  const allowed = (origin: string | undefined) =>
    origin === undefined || config.origins.includes(origin) || origin === new URL(config.baseUrl).origin || origin.startsWith('moz-extension://');
  const live = createLive({ store, auth, allowed });
  const app = createApp({ config, store, db, auth, live, log, now, ids });
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
    store,
    people: { store, db, auth, now, ids, poke: (org, version) => live.poke(org, version) },
    async stop() {
      clearInterval(tidy);
      live.close();
      await new Promise<void>((done) => {
        server.close(() => done());
        // Requests under way get a moment; idle connections none.
        if ('closeIdleConnections' in server) server.closeIdleConnections();
        setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3000).unref();
      });
      await store.close();
    },
  };
}
