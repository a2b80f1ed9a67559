import type { ReadFailure } from '../../model/index.ts';
import { type Client, ReadError } from './http.ts';
import { arr, type Json, obj, txt } from './shape.ts';

const SESSION_EXPIRED = 100;
/** Failures by the ends of the names of Odoo's errors. */
const NAMED: readonly (readonly [RegExp, ReadFailure])[] = [
  [/SessionExpiredException$/, 'signedOut'],
  [/Access(?:Error|Denied)$/, 'forbidden'],
  [/MissingError$/, 'missing'],
];

/** Odoo returns every error with HTTP 200 and an `error` member. */
export async function rpc(client: Client, path: string, params: Json): Promise<unknown> {
  const response = obj(
    await client.json('POST', path, { jsonrpc: '2.0', method: 'call', id: 1, params }),
  );
  if (!('error' in response)) return response.result;
  const error = obj(response.error);
  const name = String(obj(error.data).name ?? '');
  const failure =
    error.code === SESSION_EXPIRED ? 'signedOut' : NAMED.find(([end]) => end.test(name))?.[1];
  throw new ReadError(failure ?? 'unexpected', name || String(error.message ?? ''));
}

/**
 * The companies that the person has switched on, the current one first, from Odoo's own cookie
 * (`cids=2-1`; before Odoo 17 with commas); undefined where there is none. Without them Odoo
 * refuses records of every company but the person's default one.
 */
export function companiesIn(cookies: string): number[] | undefined {
  const [, ids = ''] = /(?:^|;\s*)cids=([^;]*)/.exec(cookies) ?? [];
  const numbers = decodeURIComponent(ids).replaceAll('"', '').split(/[-,]/).map(Number);
  return numbers.every((id) => Number.isInteger(id) && id > 0) ? numbers : undefined;
}

/**
 * Sends the person's language, zone and companies with every call; without them Odoo uses its own.
 */
export type Ask = (
  model: string,
  method: string,
  args: unknown[],
  kwargs: Json,
) => Promise<unknown>;

export const asking =
  (client: Client, context: Json): Ask =>
  (model, method, args, kwargs) =>
    rpc(client, `/web/dataset/call_kw/${model}/${method}`, {
      model,
      method,
      args,
      kwargs: { ...kwargs, context },
    });

/** The records of a model that fit a domain. */
export const search = (
  call: Ask,
  model: string,
  domain: unknown[],
  kwargs: Json,
): Promise<Json[]> => call(model, 'search_read', [domain], kwargs).then(arr);

/** Paths of Odoo's built-in actions. “crm” can be a server action, which has no model. */
const SHIPPED: Record<string, string> = {
  crm: 'crm.lead',
  contacts: 'res.partner',
  customers: 'res.partner',
};

/** The model that a path's action opens: a word or a number in the address does not identify it. */
export async function modelOf(client: Client, win: Window): Promise<string | null> {
  const named = new URLSearchParams(win.location.hash.slice(1)).get('model');
  if (named) return named;
  const action = win.location.pathname.split('/').filter(Boolean).at(-2) ?? '';
  const model = action.replace(/^m-/, '');
  if (/^[a-z_]+\.[a-z_.]+$/.test(model)) return model;
  const id = /^action-(\d+)$/.exec(action)?.[1];
  const shipped = Object.hasOwn(SHIPPED, action) ? (SHIPPED[action] ?? null) : null;
  const loaded = await rpc(client, '/web/action/load', {
    action_id: id ? Number(id) : action,
  }).catch((error: unknown) => {
    if (shipped !== null && error instanceof ReadError && error.failure !== 'signedOut')
      return null;
    throw error;
  });
  return txt(obj(loaded).res_model) ?? shipped;
}
