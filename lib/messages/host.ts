import * as z from 'zod/mini';
import { Navigation } from './navigation.ts';

/** The modes of the panel: beside the page, over its right edge, floating, and only the tab. */
export const PanelMode = z.enum(['aside', 'dock', 'float', 'tab']);
export type PanelMode = z.infer<typeof PanelMode>;

/** The modes that are in the page. A panel beside it belongs to the browser. */
const PageMode = z.enum(['tab', 'dock', 'float']);

/**
 * The panel's layout on a CRM's pages. Lengths are CSS pixels; `tabY` is a share of the window's
 * height, 0 to 1; a negative `x` or `tabY` was never chosen.
 */
export const Layout = z.object({
  /** What the page shows. */
  mode: PageMode,
  /** The mode that a click on the tab opens. */
  open: z.enum(['aside', 'dock', 'float']),
  width: z.number().check(z.minimum(320), z.maximum(480)),
  x: z.number(),
  y: z.number(),
  tabY: z.number().check(z.minimum(-1), z.maximum(1)),
});
export type Layout = z.infer<typeof Layout>;
export const defaultLayout: Layout = {
  mode: 'tab',
  open: 'aside',
  width: 360,
  x: -1,
  y: 24,
  tabY: -1,
};

/** Parses a stored layout. Parts that an earlier version did not store have their defaults. */
export function layoutFrom(stored: unknown): Layout {
  const parsed = Layout.safeParse({ ...defaultLayout, ...(stored as object | undefined) });
  return parsed.success ? parsed.data : defaultLayout;
}

/** The content of the panel's host: only a tab with a count, until the frame is opened. */
export const HostView = z.object({
  layout: Layout,
  count: z.int(),
  /** There are unread notes. */
  dot: z.boolean(),
  layer: z.int(),
  /** The browser's side panel of this window is open, so the page shows nothing. */
  isAside: z.boolean(),
  /** What the CRM has at the top of its pages: the height of its bar, and a selector of pagers. */
  top: z.object({ bar: z.number(), pager: z.nullable(z.string()) }),
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
  z.object({
    type: z.literal('view'),
    navigation: Navigation,
    view: z.nullable(HostView),
    /** For the frame of a new host, so that it need not ask. */
    nonce: z.optional(z.string()),
  }),
  z.object({ type: z.literal('hello'), nonce: z.string() }),
  z.object({ type: z.literal('toggle') }),
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
