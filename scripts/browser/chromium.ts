import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BrowserContext,
  chromium,
  type Frame,
  type Locator,
  type Page,
} from 'playwright-core';
import { crmNames } from '../../lib/model/index.ts';
import { CHROME_ID } from '../../lib/platform/ids.ts';
import { findChromium } from './find.ts';
import { quietSwitches } from './switches.ts';
import {
  ACCEPTS,
  answered,
  CLICK_MS,
  type Driver,
  type Found,
  LOOK_MS,
  PATIENCE,
  type Scene,
  TAB_POINT,
  type Tab,
  until,
} from './types.ts';

const ORIGIN = `chrome-extension://${CHROME_ID}`;
const DISABLED_FEATURES = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'PaintHolding',
  'OptimizationHints',
];

function found(locator: Locator): Found {
  return {
    click: (ms) => locator.click(ms === undefined ? {} : { timeout: ms }),
    clickBlindly: () => locator.click({ force: true, timeout: CLICK_MS }),
    async fill(text) {
      await locator.fill('');
      // Inserted like text from the clipboard but for the last character, because every key draws
      // the page; typed where that has no effect.
      await locator.focus();
      await locator.page().keyboard.insertText(text.slice(0, -1));
      await locator.pressSequentially(text.slice(-1));
      if ((await locator.inputValue().catch(() => null)) === text) return;
      await locator.fill('');
      await locator.pressSequentially(text);
    },
    text: async () => (await locator.innerText()).trim(),
  };
}

function scene(at: Page | Frame): Scene {
  return {
    async get(role, name) {
      const locator = at.getByRole(role as 'button', { name, exact: true }).first();
      await locator.waitFor({ timeout: PATIENCE });
      return found(locator);
    },
    see: (text, ms = PATIENCE) => at.getByText(text).first().waitFor({ timeout: ms }),
    miss: (text) => at.getByText(text).first().waitFor({ state: 'hidden', timeout: PATIENCE }),
    choose: async (name, label) =>
      void (await at.getByRole('combobox', { name, exact: true }).first().selectOption({ label })),
    eval: (expression) => answered(at.evaluate(expression), expression),
    until: async (expression, ms) => {
      const look = () => answered(at.evaluate(expression), expression, LOOK_MS);
      await until(look, expression, ms);
    },
  };
}

/** The panel, once it takes presses. A removed frame stays in the list for a moment. */
async function accepting(panel: Frame | undefined): Promise<Frame | null> {
  const accepts = panel?.evaluate<boolean>(ACCEPTS).catch(() => false);
  return panel && accepts && (await answered(accepts, 'a panel', LOOK_MS)) ? panel : null;
}

export interface ChromiumOptions {
  /** Folder of the built extension; null for a browser without one. */
  extension: string | null;
  /** The extension has no background; for comparisons. */
  passive?: boolean;
  hostRules?: string;
  language?: string;
  dark?: boolean;
  headed?: boolean;
  profile?: string;
  width?: number;
  height?: number;
  /**
   * Where a click on the tab opens the panel, until a person chooses. Over the page, unless a story
   * needs the browser's side panel, which no driver reaches as a part of the page.
   */
  place?: 'aside' | 'dock';
}

/**
 * Waits until the background has registered the content script, and collects its errors.
 * @param open the place of the panel on all CRMs where none was chosen.
 */
async function untilReady(
  context: BrowserContext,
  errors: string[],
  open: 'aside' | 'dock',
): Promise<void> {
  const worker =
    context.serviceWorkers()[0] ??
    (await context.waitForEvent('serviceworker', { timeout: PATIENCE }));
  const listen = (target: typeof worker) =>
    target.on(
      'console',
      (message) => message.type() === 'error' && errors.push(`background: ${message.text()}`),
    );
  listen(worker);
  context.on('serviceworker', listen);
  await until(
    () =>
      worker.evaluate(`chrome.scripting.getRegisteredContentScripts().then(
        (list) => list.length > 0 || !chrome.runtime.getManifest().host_permissions?.length,
      )`),
    'the content script to be registered',
  );
  const layouts = Object.fromEntries(crmNames.map((crm) => [`layout:${crm}`, { open }]));
  await worker.evaluate(
    `chrome.storage.local.get().then((stored) =>
      chrome.storage.local.set({ ...${JSON.stringify(layouts)}, ...stored }),
    )`,
  );
}

