import { writeFileSync } from 'node:fs';
import { FIREFOX_ID } from '../../lib/platform/ids.ts';
import { type Bidi, startFirefox } from './bidi.ts';
import {
  ACCEPTS,
  type Driver,
  type Found,
  LOOK_MS,
  type Scene,
  TAB_POINT,
  type Tab,
  until,
} from './types.ts';

const UUID = '11111111-2222-4333-8444-555555555555';
const ORIGIN = `moz-extension://${UUID}`;

interface Node {
  sharedId: string;
}

async function pointer(bidi: Bidi, context: string, origin: unknown, x = 0, y = 0): Promise<void> {
  await bidi.send('input.performActions', {
    context,
    actions: [
      {
        type: 'pointer',
        id: 'mouse',
        parameters: { pointerType: 'mouse' },
        actions: [
          { type: 'pointerMove', x, y, origin },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      },
    ],
  });
}

/** What WebDriver calls the keys that are no letters. */
const KEYS: Readonly<Record<string, string>> = {
  ...{ Control: '\uE009', Shift: '\uE008', Tab: '\uE004', Enter: '\uE007', F6: '\uE036' },
};

async function keys(bidi: Bidi, context: string, text: string): Promise<void> {
  const actions = [...text].flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]);
  await bidi.send('input.performActions', {
    context,
    actions: [{ type: 'key', id: 'keyboard', actions }],
  });
}

/**
 * Scrolls an element into view and waits until it no longer moves and nothing covers it: a click
 * goes to the position at which the element was found.
 */
const WAIT_UNTIL_STILL = `async (element) => {
  let [before, still] = ['', 0];
  for (let i = 0; i < 40; i++) {
    // Not every time: near the end of a list every call moves the element a little.
    if (i % 10 === 0) element.scrollIntoView({ block: 'center', inline: 'center' });
    const { x, y, width, height } = element.getBoundingClientRect();
    const now = [x, y, width, height].join();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    still = now === before && (element.contains(top) || top?.contains(element)) ? still + 1 : 0;
    if (still > 2) return;
    before = now;
    await new Promise((done) => setTimeout(done, 40));
  }
}`;

/** Clicks that reached the document: the panel stops one while it is not sure to be in sight. */
const CLICKS = `() => {
  if (globalThis.reachedClicks === undefined) {
    globalThis.reachedClicks = 0;
    document.addEventListener('click', () => globalThis.reachedClicks++, { capture: true });
  }
  return String(globalThis.reachedClicks);
}`;
/** How often a click that was stopped is repeated, and the time in between, in ms. */
const REPEATS = 5;
const STOPPED_MS = 300;

function found(bidi: Bidi, context: string, node: Node): Found {
  const call = (body: string, ...values: string[]) =>
    bidi.send<{ result: { value?: string } }>('script.callFunction', {
      functionDeclaration: body,
      target: { context },
      arguments: [node, ...values.map((value) => ({ type: 'string', value }))],
      awaitPromise: true,
      userActivation: true,
    });
  const clickBlindly = () =>
    pointer(bidi, context, { type: 'element', element: { sharedId: node.sharedId } });
  return {
    async click() {
      for (let count = 0; count < REPEATS; count += 1) {
        await call(WAIT_UNTIL_STILL);
        const before = (await call(CLICKS)).result.value;
        await clickBlindly();
        // The click may have ended the page: then it has certainly reached it.
        const after = await call(CLICKS).catch(() => null);
        if (after === null || after.result.value !== before) return;
        await new Promise((done) => setTimeout(done, STOPPED_MS));
      }
    },
    clickBlindly,
    async fill(text) {
      await call(`(element) => {
        element.scrollIntoView({ block: 'center' });
        element.focus();
        element.select?.();
      }`);
      // Inserted like text from the clipboard; typed only where that has no effect.
      const inserted = await call(
        `(element, text) => {
          document.execCommand('insertText', false, text);
          return element.value ?? '';
        }`,
        text,
      );
      const { value } = inserted.result;
      if (text !== '' && value === text) return;
      if (value) await keys(bidi, context, '\uE017');
      await keys(bidi, context, text);
    },
    text: async () => ((await call('(element) => element.innerText')).result.value ?? '').trim(),
  };
}

