import * as z from 'zod/mini';
import { RecordObject } from '../model/index.ts';
import { fromContent, fromPage, nothing } from './fields.ts';
import { Layout } from './host.ts';

/** Which record a tab shows, and the panel's place on it. */
export const recordMessages = {
  'record.at': fromContent(z.object({ href: z.string().check(z.maxLength(8000)), placed: z.boolean() }), nothing),
  'record.dirty': fromContent(nothing, nothing),
  'record.frame': fromContent(nothing, z.object({ nonce: z.string() })),
  'record.layout': fromContent(Layout, nothing),
  'record.blocked': fromContent(nothing, nothing),
  'record.aside': fromContent(nothing, z.object({ opened: z.boolean() })),

  'frame.hello': fromPage(
    z.object({
      nonce: z.nullable(z.string()),
      tabId: z.nullable(z.int()),
      marker: z.nullable(z.string()),
    }),
    z.object({ tabId: z.nullable(z.int()), sameStore: z.boolean() }),
  ),
  'frame.layout': fromPage(z.object({ tabId: z.int(), mode: z.enum(['tab', 'dock', 'float']) }), nothing),
  'record.again': fromPage(z.object({ tabId: z.int() }), nothing),
  'tab.record': fromPage(z.object({ tabId: z.int() }), z.nullable(z.object({ object: RecordObject }))),
};