/** Chromium with the built extension, in its own profile. */
export async function launchChromium(
  options: ChromiumOptions,
): Promise<Driver & { context: BrowserContext }> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'sideline-chromium-'));
  const executable = findChromium();
  if (!executable)
    throw new Error('Chromium was not found. Install it, or set SIDELINE_CHROMIUM to its path.');
  const errors: string[] = [];
  const hasRealWindow = options.place === 'aside';
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless: !options.headed,
    ignoreHTTPSErrors: true,
    // The browser's side panel narrows only a real window.
    viewport: hasRealWindow
      ? null
      : { width: options.width ?? 1280, height: options.height ?? 860 },
    colorScheme: options.dark ? 'dark' : 'light',
    ...(options.language ? { locale: options.language } : {}),
    env: { ...process.env, ...(options.language ? { LANGUAGE: options.language } : {}) } as Record<
      string,
      string
    >,
    args: [
      ...quietSwitches(options.extension),
      '--enable-unsafe-extension-debugging', // for clicks on the toolbar button
      ...(options.language ? [`--lang=${options.language}`] : []),
      // The last switch wins. Playwright's switch would partition third-party storage: the panel's
      // frame would have no database.
      `--disable-features=${DISABLED_FEATURES.join(',')}`,
      ...(options.hostRules
        ? [`--host-resolver-rules=${options.hostRules}`, '--ignore-certificate-errors']
        : []),
    ],
  });
  const collectErrors = (page: Page) => {
    page.on(
      'console',
      (message) =>
        message.type() === 'error' && errors.push(`${message.location().url}: ${message.text()}`),
    );
    page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
  };
  for (const page of context.pages()) collectErrors(page);
  context.on('page', collectErrors);
  if (options.extension && !options.passive)
    await untilReady(context, errors, options.place ?? 'dock');

  const tabOf = (page: Page): Tab => {
    const pressTab = async () => {
      const [x, y] = await until(
        () => page.evaluate<[number, number] | null>(TAB_POINT),
        'the tab of the extension',
      );
      await page.mouse.click(x, y);
    };
    const frame = () => page.frames().find((item) => item.url().startsWith(`${ORIGIN}/panel.html`));
    return {
      ...scene(page),
      goto: async (url) => void (await page.goto(url)),
      panel: async () => scene(await until(async () => accepting(frame()), 'the panel')),
      hasPanel: async () => frame() !== undefined,
      pressTab,
      async openPanel() {
        await until(async () => {
          if (frame()) return true;
          const point = await page.evaluate<[number, number] | null>(TAB_POINT);
          if (point) await page.mouse.click(...point);
          await page.waitForTimeout(120);
          return frame();
        }, 'the panel to open');
      },
      screenshot: async (path) => void (await page.screenshot({ path })),
      async resize(width, height) {
        if (!hasRealWindow) return page.setViewportSize({ width, height });
        const session = await context.newCDPSession(page);
        const { windowId } = await session.send('Browser.getWindowForTarget');
        await session.send('Browser.setWindowBounds', { windowId, bounds: { width, height } });
        await session.detach();
      },
      async pressButton() {
        await page.bringToFront();
        const session = await context.browser()?.newBrowserCDPSession();
        if (!session) throw new Error('no connection to the browser');
        const { targetInfos } = await session.send('Target.getTargets', {
          filter: [{ type: 'tab' }],
        });
        const target = targetInfos.find(({ url }) => url === page.url());
        if (!target) throw new Error(`no tab shows ${page.url()}`);
        const { targetId } = target;
        await session.send('Extensions.triggerAction', { id: CHROME_ID, targetId });
        await session.detach();
      },
      type: (text) => page.keyboard.type(text),
      key: (combination) => page.keyboard.press(combination),
      front: () => page.bringToFront(),
      close: () => page.close(),
    };
  };
  return {
    name: 'chromium',
    context,
    async tab(url) {
      const page = await context.newPage();
      if (url) await page.goto(url);
      return tabOf(page);
    },
    async own(path) {
      const page = await context.newPage();
      await page.goto(`${ORIGIN}/${path}`);
      return tabOf(page);
    },
    async killBackground() {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await page.close();
    },
    errors: () => errors,
    async close() {
      await context.close();
      if (!options.profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
