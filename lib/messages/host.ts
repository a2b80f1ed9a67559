import * as z from 'zod/mini';
import { Navigation } from './navigation.ts';

/**
 * The panel's layout on a CRM's pages. Lengths are CSS pixels; `tabY` is a share of the window's
 * height, 0 to 1.
 */
export const Layout = z.object({
  mode: z.enum(['tab', 'dock', 'float']),
  /** The last open mode: a click on the tab restores it. */
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

/** The content of the panel's host: only a tab with a count, until the frame is opened. */
export const HostView = z.object({
  layout: Layout,
  count: z.int(),
  /** There are unread notes. */
  dot: z.boolean(),
  layer: z.int(),
  texts: z.object({
    frame: z.string(),
    open: z.string(),
    blocked: z.string(),
    resize: z.string(),
    move: z.string(),
  }),
});
export type HostView = z.infer<typeof HostView>;

/**
 * Messages from the background to the panel's host. A view contains its navigation, a greeting the
 * nonce of the frame that reported itself: a frame outlives navigations within one document.
 */
export const ToHost = z.discriminatedUnion('type', [
  z.object({ type: z.literal('view'), navigation: Navigation, view: z.nullable(HostView) }),
  z.object({ type: z.literal('hello'), nonce: z.string() }),
]);
export type ToHost = z.infer<typeof ToHost>;

/**
 * What the host tells its frame about the page around it, in Firefox, by `postMessage`. The nonce
 * proves that it comes from the host.
 */
export interface SightReport {
  nonce: string;
  isCovered: boolean;
}
