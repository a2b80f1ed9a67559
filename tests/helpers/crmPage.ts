import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Window as FakeWindow } from 'happy-dom';
import { normalise } from '../../lib/crm/index.ts';
import { type CrmRecord, type DealRecord, ReadResult } from '../../lib/model/index.ts';

/** One response of a CRM, as stored in a file. */
export interface StoredResponse {
  status: number;
  response: unknown;
}

type Find = (url: string) => StoredResponse | null;

export function answerIn(folder: string): (name: string) => StoredResponse {
  return (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

/** A successful answer of Odoo. */
export const rpc = (result: unknown): StoredResponse => ({
  status: 200,
  response: { jsonrpc: '2.0', id: 1, result },
});

function responseOf({ status, response }: StoredResponse): Response {
  const body = response === '' ? '' : JSON.stringify(response);
  return new Response(body, { status, headers: { 'content-type': 'application/json' } });
}

/** A window that responds to requests from files and records the requests. */
export function crmPage(href: string, html: string, find: Find) {
  const requests: string[] = [];
  const { document, DOMParser } = new FakeWindow({ url: href });
  document.write(html);
  const { hash, pathname, search, host } = new URL(href);
  const win = {
    location: { href, hash, pathname, search, host },
    document,
    DOMParser,
    performance,
    fetch: async (path: string, init: RequestInit) => {
      requests.push(`${init.method} ${path}`);
      const found = find(path);
      return found ? responseOf(found) : new Response('', { status: 404 });
    },
  };
  return { win: win as unknown as Window, requests };
}

/**
 * An EspoCRM whose page is `opportunity.html`.
 * @param files the file that responds to addresses that contain a text.
 */
export function espoPage(folder: string, id: string, files: Record<string, string>) {
  const html = readFileSync(join(folder, 'opportunity.html'), 'utf8');
  const answer = answerIn(folder);
  return crmPage(`http://crm.test/#Opportunity/view/${id}`, html, (url) => {
    const key = Object.keys(files).find((part) => url.includes(part));
    return key === undefined ? null : answer(files[key] ?? '');
  });
}

/** The messages of Odoo 18's chatter, as a search for them answers. */
function foundMessages({ response }: StoredResponse): StoredResponse {
  const { data } = (response as { result: { data: Record<string, object[]> } }).result;
  const records = (data['mail.message'] ?? []).map((message) => {
    const { author, is_discussion, ...fields } = message as Record<string, unknown>;
    const { id } = author as { id: number };
    const people = (data['res.partner'] ?? []) as Record<string, unknown>[];
    const person = people.find((item) => item.id === id);
    return {
      ...fields,
      author_id: { id, name: person?.name, partner_share: person?.isInternalUser !== true },
      subtype_id: { id: is_discussion ? 1 : 2, internal: !is_discussion },
    };
  });
  return rpc({ length: records.length, records });
}

interface Session {
  uid: number;
  name: string;
  username: string;
}

/** An Odoo with a signed-in person. @param lead the file with the response for the deal. */
export function odooPage(folder: string, path: string, lead: string, session: Session) {
  const answer = answerIn(folder);
  const context = { lang: 'en_US', tz: 'UTC' };
  return crmPage(`http://odoo.test${path}`, '', (url) => {
    if (url.includes('get_session_info'))
      return rpc({ ...session, user_context: context, server_version_info: [18, 0] });
    if (url.includes('action/load')) return rpc({ res_model: 'crm.lead' });
    if (url.includes('crm.lead/web_read')) return answer(lead);
    if (url.includes('crm.stage')) return answer('api-stages.json');
    if (url.includes('mail.activity')) return answer('api-activity-search_read.json');
    if (url.includes('calendar.event')) return rpc([]);
    if (url.includes('mail.message/web_search_read'))
      return foundMessages(answer('api-thread-messages.json'));
    if (url.includes('mail.message/search_read')) return rpc([]);
    return url.includes('thread/messages') ? answer('api-thread-messages.json') : null;
  });
}

type WithReader = 'odoo' | 'espocrm';

/** The record in a reader's result. */
export function recordOf(result: unknown, crm: WithReader, id: string, now: number): CrmRecord {
  const parsed = ReadResult.parse(result);
  if (!parsed.ok) throw new Error(`${parsed.failure}: ${parsed.detail}`);
  const { object } = parsed.record;
  return normalise(parsed.record, { crm, tenant: 't', object, id }, now, 'UTC');
}

/** The deal in a reader's result. */
export function dealOf(result: unknown, crm: WithReader, id: string, now: number): DealRecord {
  const deal = recordOf(result, crm, id, now);
  if (deal.kind !== 'deal') throw new Error('no deal');
  return deal;
}

/**
 * Paths of all values in a response. Items of a list share one path, and so do keys that are ids.
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
