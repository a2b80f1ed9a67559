import 'fake-indexeddb/auto';
import { createTabs, type TabDeps } from '../../lib/commands/tabs.ts';
import { locate } from '../../lib/crm/index.ts';
import { defaultLayout, type HostView, type ToHost } from '../../lib/messages/index.ts';
import {
  blankDeal,
  type Navigation,
  type RawRecord,
  type RecordRef,
} from '../../lib/model/index.ts';
import { SidelineDb } from '../../lib/store/index.ts';

export const TAB = 7;
export const ORIGIN = 'http://localhost:3000';
export const sites = [{ origin: ORIGIN, crm: 'espocrm' }];
export const A = 'd00000000000000a1';
export const B = 'd00000000000000b2';
export const dealAt = (id: string) => `${ORIGIN}/#Opportunity/view/${id}`;
export const LIST = `${ORIGIN}/#Opportunity`;

/** A record's count of questions: different per record, so that tests can identify it. */
export const countOf = (id: string) => (id === A ? 11 : 22);

/** What a host shows of a record: its id instead of texts. */
export function viewOf(
  ref: RecordRef,
  counted: boolean,
  mode: HostView['layout']['mode'] = 'tab',
): HostView {
  return {
    layout: { ...defaultLayout, mode },
    count: counted ? countOf(ref.id) : 0,
    dot: false,
    layer: 1,
    isAside: false,
    top: { bar: 0, pager: null },
    texts: { frame: ref.id, open: ref.id, blocked: 'blocked', resize: 'resize', move: 'move' },
  };
}

export function rawDeal(id: string, more: Partial<RawRecord> = {}): RawRecord {
  return {
    crm: 'espocrm',
    object: 'deal',
    id,
    fields: {},
    lists: {},
    viewer: { id: null, name: null, email: null },
    language: 'en',
    timeZone: null,
    requiredFields: [],
    stillLoading: false,
    complete: true,
    ...more,
  };
}

export const answerAbout = (
  navigation: Navigation | null,
  id: string,
  more: Partial<RawRecord> = {},
) => ({
  navigation,
  result: { ok: true, record: rawDeal(id, more) },
});

/** The navigation of a document of the tab. */
export const nav = (number: number, document = 'one'): Navigation => ({ document, number });
/** What a watcher reports of its page. */
export const at = (navigation: Navigation, href: string, more = {}) => ({
  navigation,
  href,
  hosted: true,
  visible: true,
  ...more,
});
export const refOf = (id: string): RecordRef => ({
  crm: 'espocrm',
  tenant: 't',
  object: 'deal',
  id,
});
/** A reader that answers for a given navigation of the tab. */
export const readerOf =
  (id: string, navigation: Navigation) => async (_tab: number, file: string) =>
    file === '/panel-host.js' ? undefined : answerAbout(navigation, id);

let databases = 0;
export function newDb(): SidelineDb {
  databases += 1;
  return new SidelineDb(`tabs-${databases}`);
}

/** The background's tabs over a real store, with the browser's side controlled by the test. */
export function tabsOver(db: SidelineDb, overrides: Partial<TabDeps> = {}) {
  /** Messages to the tab's host, and numbers on the button. */
  const sent: ToHost[] = [];
  const badges: number[] = [];
  const kept: string[] = [];
  /** The pages that the readings were made on. */
  const pages: (string | null)[] = [];
  const reported: unknown[] = [];
  const waits = new Set<() => void>();
  const deps: TabDeps = {
    store: async () => db,
    locate: async (href) => locate(href, sites),
    reads: () => true,
    inject: async () => undefined,
    isPermitted: async () => true,
    normalise: (_raw, asked, now) => blankDeal(asked, now),
    keep: async (record, href) => {
      kept.push(record.ref.id);
      pages.push(href);
    },
    hostView: async (ref, counted) => viewOf(ref, counted),
    hasWatcher: async () => true,
    failed: () => {},
    issueNonce: async () => 'nonce',
    sendToHost: async (_tabId, message) => void sent.push(message),
    setBadge: (_tabId, count) => void badges.push(count),
    now: () => 1000,
    wait(_ms, then) {
      waits.add(then);
      return () => void waits.delete(then);
    },
    report: (error) => void reported.push(error),
    ...overrides,
  };
  return { tabs: createTabs(deps), deps, sent, badges, kept, pages, reported, waits };
}

/** A promise that the test resolves (`keep`) or rejects (`fail`). */
export function held<T>() {
  let keep: (value: T) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const promise = new Promise<T>((resolve, reject) => {
    [keep, fail] = [resolve, reject];
  });
  return { promise, keep, fail };
}
