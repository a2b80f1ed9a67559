import * as z from 'zod/mini';
import { CrmName } from '../model/index.ts';
import { fromPage, nothing } from './fields.ts';

const origin = z.string().check(z.maxLength(300));

/** Settings of this browser: pages ask, the background writes. */
export const settingMessages = {
  'settings.set': fromPage(
    z.discriminatedUnion('name', [
      z.object({ name: z.literal('colours'), value: z.enum(['auto', 'light', 'dark']) }),
      z.object({ name: z.literal('letterKeys'), value: z.boolean() }),
      z.object({ name: z.literal('presence'), value: z.boolean() }),
      z.object({ name: z.literal('learning'), value: z.boolean() }),
    ]),
    nothing,
  ),
  'sites.add': fromPage(z.object({ origin, crm: CrmName }), nothing),
  'sites.remove': fromPage(z.object({ origin }), nothing),
  /** Leaves a CRM alone, or works there again: readings, notes and permissions stay. */
  'sites.pause': fromPage(z.object({ crm: CrmName, paused: z.boolean() }), nothing),
};

/** What the browser knows of CRM sites. */
export const siteMessages = {
  /** Whose site a tab shows, after a click on the toolbar button there. */
  'sites.of': fromPage(
    z.object({ tabId: z.int() }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('none') }),
      z.object({ kind: z.literal('allowed'), host: z.string() }),
      z.object({ kind: z.literal('paused'), host: z.string(), crm: CrmName }),
      z.object({
        kind: z.literal('new'),
        host: z.string(),
        origin: z.string(),
        crm: z.nullable(CrmName),
      }),
    ]),
  ),
  /** Announces the site that the browser is asked for, and its CRM. */
  'sites.expect': fromPage(z.object({ origin, crm: CrmName }), nothing),
  /** The browser permitted the announced site. */
  'sites.start': fromPage(nothing, nothing),
  'sites.known': fromPage(
    nothing,
    z.array(z.object({ crm: CrmName, hosts: z.array(z.string()), selfHosted: z.boolean() })),
  ),
};