function scene(bidi: Bidi, context: string): Scene {
  const evaluate = <T>(expression: string) => bidi.evaluate<T>(context, expression);
  const look = <T>(expression: string) => bidi.evaluate<T>(context, expression, LOOK_MS);
  return {
    get: async (role, name) =>
      found(
        bidi,
        context,
        await until(
          async () =>
            (
              await bidi.send<{ nodes: Node[] }>(
                'browsingContext.locateNodes',
                {
                  context,
                  locator: { type: 'accessibility', value: { role, name } },
                  maxNodeCount: 1,
                },
                LOOK_MS,
              )
            ).nodes[0],
          `${role} “${name}”`,
        ),
      ),
    see: async (text, ms) =>
      void (await until(
        () => look<boolean>(`document.body.innerText.includes(${JSON.stringify(text)})`),
        `“${text}”`,
        ms,
      )),
    miss: async (text) =>
      void (await until(
        () => look<boolean>(`!document.body.innerText.includes(${JSON.stringify(text)})`),
        `“${text}” to go`,
      )),
    choose: async (name, label) =>
      void (await until(
        () =>
          look<boolean>(`(() => {
            const nameOf = (select) => {
              const label = select.labels?.[0];
              return select.getAttribute('aria-label') ??
                label?.querySelector('span')?.textContent ?? label?.textContent;
            };
            const select = [...document.querySelectorAll('select')].find(
              (item) => nameOf(item) === ${JSON.stringify(name)},
            );
            const option = [...(select?.options ?? [])].find(
              (item) => item.text === ${JSON.stringify(label)},
            );
            if (!option) return false;
            const { prototype } = HTMLSelectElement;
            Object.getOwnPropertyDescriptor(prototype, 'value').set.call(select, option.value);
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return true;
          })()`),
        `option “${label}” of “${name}”`,
      )),
    eval: evaluate,
    until: async (expression, ms) => void (await until(() => look(expression), expression, ms)),
  };
}

export interface FirefoxOptions {
  extension: string;
  hosts?: readonly string[];
  prefs?: Record<string, string | number | boolean>;
  headed?: boolean;
}

