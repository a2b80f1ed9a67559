import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { findChromium } from './scripts/browser/find.ts';
import { quietSwitches } from './scripts/browser/switches.ts';
import { TestOrder } from './tests/helpers/testOrder.ts';

const define = { __SIDELINE_SITES__: '[]', __SIDELINE_SERVER__: '"http://127.0.0.1:8787"' };

const testsOf = (...folders: string[]) =>
  folders.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`);
const testsIn = (folder: string, isAlone: (name: string) => boolean) =>
  readdirSync(folder)
    .filter((name) => /\.test\.tsx?$/.test(name) && !isAlone(name))
    .map((name) => `${folder}/${name}`);
const PURE = testsOf('coaching', 'crm', 'merge', 'model', 'values', 'view');
/** Code of the device: its state is in databases that each test creates, and in a fake browser. */
const DEVICE = testsOf(...['commands', 'content', 'host', 'messages', 'platform', 'store', 'sync']);

/**
 * Tests of security that need modules of their own: they run code of the background, whose modules
 * have the state of a browser, or replace a module.
 */
const ALONE = [
  'answersOfAccounts',
  'commandsOfAccounts',
  'confirmed',
  'constantAnswers',
  'endedThenRemoved',
  'forgedPorts',
  'formerAccounts',
  'importedFiles',
  'inSight',
  'leavingTheDevice',
  'lockedPages',
  'lyingServer',
  'mixedUp',
  'serverOfALink',
  'tenants',
  'undrawable',
  'wipe',
];
/** Code of the server: its state is in the servers and stores that each test starts. */
const SERVER = [
  ...testsOf('server'),
  ...testsIn('tests/security', (name) => ALONE.includes(name.split('.')[0] ?? '')),
];

/**
 * Tests of components that need modules or a page of their own: one replaces a module, others draw
 * in jsdom, because happy-dom lacks what axe needs.
 */
const COMPONENTS = testsIn(
  'tests/components',
  (name) =>
    name === 'firstReading.test.tsx' ||
    readFileSync(`tests/components/${name}`, 'utf8').startsWith('// @vitest-environment jsdom'),
);

const SHARED_SETUP = [
  'tests/helpers/indexedDb.ts',
  'tests/helpers/freshIndexedDb.ts',
  'tests/helpers/setup.ts',
];

export default defineConfig({
  plugins: [WxtVitest()],
  define,
  test: {
    restoreMocks: true,
    sequence: { sequencer: TestOrder },
    // All cores: vitest's default leaves one idle, which is half of a small machine.
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      include: ['lib/commands/**'],
      reporter: ['text-summary'],
      thresholds: { lines: 90, functions: 90, statements: 90, branches: 90 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'repo',
          environment: 'node',
          isolate: false,
          include: ['tests/repo/**/*.test.ts'],
        },
      },
      // Tests whose modules have no state share one set of them, which saves a third of the time
      // of pure code, and half of the device's.
      {
        extends: true,
        test: {
          name: 'pure',
          environment: 'node',
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: PURE,
          setupFiles: SHARED_SETUP,
        },
      },
      {
        extends: true,
        test: {
          name: 'device',
          environment: 'node',
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: DEVICE,
          setupFiles: SHARED_SETUP,
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          environment: 'node',
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: SERVER,
          setupFiles: ['tests/helpers/setup.ts', 'tests/helpers/passwords.ts'],
          globalSetup: ['tests/helpers/global.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'components',
          environment: 'happy-dom',
          isolate: false,
          unstubGlobals: true,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: COMPONENTS,
          setupFiles: [...SHARED_SETUP, 'tests/components/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [
            ...[...PURE, ...DEVICE, ...SERVER, ...COMPONENTS],
            ...testsOf('e2e', 'repo', 'soak', 'browser'),
          ],
          setupFiles: ['tests/helpers/setup.ts', 'tests/helpers/passwords.ts'],
          globalSetup: ['tests/helpers/global.ts'],
        },
      },
      // Samples of the long runs, always with the same seeds.
      {
        extends: true,
        test: {
          name: 'soak',
          environment: 'node',
          testTimeout: 60_000,
          include: ['tests/soak/**/*.test.ts'],
          setupFiles: ['tests/helpers/setup.ts', 'tests/helpers/passwords.ts'],
          globalSetup: ['tests/helpers/global.ts'],
        },
      },
      // Layout and focus, which happy-dom does not have. Without WXT's plugin, because a browser
      // cannot load its setup file.
      {
        extends: false,
        define,
        resolve: {
          alias: {
            '#i18n': resolve('.wxt/i18n/index.ts'),
            '#imports': resolve('tests/browser/imports.ts'),
          },
        },
        optimizeDeps: {
          // Scanned at the start: a package that is found later reloads the page and the tests.
          entries: ['tests/browser/**/*.{ts,tsx}'],
        },
        test: {
          name: 'browser',
          restoreMocks: true,
          // One page after the other: the long runs use the other core.
          fileParallelism: false,
          testTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
          include: ['tests/browser/**/*.test.tsx'],
          setupFiles: ['tests/browser/setup.ts'],
          browser: {
            enabled: true,
            headless: true,
            ui: false,
            screenshotFailures: false,
            traceView: false,
            provider: playwright({
              launchOptions: {
                // The installed one: a missing Chromium is an error, never a download.
                executablePath:
                  findChromium() ?? '(no Chromium: install it, or name it in SIDELINE_CHROMIUM)',
                args: quietSwitches(null),
              },
              // After this time the error says what the test waited for.
              actionTimeout: 10_000,
            }),
            // The width of the narrowest panel.
            instances: [{ browser: 'chromium', viewport: { width: 320, height: 720 } }],
          },
        },
      },
      // Two files at once fill two cores: with three each takes half as long again (measured).
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/harness/builds.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
