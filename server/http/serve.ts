import type { Context, Hono, MiddlewareHandler } from 'hono';
import type * as z from 'zod/mini';
import type { Route, Shape } from '../api/route.ts';
import { body } from './bodies.ts';
import type { Confirm } from './confirm.ts';
import type { Env } from './env.ts';
import { refuse } from './refusals.ts';
import type { RequestLimits } from './requestLimits.ts';

type Input<R> = R extends { in: infer S extends Shape } ? z.infer<S> : undefined;
type Output<R> = R extends { out: infer S extends Shape } ? z.infer<S> | Response : Response;

/** Does what a route of the table is for, with its parsed request. */
export type Handler<R extends Route> = (
  c: Context<Env, R['path']>,
  input: Input<R>,
) => Output<R> | Promise<Output<R>>;

/** @param spend the cost of a body before it is parsed, where a route has a budget of bytes. */
export type Serve = <const R extends Route>(
  route: R,
  handler: Handler<R>,
  spend?: (c: Context<Env>, bytes: number) => Promise<void>,
) => void;

/**
 * Refuses HEAD, which the router would answer like GET: an export would begin that nobody reads,
 * and a ticket would be used up. Pages and the health check answer it, since monitors ask so.
 */
function noHead({ access, limit }: Route): MiddlewareHandler<Env> {
  const answers = access === 'open' && (limit === undefined || limit === 'none');
  return async (c, next) => {
    if (c.req.method === 'HEAD' && !answers) throw refuse(405, 'invalid', { allow: 'GET' });
    await next();
  };
}

/** The password in the request of a route that asks to confirm. */
const passwordIn = (input: unknown) => (input as { password?: string }).password;

/**
 * Adds routes of the table to the app, each behind its limits and its access, with its request
 * parsed. There is no other way to add one.
 */
export function createServe(
  app: Hono<Env>,
  guards: {
    limits: Pick<RequestLimits, 'of'>;
    access: Record<Route['access'], MiddlewareHandler<Env>>;
    /** Reads session and membership, also of a request whose access was checked before. */
    identify(c: Context<Env>): Promise<unknown>;
    confirm: Confirm;
  },
): Serve {
  return <const R extends Route>(route: R, handler: Handler<R>, spend?: Parameters<Serve>[2]) => {
    const { counts, delay } = guards.limits.of(route);
    // The wait of a session follows the access: only then is the session known.
    const before = [noHead(route), ...counts, guards.access[route.access], ...delay];
    app.on(route.method.toUpperCase(), [route.path], ...before, async (c: Context<Env>) => {
      const cost = spend && ((bytes: number) => spend(c, bytes));
      const input = (route.in ? await body(c, route.in, route, cost) : undefined) as Input<R>;
      // A body can take half a minute, in which a session, a role or a membership can end.
      if (route.in && route.access === 'session') await guards.identify(c);
      if (route.role !== undefined && c.get('who').role !== route.role)
        throw refuse(403, 'notAllowed');
      if (route.confirm) await guards.confirm(c, passwordIn(input));
      const output = await handler(c as Context<Env, R['path']>, input);
      return output instanceof Response ? output : c.json(output as object);
    });
  };
}
