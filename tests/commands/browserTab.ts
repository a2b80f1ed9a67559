import Dexie from 'dexie';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import hostScript from '../../entrypoints/panel-host/index.ts';
import watcherScript from '../../entrypoints/record.content/index.ts';
import type { TabDeps } from '../../lib/commands/tabs.ts';
import { pageOf } from '../../lib/crm/page.ts';
import { readWithNavigation } from '../../lib/crm/readers/readWithNavigation.ts';
import type { HostView, In, ToHost } from '../../lib/messages/index.ts';
import type { RawRecord, ReadResult } from '../../lib/model/index.ts';
import { shadowRoots } from '../helpers/shadowRoots.ts';
import { A, B, countOf, held, newDb, rawDeal, TAB, tabsOver, viewOf } from '../helpers/tabs.ts';

export type Reader = 'early' | 'late' | 'never' | 'fails';
// The background's database stays open when the page is frozen.
Dexie.disableBfCache = true;

type Incoming = { name: string; input?: unknown };

/** Runs all pending tasks that wait for no timer. */
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((done) => setImmediate(done));
};

const toHost = async (message: ToHost) =>
  // There may be no host yet.
  void (await fakeBrowser.runtime.onMessage.trigger(message, {}, () => {}).catch(() => {}));

/** The record of an address in these tests. */
const recordIn = (href: string) => [A, B].find((id) => href.endsWith(id)) ?? null;

/**
 * One tab of a browser: the real scripts in its page, the real tables, and a background whose
 * worker can be lost. Messages, injections and readings wait until the test releases them.
 */
