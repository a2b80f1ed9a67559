import { randomFillSync } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DatabaseSync } from 'node:sqlite';
import { serve } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { idSource, linkTo, serverPath } from '../lib/model/index.ts';
import { createApp } from './app.ts';
import { type Config, isPostgres, localUrl } from './config.ts';
import { languageOf, texts } from './i18n/index.ts';
import { connectionLimit, SERVER_OPTIONS } from './limits/connections.ts';
import { createGuesses } from './limits/guesses.ts';
import { createLater } from './limits/later.ts';
import { limitersFor } from './limits/limiter.ts';
import { networkOf } from './limits/network.ts';
import { requestCounts } from './limits/requests.ts';
import { createLive } from './live/live.ts';
import { replayErasures } from './ops/replay.ts';
import { deleteExpired, runRetention } from './ops/retention.ts';
import { renewRows } from './ops/upkeep.ts';
import { originCheck } from './origins.ts';
import { createAuth, migrateAuth } from './people/auth.ts';
import { type Batches, resumeDepartures, type Stopped, usualBatches } from './people/departures.ts';
import { revokeFounding } from './people/invitations.ts';
import { mailer, type SendMail } from './people/mail.ts';
import { noticeMailer } from './people/noticeMail.ts';
import { passwordRules } from './people/passwords.ts';
import type { PeopleDeps } from './people/people.ts';
import { newestLinkOnly } from './people/resetLinks.ts';
import { clientAddress, proxyCheck } from './shared/clientAddress.ts';
import { ConfigError } from './shared/errors.ts';
import { prepareStore } from './store/prepare.ts';
import { makePrivate } from './store/privateFiles.ts';
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
async function openStore(
  database: string,
  log: Logger,
): Promise<{ store: Store; file: DatabaseSync | null }> {
  if (isPostgres(database)) {
    const { postgresStore } = await import('./store/postgres.ts');
    return { store: postgresStore(database, log), file: null };
  }
  const file = openFile(database);
  return { store: sqliteStore(file), file };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Returns the function that mails a link for a new password. */
function resetMailer(config: Config, db: Db, log: Logger, send: SendMail) {
  return async (email: string, token: string, language: string | null): Promise<void> => {
    const { title, mail, notYou } = texts[languageOf(language)].reset;
    const text = `${mail}\n\n${linkTo(config.baseUrl, 'reset', token)}\n\n${notYou}`;
    try {
      await newestLinkOnly(db, email, token);
      await send({ to: email, subject: title, text });
    } catch (error) {
      log.error({ error: String(error) }, 'mail not sent');
    }
  };
}

/** Starts the server and returns once it listens. */
export async function start(config: Config): Promise<Running> {
  const log = pino({ level: config.logLevel, base: null });
  makePrivate(config.dataFiles, log);
  const { store, file } = await openStore(config.database, log);
  const send = mailer(config.smtp);
  const { db } = store;
  const limiters = limitersFor(store);
  const now = () => Date.now();
  const guesses = createGuesses(limiters, db, now);
  const requests = requestCounts(config.rate);
  const settings = {
    // Who has the link of a mail is no stranger.
    onPasswordReset: (email: string, address: string) => guesses.trust(email, networkOf(address)),
    baseUrl: config.baseUrl,
    secret: config.secret,
    origins: config.origins,
    ...(send ? { sendReset: resetMailer(config, db, log, send) } : {}),
  };
  const ran = await prepareStore(store, now(), (owner, kind) => migrateAuth(owner, kind, settings));
  if (ran.length > 0) log.info({ migrations: ran }, 'database migrated');
  const again = await store.owning((owner) => replayErasures(owner, store.kind, now()));
  if (again.people + again.rows > 0)
    log.warn(again, 'the database is an older copy; what was erased since was erased again');
  const renewed = await renewRows(store, now());
  if (renewed > 0) log.info({ rows: renewed }, 'rows of earlier versions were corrected');
  if (await db.selectFrom('org').select('id').limit(1).executeTakeFirst()) await revokeFounding(db);
  if (config.security !== null && config.security.expires <= now())
    log.warn('SIDELINE_SECURITY_EXPIRES is over: security.txt is not served');
  // A server that can delete nothing still serves.
  const retain = () =>
    runRetention(store, now(), config.retention).catch((error: unknown) =>
      log.error({ error: String(error) }, 'retention job failed'),
    );
  await retain();
  const daily = setInterval(retain, DAY_MS);
  daily.unref();
  const hourly = setInterval(
    () =>
      deleteExpired(store, now()).catch((error: unknown) =>
        log.error({ error: String(error) }, 'expired counts and tokens not deleted'),
      ),
    HOUR_MS,
  );
  hourly.unref();
  const ids = idSource(now, randomFillSync);
  let isStopping = false;
  const stopped = ({ org, step, error }: Stopped) =>
    log[isStopping ? 'info' : 'error'](
      { org, step, error: String(error) },
      'a departure stopped; it is tried again within the hour and at the next start',
    );
  const goingOn = new Set<Promise<void>>();
  const batches: Batches = {
    ...usualBatches,
    stopped,
    goesOn(departure) {
      goingOn.add(departure);
      void departure.then(() => goingOn.delete(departure));
    },
    async pause() {
      await usualBatches.pause();
      if (isStopping) throw new Error('The server stops; the next start continues the departure.');
    },
  };
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
    batches,
  };
  const auth = createAuth(store, { ...settings, passwords: passwordRules(people, mailNotice) });
  const allowed = originCheck(config);
  const addressOf = clientAddress(config.proxies);
  const isProxy = proxyCheck(config.proxies);
  const connections = connectionLimit((peer) =>
    isProxy(peer) ? null : networkOf(addressOf(peer, null)),
  );
  const live = createLive({
    store,
    auth,
    signedIn: connections.signedIn,
    requests,
    log,
    now,
    under: serverPath(config.baseUrl),
    allowed: (origin) => origin === undefined || allowed(origin),
    addressOf: (request) =>
      addressOf(request.socket.remoteAddress ?? '', request.headers['x-forwarded-for']),
  });
  const later = createLater({
    most: 200,
    spreadMs: 500,
    random: () => Math.random(),
    failed: (error) => log.error({ error: String(error) }, 'work after a response failed'),
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
    limiters,
    guesses,
    requests,
    later,
    connections,
    log,
    now,
    ids,
    batches,
  });
  const server = await new Promise<ReturnType<typeof serve>>((done, fail) => {
    const listening = serve(
      {
        fetch: app.fetch,
        port: config.port,
        hostname: config.host,
        serverOptions: SERVER_OPTIONS,
      },
      () => done(listening),
    );
    connections.attach(listening as Server);
    listening.on('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'EADDRINUSE'
          ? new ConfigError(`Port ${config.port} is in use. Set SIDELINE_PORT to a free port.`)
          : error,
      ),
    );
  });
  live.attach(server as Server);
  const resume = () =>
    resumeDepartures(people).then(
      (left) => left.forEach(stopped),
      (error: unknown) => log.error({ error: String(error) }, 'departures could not be continued'),
    );
  let resuming = resume();
  const retried = setInterval(() => {
    resuming = resuming.then(resume);
  }, HOUR_MS);
  retried.unref();
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
      clearInterval(hourly);
      clearInterval(retried);
      isStopping = true;
      await Promise.all([resuming, ...goingOn]);
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
      await later.finish();
      await store.close();
    },
  };
}
