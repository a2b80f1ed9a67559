import * as z from 'zod/mini';
import { Picture, ReadResult, RecordObject } from '../model/index.ts';
import { fromContent, fromPage, key, nothing } from './fields.ts';
import { Layout, PanelMode } from './host.ts';
import { Navigation } from './navigation.ts';

/**
 * A reader's response: the result, and the navigation that was on screen during the whole reading;
 * null where it changed.
 */
export const ReaderResponse = z.object({ navigation: z.nullable(Navigation), result: ReadResult });

const ofNavigation = z.object({ navigation: Navigation });

/** The record that a tab shows, and the panel's layout. */
export const recordMessages = {
  /**
   * `hosted`: the page has the panel's host already. `visible`: the page is visible, so that it may
   * be read.
   */
  'record.at': fromContent(
    z.object({
      navigation: Navigation,
      href: z.string().check(z.maxLength(8000)),
      hosted: z.boolean(),
      visible: z.boolean(),
    }),
    nothing,
  ),
  /** The document is unloaded, or moved to the back/forward cache. */
  'record.left': fromContent(ofNavigation, nothing),
  'record.dirty': fromContent(ofNavigation, nothing),
  'record.frame': fromContent(nothing, z.object({ nonce: z.string() })),
  'record.layout': fromContent(
    z.object({ navigation: Navigation, layout: z.partial(Layout) }),
    nothing,
  ),
  'record.blocked': fromContent(ofNavigation, nothing),
  'record.aside': fromContent(nothing, z.object({ opened: z.boolean() })),

  'frame.hello': fromPage(
    z.object({ nonce: z.nullable(z.string()), tabId: z.nullable(z.int()) }),
    /** `marker`: see the `meta` table; the page compares it with the one in its database. */
    z.object({
      tabId: z.nullable(z.int()),
      marker: z.nullable(z.string()),
      /** What the panel showed of this record when it was last open, and its colours. */
      picture: z.nullable(Picture),
      colours: z.enum(['auto', 'light', 'dark']),
    }),
  ),
  /** What the panel of a tab shows; `refKey` is the record that the picture is of. */
  'frame.picture': fromPage(z.object({ tabId: z.int(), refKey: key, picture: Picture }), nothing),
  'frame.layout': fromPage(z.object({ tabId: z.int(), mode: PanelMode }), nothing),
  /** A person with both roles on the record chose the questions of one side. */
  'frame.side': fromPage(
    z.object({ tabId: z.int(), refKey: key, side: z.enum(['rep', 'manager']) }),
    nothing,
  ),
  'record.again': fromPage(z.object({ tabId: z.int() }), nothing),
  /** Shows the page of a record in its CRM: the tab that has it, else a new one. */
  'record.open': fromPage(z.object({ refKey: key }), nothing),
  'tab.record': fromPage(
    z.object({ tabId: z.int() }),
    z.nullable(z.object({ object: RecordObject })),
  ),
};
