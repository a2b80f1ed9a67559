import * as z from 'zod/mini';

/** How the panel sits on a CRM's pages. Lengths are CSS pixels; `tabY` a share of the window's height, 0 to 1. */
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

/** What the content script shows: nothing but a tab with a count, until the frame is opened. */
export const Placed = z.object({
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
export type Placed = z.infer<typeof Placed>;

/** What the background tells a content script. */
export const ToContent = z.discriminatedUnion('type', [z.object({ type: z.literal('placed'), placed: z.nullable(Placed) }), z.object({ type: z.literal('hello') })]);
export type ToContent = z.infer<typeof ToContent>;