/** Firefox with the built extension installed for this run. */
export async function launchFirefox(options: FirefoxOptions): Promise<Driver & { bidi: Bidi }> {
  const bidi = await startFirefox(
    {
      'network.dns.localDomains': (options.hosts ?? []).join(','),
      'network.proxy.allow_hijacking_localhost': true,
      'extensions.webextensions.uuids': JSON.stringify({ [FIREFOX_ID]: UUID }),
      'extensions.webextOptionalPermissionPrompts': false,
      'extensions.background.idle.timeout': 30_000,
      ...options.prefs,
    },
    [],
    options.headed,
  );
  const errors: string[] = [];
  await bidi.send('session.subscribe', { events: ['log.entryAdded'] });
  bidi.onEvent((event) => {
    const { level, text, source } = event.params as {
      level?: string;
      text?: string;
      source?: { context?: string };
    };
    if (event.method === 'log.entryAdded' && level === 'error')
      errors.push(`${source?.context ?? ''}: ${text}`);
  });
  const install = async () =>
    void (await bidi.send('webExtension.install', {
      extensionData: { type: 'path', path: options.extension },
    }));
  await install().catch(async (error) => {
    // Nobody else knows this browser yet, so it would run for ever.
    await bidi.close();
    throw error;
  });
  /** Runs statements in the browser's own scope, like Firefox's tests. */
  const inBrowser = async (statements: string): Promise<void> => {
    const { contexts } = await bidi.send<{ contexts: { context: string }[] }>(
      'browsingContext.getTree',
      { 'moz:scope': 'chrome' },
    );
    const window = contexts[0]?.context ?? '';
    await bidi.evaluate(window, `(async () => { ${statements}; return true; })()`);
  };
  const create = async (url?: string): Promise<Tab> => {
    const { context } = await bidi.send<{ context: string }>('browsingContext.create', {
      type: 'tab',
    });
    await bidi.send('browsingContext.setViewport', {
      context,
      viewport: { width: 1280, height: 860 },
    });
    const tree = async () =>
      (
        await bidi.send<{ contexts: { children: { context: string; url: string }[] }[] }>(
          'browsingContext.getTree',
          { root: context },
        )
      ).contexts[0]?.children ?? [];
    const frame = async () =>
      (await tree()).find((child) => child.url.startsWith(`${ORIGIN}/panel.html`));
    const pressTab = async () => {
      const [x, y] = await until(
        () => bidi.evaluate<[number, number] | null>(context, TAB_POINT),
        'the tab of the extension',
      );
      await pointer(bidi, context, 'viewport', x, y);
    };
    const tab: Tab = {
      ...scene(bidi, context),
      goto: async (to) =>
        void (await bidi.send('browsingContext.navigate', { context, url: to, wait: 'complete' })),
      // A removed frame stays in the list for a moment.
      async panel() {
        const accepting = async () => {
          const panel = await frame();
          return panel && (await bidi.evaluate<boolean>(panel.context, ACCEPTS, LOOK_MS))
            ? panel
            : null;
        };
        return scene(bidi, (await until(accepting, 'the panel')).context);
      },
      hasPanel: async () => (await frame()) !== undefined,
      pressTab,
      async openPanel() {
        await until(async () => {
          if (await frame()) return true;
          const point = await bidi.evaluate<[number, number] | null>(context, TAB_POINT);
          if (point) await pointer(bidi, context, 'viewport', ...point);
          await new Promise((done) => setTimeout(done, 150));
          return frame();
        }, 'the panel to open');
      },
      async pressButton() {
        await bidi.send('browsingContext.activate', { context });
        // Firefox's own code for a click on the button, which also permits the active tab.
        await inBrowser(`{
          const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(FIREFOX_ID)});
          const { global } = extension.apiManager;
          await global.browserActionFor(extension).triggerAction(window);
        }`);
      },
      type: (text) => keys(bidi, context, text),
      async key(combination) {
        const values = combination.split('+').map((name) => KEYS[name] ?? name);
        const down = values.map((value) => ({ type: 'keyDown', value }));
        const up = values.toReversed().map((value) => ({ type: 'keyUp', value }));
        await bidi.send('input.performActions', {
          context,
          actions: [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }],
        });
      },
      front: async () => void (await bidi.send('browsingContext.activate', { context })),
      async screenshot(path) {
        const { data } = await bidi.send<{ data: string }>('browsingContext.captureScreenshot', {
          context,
        });
        writeFileSync(path, Buffer.from(data, 'base64'));
      },
      resize: async (width, height) =>
        void (await bidi.send('browsingContext.setViewport', {
          context,
          viewport: { width, height },
        })),
      close: async () => void (await bidi.send('browsingContext.close', { context })),
    };
    if (url) await tab.goto(url);
    return tab;
  };
  return {
    name: 'firefox',
    bidi,
    tab: create,
    own: (path) => create(`${ORIGIN}/${path}`),
    async killBackground() {
      // Only the browser can end an event page that other pages keep alive.
      await inBrowser(
        `await WebExtensionPolicy.getByID(${JSON.stringify(FIREFOX_ID)})
          .extension.terminateBackground({
            ignoreDevToolsAttached: true,
            disableResetIdleForTest: true,
          })`,
      );
    },
    errors: () => errors,
    close: () => bidi.close(),
  };
}
