import * as z from 'zod/mini';
import { Navigation } from './navigation.ts';

/**
 * How the panel sits on a CRM's pages. Lengths are CSS pixels; `tabY` a share of the window's
 * height, 0 to 1.
 */
export const Layout = z.object({
  mode: z.enum(['tab', 'dock', 'float']),
  /** How it was when it was last open: a click on the tab brings that back. */
  open: z._default(z.enum(['dock', 'float']), 'dock'),
  width: z.number().check(z.minimum(320), z.maximum(480)),
  x: z.number(),
  y: z.number(),
  tabY: z.number().check(z.minimum(0), z.maximum(1)),
});
export type Layout = z.infer<typeof Layout>;
export const defaultLayout: Layout = {
  mode: 'tab',
  open: 'dock',
  width: 360,
  x: -1,
  y: 24,
  tabY: 0.25,
};

/**
 * What the panel's host shows in the page: nothing but a tab with a count, until the frame is
 * opened.
 */
export const HostView = z.object({
  layout: Layout,
  count: z.int(),
  /** A person wrote something unread. */
  dot: z.boolean(),
  layer: z.int(),
  words: z.object({
    frame: z.string(),
    open: z.string(),
    blocked: z.string(),
    resize: z.string(),
    move: z.string(),
  }),
});
export type HostView = z.infer<typeof HostView>;

/**
 * What the background tells the panel's host. A view names the navigation it is for, and a greeting
 * the frame that reported itself: a frame outlives the navigations between records of one document.
 */
export const ToHost = z.discriminatedUnion('type', [
  z.object({ type: z.literal('view'), navigation: Navigation, view: z.nullable(HostView) }),
  z.object({ type: z.literal('hello'), nonce: z.string() }),
]);
export type ToHost = z.infer<typeof ToHost>;
