import { randomFillSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { DatabaseSync } from 'node:sqlite';
import { serve } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { idSource, linkTo, serverPath } from '../lib/model/index.ts';
import { createApp } from './app.ts';
import { createAuth, migrateAuth } from './auth.ts';
import { clientAddress } from './clientAddress.ts';
import { type Config, isPostgres, localUrl } from './config.ts';
import { ConfigError } from './errors.ts';
import { languageOf, texts } from './i18n/index.ts';
import { createLive } from './live/live.ts';
import { runRetention } from './ops/retention.ts';
import { originCheck } from './origins.ts';
import { mailer, type SendMail } from './people/mail.ts';
import { noticeMailer } from './people/noticeMail.ts';
import { passwordRules } from './people/passwords.ts';
import type { PeopleDeps } from './people/people.ts';
import { newestLinkOnly } from './people/resetLinks.ts';
import { postgresStore } from './store/postgres.ts';
import { prepareStore } from './store/prepare.ts';
import { openFile, sqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';
import type { Db } from './store/tables.ts';

export interface Running {
  url: string;
  store: Store;
  /** SQLite's own handle; null on PostgreSQL. */
  file: DatabaseSync | null;
  people: PeopleDeps;
  /** The routes of the router. */
  routes: readonly { method: string; path: string }[];
  stop(): Promise<void>;
}

/** Opens the configured store; its tables are not prepared yet. */
function openStore(database: string, log: Logger): { store: Store; file: DatabaseSync | null } {
  if (isPostgres(database)) return { store: postgresStore(database, log), file: null };
  const file = openFile(database);
  return { store: sqliteStore(file), file };
}

const DAY_MS = 86_400_000;

/** Returns the function that mails a link for a new password. */
function resetMailer(config: Config, db: Db, log: Logger, send: SendMail) {
  return async (email: string, token: string, language: string | null): Promise<void> => {
    await newestLinkOnly(db, email, token);
    const { title, mail, notYou } = texts[languageOf(language)].reset;
    const text = `${mail}\n\n${linkTo(config.baseUrl, 'reset', token)}\n\n${notYou}`;
    await send({ to: email, subject: title, text }).catch((error: unknown) =>
      log.error({ error: String(error) }, 'mail not sent'),
    );
  };
}

/** Starts the server and returns once it listens. */
export async function start(config: Config): Promise<Running> {
  const log = pino({ level: config.logLevel, base: null });
  const { store, file } = openStore(config.database, log);
  const send = mailer(config.smtp);
  const { db } = store;
  const settings = {
    baseUrl: config.baseUrl,
    secret: config.secret,
    origins: config.origins,
    ...(send ? { sendReset: resetMailer(config, db, log, send) } : {}),
  };
  const now = () => Date.now();
  const ran = await prepareStore(store, now(), (owner, kind) => migrateAuth(owner, kind, settings));
  if (ran.length > 0) log.info({ migrations: ran }, 'database migrated');
  await runRetention(store, now(), config.retention);
  const daily = setInterval(
    () =>
      runRetention(store, now(), config.retention).catch((error: unknown) =>
        log.error({ error: String(error) }, 'retention job failed'),
      ),
    DAY_MS,
  );
  daily.unref();
  const ids = idSource(now, randomFillSync);
  const mailNotice = noticeMailer(db, send, log);
  // `auth` and `live` exist before the first request.
  const people: PeopleDeps = {
    store,
    db,
    now,
    ids,
    get auth() {
      return auth;
    },
    poke: (org, version) => live.poke(org, version),
  };
  const auth = createAuth(store, { ...settings, passwords: passwordRules(people, mailNotice) });
  const allowed = originCheck(config);
  const addressOf = clientAddress(config.proxies);
  const live = createLive({
    store,
    auth,
    log,
    now,
    under: serverPath(config.baseUrl),
    allowed: (origin) => origin === undefined || allowed(origin),
    addressOf: (request) =>
      addressOf(request.socket.remoteAddress ?? '', request.headers['x-forwarded-for']),
  });
  const app = createApp({
    config,
    sendsMail: send !== null,
    mailNotice,
    file,
    store,
    db,
    auth,
    live,
    log,
    now,
    ids,
  });
  const server = await new Promise<ReturnType<typeof serve>>((done, fail) => {
    const listening = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, () =>
      done(listening),
    );
    listening.on('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'EADDRINUSE'
          ? new ConfigError(`Port ${config.port} is in use. Set SIDELINE_PORT to a free port.`)
          : error,
      ),
    );
  });
  live.attach(server as import('node:http').Server);
  const url = localUrl(config.host, (server.address() as AddressInfo).port);
  return {
    url,
    store,
    file,
    routes: app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => ({ method, path })),
    people,
    async stop() {
      clearInterval(daily);
      await live.close();
      await new Promise<void>((done) => {
        server.close(() => done());
        // Open requests get 3 seconds; idle connections are closed at once.
        if ('closeIdleConnections' in server) server.closeIdleConnections();
        setTimeout(
          () => 'closeAllConnections' in server && server.closeAllConnections(),
          3000,
        ).unref();
      });
      await store.close();
    },
  };
}
