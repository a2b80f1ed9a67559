import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Emulators, startEmulators } from '../../../demo/server.ts';
import { createEmulatorState, type EmulatorState } from '../../../demo/state.ts';
import { type IdSource, idSource } from '../../../lib/model/index.ts';
import { launchChromium } from '../../../scripts/browser/chromium.ts';
import { launchFirefox } from '../../../scripts/browser/firefox.ts';
import type { Driver } from '../../../scripts/browser/types.ts';
import { readConfig } from '../../../server/config.ts';
import { migrateAuth } from '../../../server/people/auth.ts';
import { addSampleTeam } from '../../../server/sample.ts';
import { type Running, start } from '../../../server/start.ts';
import type { First } from '../../../server/store/prepare.ts';
import { openFile, sqliteStore } from '../../../server/store/sqlite.ts';
import type { Store } from '../../../server/store/store.ts';
import { freePort } from '../../helpers/server.ts';
import { strippingProxy } from '../../helpers/strippingProxy.ts';
import { copyFor } from './builds.ts';

/** The browsers of the stories; `npm run test:e2e -- --browser=NAME` selects one. */
export const browsers = (['chromium', 'firefox'] as const).filter(
  (name) => (process.env.SIDELINE_BROWSER ?? name) === name,
);

/**
 * `npm test` has a limit of time: stories whose subject differs little between browsers run there
 * in one of them, some in Chromium and some in Firefox. `npm run test:e2e` runs all in both.
 */
export const inShort = (name: (typeof browsers)[number]) =>
  process.env.SIDELINE_STORIES === 'short' ? browsers.filter((other) => other === name) : browsers;

/** Stories about the extension's own pages and texts, which use nothing that differs. */
export const pageBrowsers = inShort('chromium');

export interface Stack {
  state: EmulatorState;
  /** Origins of the CRM emulators. */
  espo: string;
  odoo: string;
  salesforce: string;
  server: string;
  /** A folder that is removed with the stack. */
  folder: string;
  people: Running['people'];
  extension(browser: 'chromium' | 'firefox'): string;
  launch(
    browser: 'chromium' | 'firefox',
    options?: { language?: string; dark?: boolean; place?: 'aside' },
  ): Promise<Driver>;
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  /** SQLite's handle. */
  readonly file: Running['file'];
  /** Replaces the server's database with a new one that `fill` fills. */
  replaceDatabase(
    fill: (store: Store, deps: { now: number; ids: IdSource; first: First }) => Promise<unknown>,
  ): Promise<void>;
  close(): Promise<void>;
}

function buildFor(browser: 'chromium' | 'firefox'): string {
  const folder = inject('builds')[browser];
  if (folder === null) throw new Error(`the extension was not built for ${browser}`);
  return folder;
}

/** The CRM emulators, a server with the sample team and the built extension, on free ports. */
export async function startStack(
  options: {
    slow?: number;
    pageHeaders?: Record<string, string>;
    env?: Record<string, string>;
    /** The server is under this path, behind a proxy that refuses requests without it. */
    path?: string;
  } = {},
): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'sideline-stack-'));
  const state = createEmulatorState(Date.now(), options.slow ?? 400);
  const emulators: Emulators[] = [];
  const startEmulator = async (name: 'espocrm' | 'odoo' | 'salesforce') => {
    const emulator = await startEmulators({
      state,
      only: name,
      ...(options.pageHeaders ? { pageHeaders: options.pageHeaders } : {}),
    });
    emulators.push(emulator);
    return `http://127.0.0.1:${emulator.port}`;
  };
  const [espo, odoo, salesforce] = [
    await startEmulator('espocrm'),
    await startEmulator('odoo'),
    await startEmulator('salesforce'),
  ];
  const env = {
    SIDELINE_PORT: '0',
    SIDELINE_DB: join(folder, 'sideline.db'),
    SIDELINE_LOG: 'silent',
    ...options.env,
  };
  const { path } = options;
  const outside = path === undefined ? null : `http://127.0.0.1:${await freePort()}${path}`;
  if (outside !== null) Object.assign(env, { SIDELINE_URL: outside });
  let running = await start(readConfig(env, folder));
  const server = outside ?? running.url;
  const port = new URL(running.url).port;
  const closeProxy =
    path === undefined
      ? null
      : await strippingProxy(Number(new URL(server).port), Number(port), path);
  await addSampleTeam(running.people);
  const builds = new Map<string, string>();
  const drivers: Driver[] = [];
  const stack: Stack = {
    state,
    espo,
    odoo,
    salesforce,
    server,
    folder,
    get people() {
      return running.people;
    },
    extension(browser) {
      const extension =
        builds.get(browser) ??
        copyFor(buildFor(browser), join(folder, `build-${browser}`), {
          espocrm: espo,
          odoo,
          salesforce,
          server,
        });
      builds.set(browser, extension);
      return extension;
    },
    async launch(browser, more = {}) {
      const driver =
        browser === 'chromium'
          ? await launchChromium({ extension: stack.extension('chromium'), ...more })
          : await launchFirefox({ extension: stack.extension('firefox') });
      drivers.push(driver);
      return driver;
    },
    stopServer: () => running.stop(),
    get file() {
      return running.file;
    },
    async replaceDatabase(fill) {
      await running.stop();
      for (const end of ['', '-wal', '-shm'])
        rmSync(join(folder, `sideline.db${end}`), { force: true });
      const config = readConfig({ ...env, SIDELINE_PORT: port }, folder);
      const store = sqliteStore(openFile(join(folder, 'sideline.db')));
      const ids = idSource(
        () => Date.now(),
        (bytes) => crypto.getRandomValues(bytes),
      );
      await fill(store, {
        now: Date.now(),
        ids,
        first: (owner, kind) => migrateAuth(owner, kind, config),
      });
      await store.close();
      running = await start(config);
    },
    async startServer() {
      running = await start(readConfig({ ...env, SIDELINE_PORT: port }, folder));
    },
    async close() {
      for (const driver of drivers) await driver.close().catch(() => {});
      await closeProxy?.();
      await running.stop().catch(() => {});
      for (const emulator of emulators) await emulator.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return stack;
}

export { signIn } from '../../../scripts/browser/signIn.ts';