export function createTab() {
  const db = newDb();
  const roots = shadowRoots();
  const queue: (() => Promise<void>)[] = [];
  const late: (() => void)[] = [];
  const waits = new Set<() => void>();
  const wrong: string[] = [];
  let worker = 0;
  let frames = 0;
  let badge = 0;
  let mode: HostView['layout']['mode'] = 'tab';
  let reader: Reader = 'early';
  let slowHost = false;
  let watcher = new AbortController();
  let tabs = start();

  /** The id of the record that the host shows; null while it waits. */
  function shown(): { id: string; count: number } | null {
    const root = roots.at(-1)?.root;
    if (!root?.host.isConnected || root.querySelector('.waiting')) return null;
    const id = root.querySelector('.tab')?.getAttribute('aria-label') ?? '';
    return { id, count: Number(root.querySelector('.count')?.textContent) };
  }

  /** Everything shown belongs to the last record that the watcher reported. */
  function check(): void {
    const page = pageOf(window);
    const here = page && recordIn(page.href);
    const host = shown();
    if (host && host.id !== here) wrong.push(`host: ${host.id} on ${here}`);
    if (host && host.count > 0 && host.count !== countOf(here ?? ''))
      wrong.push(`count: ${host.count} on ${here}`);
  }

  async function readPage(): Promise<unknown> {
    const id = recordIn(location.href);
    const result = (): ReadResult =>
      id === null
        ? { ok: false, failure: 'notARecord' }
        : { ok: true, record: rawDeal(id) as RawRecord };
    if (reader === 'fails') throw new Error('no');
    if (reader === 'never') return new Promise(() => {});
    const wait = held<ReadResult>();
    if (reader === 'late') late.push(() => wait.keep(result()));
    else wait.keep(result());
    return readWithNavigation(window, () => wait.promise);
  }

  /** Starts a worker, and drops the pending work of the previous one. */
  function start() {
    worker += 1;
    const mine = worker;
    const alive = <T>(value: T): T | Promise<never> =>
      mine === worker ? value : new Promise<never>(() => {});
    const deps: Partial<TabDeps> = {
      store: async () => alive(db),
      async inject(_tab, file) {
        if (file === '/reader-espocrm.js') return alive(await readPage());
        if (slowHost) await new Promise<void>((done) => void late.push(done));
        hostScript.main();
        return alive(undefined);
      },
      hostView: async (ref, counted) => {
        await turns(1);
        return alive(viewOf(ref, counted, mode));
      },
      issueNonce: async () => alive(`nonce-${++frames}`),
      async sendToHost(_tab, message: ToHost) {
        if (mine !== worker) return;
        await toHost(message);
        check();
      },
      setBadge(_tab, count) {
        if (mine === worker) badge = count;
      },
      wait(_ms, then) {
        const guarded = () => void (mine === worker && then());
        waits.add(guarded);
        return () => void waits.delete(guarded);
      },
    };
    return tabsOver(db, deps).tabs;
  }

  async function handle({ name, input }: Incoming): Promise<unknown> {
    if (name === 'record.at') return tabs.arrived(TAB, input as In<'record.at'>);
    const { navigation } = (input ?? {}) as In<'record.dirty'>;
    if (name === 'record.left') return tabs.left(TAB, navigation);
    if (name === 'record.dirty') return tabs.again(TAB, navigation);
    if (name !== 'record.frame') return null;
    return { nonce: `nonce-${++frames}` };
  }

  // A frame that the host opens greets with its nonce; it needs a moment to load.
  vi.spyOn(HTMLIFrameElement.prototype, 'src', 'set').mockImplementation((url) => {
    const nonce = new URL(url).hash.slice(1);
    void turns(2).then(() => queue.push(() => toHost({ type: 'hello', nonce })));
  });

  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(((message: Incoming) => {
    const { promise, keep } = held<unknown>();
    queue.push(async () => {
      const mine = worker;
      void handle(message).then((value) => keep({ ok: true, value }));
      // A page learns that the worker has stopped.
      lost.push(() => mine !== worker && keep(undefined));
    });
    return promise;
  }) as never);
  const lost: (() => void)[] = [];

  async function load(): Promise<void> {
    watcher.abort();
    watcher = new AbortController();
    const { signal } = watcher;
    const ctx = {
      signal,
      onInvalidated: (then: () => void) => signal.addEventListener('abort', then),
    };
    await watcherScript.main(ctx as never);
  }

  async function address(hash: string): Promise<void> {
    history.replaceState({}, '', hash);
    window.dispatchEvent(new Event('hashchange'));
    await vi.advanceTimersByTimeAsync(0);
    check();
  }

  const tab = {
    wrong,
    load,
    turns,
    /** Navigates within the document. */
    go: (id: string | null) => address(id ? `#Opportunity/view/${id}` : '#Opportunity'),
    /** Loads another document: the previous one reports that it unloads, and its host is gone. */
    async reload(id: string | null): Promise<void> {
      window.dispatchEvent(new Event('pagehide'));
      watcher.abort();
      history.replaceState({}, '', id ? `#Opportunity/view/${id}` : '#Opportunity');
      await load();
      check();
    },
    /** Leaves and returns by the browser's buttons: the document is in the back/forward cache. */
    back(): void {
      window.dispatchEvent(new Event('pagehide'));
      check();
      window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    },
    show(isVisible: boolean): void {
      Object.defineProperty(document, 'hidden', { value: !isVisible, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    async layout(to: HostView['layout']['mode']): Promise<void> {
      mode = to;
      await tabs.refresh(TAB);
    },
    read(how: Reader): void {
      reader = how;
    },
    slow(is: boolean): void {
      slowHost = is;
    },
    /** Delivers the page's next message to the background. */
    deliver: async () => queue.shift()?.(),
    release: () => late.shift()?.(),
    wake(): void {
      const [first] = waits;
      if (first && waits.delete(first)) first();
    },
    restart(): void {
      tabs = start();
      for (const tell of lost.splice(0)) tell();
    },
    /**
     * Lets everything finish: held work first, and only then work that waits for timers.
     */
    async finish(): Promise<void> {
      for (let quiet = 0, round = 0; quiet < 3 && round < 200; round += 1) {
        const held = queue.length + late.length;
        while (queue.length > 0) await tab.deliver();
        while (late.length > 0) tab.release();
        if (held === 0) for (const then of [...waits]) if (waits.delete(then)) then();
        quiet = held === 0 ? quiet + 1 : 0;
        await turns(40);
        await vi.advanceTimersByTimeAsync(1200);
        await turns(40);
      }
    },
    /** The state of host, button and panel, once nothing is pending. */
    async outcome() {
      const view = await db.views.get(TAB);
      const host = shown();
      return {
        host: host?.id ?? null,
        hostCount: host?.count ?? 0,
        panel: view?.ref?.id ?? null,
        state: view?.state ?? null,
        badge,
      };
    },
    async close(): Promise<void> {
      watcher.abort();
      await db.delete();
    },
  };
  return tab;
}
