import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Window as FakeWindow } from 'happy-dom';
import { normalise } from '../../lib/crm/index.ts';
import { type DealRecord, ReadResult } from '../../lib/model/index.ts';

/** One answer of a CRM, as it is kept in a file. */
export interface Answer {
  status: number;
  response: unknown;
}

type Find = (url: string) => Answer | null;

export function answerIn(folder: string): (name: string) => Answer {
  return (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

const rpc = (result: unknown): Answer => ({
  status: 200,
  response: { jsonrpc: '2.0', id: 1, result },
});

function responseOf({ status, response }: Answer): Response {
  const body = response === '' ? '' : JSON.stringify(response);
  return new Response(body, { status, headers: { 'content-type': 'application/json' } });
}

/** A window that answers requests from files and remembers what was asked. */
export function crmPage(href: string, html: string, find: Find) {
  const asked: string[] = [];
  const { document, DOMParser } = new FakeWindow({ url: href });
  document.write(html);
  const { hash, pathname, search, host } = new URL(href);
  const win = {
    location: { href, hash, pathname, search, host },
    document,
    DOMParser,
    fetch: async (path: string, init: RequestInit) => {
      asked.push(`${init.method} ${path}`);
      const found = find(path);
      return found ? responseOf(found) : new Response('', { status: 404 });
    },
  };
  return { win: win as unknown as Window, asked };
}

/** An EspoCRM whose page is `opportunity.html`. @param files which file answers an address that holds a text. */
export function espoPage(folder: string, id: string, files: Record<string, string>) {
  const html = readFileSync(join(folder, 'opportunity.html'), 'utf8');
  const answer = answerIn(folder);
  return crmPage(`http://crm.test/#Opportunity/view/${id}`, html, (url) => {
    const key = Object.keys(files).find((part) => url.includes(part));
    return key === undefined ? null : answer(files[key] ?? '');
  });
}

interface Session {
  uid: number;
  name: string;
  username: string;
}

/** An Odoo in which somebody is signed in. @param lead the file that answers for the deal. */
export function odooPage(folder: string, path: string, lead: string, session: Session) {
  const answer = answerIn(folder);
  const context = { lang: 'en_US', tz: 'UTC' };
  return crmPage(`http://odoo.test${path}`, '', (url) => {
    if (url.includes('get_session_info')) return rpc({ ...session, user_context: context });
    if (url.includes('action/load')) return rpc({ res_model: 'crm.lead' });
    if (url.includes('crm.lead/web_read')) return answer(lead);
    if (url.includes('crm.stage')) return answer('api-stages.json');
    if (url.includes('mail.activity')) return answer('api-activity-search_read.json');
    return url.includes('thread/messages') ? answer('api-thread-messages.json') : null;
  });
}

/** The deal that a reader found. */
export function dealOf(
  result: unknown,
  crm: 'odoo' | 'espocrm',
  id: string,
  now: number,
): DealRecord {
  const parsed = ReadResult.parse(result);
  if (!parsed.ok) throw new Error(`${parsed.failure}: ${parsed.detail}`);
  const deal = normalise(parsed.record, { crm, tenant: 't', object: 'deal', id }, now, 'UTC');
  if (deal.kind !== 'deal') throw new Error('no deal');
  return deal;
}

/**
 * Addresses of everything in an answer, without its values. Items of a list count together, and so
 * do keys that are ids.
 */
export function keysOf(value: unknown, path = ''): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...keysOf(item, `${path}[]`)]));
  if (typeof value !== 'object' || value === null) return new Set(path === '' ? [] : [path]);
  return new Set(
    Object.entries(value).flatMap(([key, child]) => {
      const at = `${path}.${/^(?:\d+|[0-9a-f]{17})$/.test(key) ? 'ID' : key}`;
      return [at, ...keysOf(child, at)];
    }),
  );
}
