import type { DatabaseSync } from 'node:sqlite';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono, type Context as HonoContext, type MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { matchedRoutes } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import { getPath } from 'hono/utils/url';
import type { Logger } from 'pino';
import { type IdSource, serverPath, withoutServerPath } from '../lib/model/index.ts';
import { api, routes } from './api/index.ts';
import type { Config } from './config.ts';
import { healthCheck } from './health.ts';
import { bodyBudget } from './http/bodyBudget.ts';
import { createConfirm } from './http/confirm.ts';
import type { Env } from './http/env.ts';
import { createReads } from './http/reads.ts';
import { enforceLimit, refuse } from './http/refusals.ts';
import { requestLimits } from './http/requestLimits.ts';
import { createServe } from './http/serve.ts';
import { unreadAnswers } from './http/unread.ts';
import type { ConnectionLimit } from './limits/connections.ts';
import { exportLimit } from './limits/exports.ts';
import type { Guesses } from './limits/guesses.ts';
import type { Later } from './limits/later.ts';
import { type Limiters, memoryLimiters } from './limits/limiter.ts';
import { networkOf } from './limits/network.ts';
import type { RequestCounts } from './limits/requests.ts';
import type { Live } from './live/live.ts';
import { createMetrics } from './ops/metrics.ts';
import { originCheck } from './origins.ts';
import { type Auth, sessionOf } from './people/auth.ts';
import { type Batches, DepartureBusyError } from './people/departures.ts';
import type { MailNotice } from './people/notices.ts';
import { PeopleError } from './people/people.ts';
import { whyEnded } from './people/wipe.ts';
import { accountRoutes, signInRoutes } from './routes/account.ts';
import { betterAuthRoutes } from './routes/betterAuth.ts';
import { notesRoutes } from './routes/notes.ts';
import { opsAccess, opsRoutes } from './routes/ops.ts';
import { ownAccountRoutes } from './routes/ownAccount.ts';
import { peopleRoutes } from './routes/people.ts';
import { securityTxt } from './routes/securityTxt.ts';
import { clientAddress } from './shared/clientAddress.ts';
import { contextOf, MembershipEndedError } from './store/context.ts';
import type { Store } from './store/store.ts';
import type { Db } from './store/tables.ts';

export interface Deps {
  config: Pick<
    Config,
    | 'baseUrl'
    | 'origins'
    | 'redirects'
    | 'proxies'
    | 'rate'
    | 'secret'
    | 'metricsToken'
    | 'providers'
    | 'security'
  >;
  sendsMail: boolean;
  mailNotice: MailNotice;
  /** SQLite's own handle, for backups. */
  file: DatabaseSync | null;
  store: Store;
  db: Db;
  auth: Auth;
  live: Live;
  limiters: Limiters;
  guesses: Guesses;
  requests: RequestCounts;
  /** Work after the response. */
  later: Later;
  connections: Pick<ConnectionLimit, 'signedIn'>;
  log: Logger;
  now(): number;
  ids: IdSource;
  /** How removals and handovers are cut into transactions. */
  batches?: Batches;
}

/** Paths whose requests count for no limit: a monitor asks often. */
const uncounted = new Set<string>(
  routes.filter(({ limit }) => limit === 'none').map(({ path }) => path),
);

const STATUS = {
  invitation: 404,
  address: 400,
  taken: 409,
  nameTaken: 409,
  password: 400,
  commonPassword: 400,
  notAllowed: 403,
  notFound: 404,
  inUse: 409,
  lastSignIn: 409,
  signInTaken: 409,
} as const;

/** After it an earlier removal or handover is nearer to its end. */
const BUSY_SECONDS = 30;

/** The address of the peer; empty if there is no socket, as in tests that call the app directly. */
function peerOf(c: HonoContext): string {
  try {
    return getConnInfo(c).remote.address ?? '';
  } catch {
    return '';
  }
}

/** The route of a request, reached or not. Middleware has the method `ALL`, so it is left out. */
function routeOf(c: HonoContext): string {
  return matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? 'none';
}

/**
 * The HTTP app. It takes its dependencies as arguments, so that a test can run it without a socket.
 */
export function createApp(deps: Deps): Hono<Env> {
  const peopleDeps = {
    ...deps,
    poke: (org: string, version: number) => deps.live.poke(org, version),
  };
  // SIDELINE_URL may end in a path. Routes are defined without it.
  const basePath = decodeURI(serverPath(deps.config.baseUrl));
  const app = new Hono<Env>({
    getPath: (request) => withoutServerPath(getPath(request), basePath),
  });
  const isAllowedOrigin = originCheck(deps.config);
  const addressOf = clientAddress(deps.config.proxies);
  const { rate } = deps.config;
  const bodies = bodyBudget();
  const unread = unreadAnswers();
  const metrics = createMetrics(() => deps.live.size);

  // Responses are data, so they may load and run nothing. The HTML pages /join and /reset set their
  // own policy.
  app.use(secureHeaders());
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('content-security-policy'))
      c.res.headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    c.res.headers.set('cache-control', 'no-store');
  });
  // Comes before the checks, so that requests they reject are logged and counted too.
  app.use(async (c, next) => {
    const started = deps.now();
    await next();
    const origin = c.req.header('origin');
    if (origin !== undefined) c.res.headers.append('vary', 'origin');
    if (origin !== undefined && isAllowedOrigin(origin)) {
      c.res.headers.set('access-control-allow-origin', origin);
      c.res.headers.set('access-control-expose-headers', 'set-auth-token,retry-after');
    }
    // Method, path and outcome; never a body, so never a note.
    const ms = deps.now() - started;
    deps.log.info({ method: c.req.method, path: c.req.path, status: c.res.status, ms });
    metrics.request(routeOf(c), c.res.status, ms);
  });
  app.use(async (c, next) => {
    const origin = c.req.header('origin');
    if (origin !== undefined && !isAllowedOrigin(origin)) throw refuse(403, 'origin');
    // A query with NUL fails in the store, and no path here contains NUL.
    if (/%00|\0/.test(c.req.url)) throw refuse(404, 'notFound');
    const address = addressOf(peerOf(c), c.req.header('x-forwarded-for'));
    c.set('address', address);
    c.set('network', networkOf(address));
    if (!uncounted.has(c.req.path))
      enforceLimit(await deps.requests.ofNetwork.take(c.get('network')));
    if (c.req.method !== 'OPTIONS') return next();
    return c.body(null, 204, {
      'Access-Control-Allow-Methods': 'GET,POST,PATCH',
      'Access-Control-Allow-Headers': 'authorization,content-type,content-encoding',
      'Access-Control-Max-Age': '600',
    });
  });

  app.use(async (c, next) => {
    const held = bodies.hold(c.get('network'));
    c.set('held', held);
    try {
      await next();
    } finally {
      held.release();
    }
  });

  const sessionIn = async (c: HonoContext<Env>): Promise<string> => {
    const authorization = c.req.header('authorization');
    const current = await sessionOf(deps.auth, authorization);
    if (!current) throw refuse(401, await whyEnded(deps.db, authorization, deps.now()));
    c.set('session', current.session);
    return current.user;
  };
  const memberOf = async (c: HonoContext<Env>, user: string): Promise<void> => {
    const who = await contextOf(deps.db, user);
    if (!who) {
      // A removal may have ended the session since it was read.
      const why = await whyEnded(deps.db, c.req.header('authorization'), deps.now());
      throw why === 'signedOut' ? refuse(403, 'noOrganisation') : refuse(401, why);
    }
    c.set('who', who);
  };
  const session: MiddlewareHandler<Env> = async (c, next) => {
    const user = await sessionIn(c);
    deps.connections.signedIn(c.env.incoming?.socket);
    c.get('held').belongsTo(user);
    unread.begin(user, c.env?.outgoing);
    enforceLimit(await deps.requests.ofUser.take(user));
    await memberOf(c, user);
    await next();
  };
  const open: MiddlewareHandler<Env> = (c, next) => {
    unread.begin(c.get('network'), c.env?.outgoing);
    return next();
  };
  const ops = {
    ...deps,
    exports: exportLimit(deps.limiters),
    baseUrl: deps.config.baseUrl,
    secret: deps.config.secret,
    metricsToken: deps.config.metricsToken,
    metrics,
    poke: peopleDeps.poke,
  };
  const limits = requestLimits(deps.limiters, deps.guesses);
  const serve = createServe(app, {
    limits,
    confirm: createConfirm(deps, limits),
    access: { open, session, ...opsAccess(ops) },
    identify: async (c) => memberOf(c, await sessionIn(c)),
  });
  const accountDeps = {
    ...peopleDeps,
    ...deps.config,
    exports: ops.exports,
    sendsMail: deps.sendsMail,
    report: (error: unknown) =>
      deps.log.warn({ error: String(error) }, 'sign-in with a provider failed'),
  };
  // The clock of the machine may be set back, after which nothing would be checked.
  const checkHealth = healthCheck(deps.db, () => performance.now());
  serve(api.health, async (c) => {
    await checkHealth();
    return c.json({ ok: true });
  });
  let document: string | undefined;
  serve(api.openApi, async (c) => {
    const { openApi } = await import('./api/openapi.ts');
    // Made once: it takes milliseconds, and strangers may ask for it.
    document ??= JSON.stringify(openApi(deps.config.baseUrl));
    return c.body(document, 200, { 'content-type': 'application/json' });
  });
  securityTxt(serve, { ...deps.config, now: deps.now });
  opsRoutes(serve, ops);
  signInRoutes(serve, accountDeps);
  betterAuthRoutes(serve, deps);
  peopleRoutes(serve, accountDeps);
  accountRoutes(serve, accountDeps);
  ownAccountRoutes(serve, accountDeps);
  notesRoutes(serve, { ...deps, rate, metrics, reads: createReads(memoryLimiters()) });
  app.notFound((c) => c.json({ code: 'notFound' }, 404));
  app.onError(async (error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (error instanceof MembershipEndedError) {
      const code = await whyEnded(deps.db, c.req.header('authorization'), deps.now());
      return c.json({ code }, 401);
    }
    if (error instanceof DepartureBusyError)
      return c.json({ code: 'server' }, 503, { 'retry-after': String(BUSY_SECONDS) });
    if (error instanceof PeopleError) return c.json({ code: error.code }, STATUS[error.code]);
    // Not the error itself: PostgreSQL’s have values of the row in other fields.
    deps.log.error({ path: c.req.path, error: error.stack ?? error.message }, 'request failed');
    // 503 says that the same request may succeed later; devices keep their changes and repeat it.
    return c.json({ code: 'server' }, 503);
  });
  return app;
}
