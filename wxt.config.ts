import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { defineConfig } from 'wxt';
import { parseSites } from './lib/crm/index.ts';
import { crmNames } from './lib/model/index.ts';
import { CHROME_KEY, FIREFOX_ID } from './lib/platform/ids.ts';

/**
 * Hosts of a company's own build: required permissions instead of optional ones. Match patterns
 * have no ports; the origins keep theirs.
 */
const sites = parseSites(process.env.SIDELINE_CRM_HOSTS ?? '', crmNames);
const patterns = [...new Set(sites.map(({ origin }) => `${origin.replace(/:\d+$/, '')}/*`))];
const serverUrl = process.env.SIDELINE_SERVER_URL ?? 'http://127.0.0.1:8787';

/**
 * What the panel loads after its questions, and other pages too: the beginnings of paths.
 * `tests/repo/chunks.test.ts` checks that each of them matches a file.
 */
export const laterFiles = [
  '/node_modules/@mantine/',
  '/components/ui/[Mm]antine',
  '/components/ui/inputs',
  '/components/ui/[Ll]imit',
  '/components/ui/readers',
  '/components/ui/RecordLink',
  '/components/ui/FormEnd',
  '/components/panel/useDraft',
  '/components/panel/unlinkedViewer',
  '/components/panel/Composer',
  '/components/data/draftSaver',
  '/components/data/ids',
  '/components/data/addresses',
  '/components/data/deals',
  '/lib/view/typed',
  '/lib/view/audience',
  '/lib/view/rightDeals',
  '/lib/view/deals',
  '/lib/values/(?!currency|text|typable)',
  '/lib/coaching/timeline',
  '/lib/coaching/capabilities',
  '/lib/coaching/winProbability/',
];
const LATER = new RegExp(laterFiles.join('|'));
/** Code without side effects: only what a page uses of it is loaded. */
const PURE = /\/lib\/(?:model|values|merge|coaching|view)\//;

interface Modules {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

/**
 * Names the chunk of the components that the panel starts with, and of nothing else. The side panel
 * loads it too, so the panel's own start, which draws the panel, is not in it.
 */
function panelChunk() {
  const start = new Set<string>();
  const visit = (id: string, modules: Modules) => {
    for (const to of modules.getModuleInfo(id)?.importedIds ?? []) {
      if (start.has(to) || !to.includes('/components/')) continue;
      start.add(to);
      visit(to, modules);
    }
  };
  return (id: string, modules: Modules) => {
    if (start.size === 0) visit(resolve('entrypoints/panel/main.tsx'), modules);
    return start.has(id) ? 'panel' : null;
  };
}

/** WXT's wrapper of a script that is injected on demand, and the script that it imports. */
const WRAPPER = /^import definition from ("[^"]+");[\s\S]*definition\.main\(\)/;

/**
 * Injected scripts without WXT's log of crashes, which is 0.6 kB in each: the background gets the
 * error all the same.
 */
const plainScripts = {
  name: 'sideline:plain-scripts',
  transform(code: string, id: string) {
    if (!id.includes('virtual:wxt-unlisted-script-entrypoint')) return null;
    const [, script] = WRAPPER.exec(code) ?? [];
    if (script === undefined) throw new Error('WXT wraps scripts in another way now');
    return `import definition from ${script};\nexport default definition.main();\n`;
  },
};

export default defineConfig({
  imports: false,
  // `npm run dev` opens its own browser with a signed-in person.
  webExt: { disabled: true },
  manifestVersion: 3,
  targetBrowsers: ['chrome', 'firefox'],
  outDir: process.env.SIDELINE_OUT ?? '.output',
  // Only the files that reviewers need to build the extension.
  zip: {
    includeSources: [
      'entrypoints/**',
      'components/**',
      'lib/**',
      'locales/**',
      'public/**',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'wxt.config.ts',
      'README.md',
      'LICENSE',
    ],
  },
  modules: ['@wxt-dev/module-react', '@wxt-dev/i18n/module'],
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'scripting', 'alarms', 'unlimitedStorage', 'activeTab', 'identity'],
    host_permissions: patterns,
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    action: { default_title: '__MSG_extension_name__' },
    commands: {
      'toggle-panel': {
        suggested_key: { default: 'Alt+Shift+S' },
        description: '__MSG_extension_toggle__',
      },
    },
    // Explicit, because Firefox's default turns ws:// into wss://, which breaks a local server.
    content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" },
    web_accessible_resources: [
      {
        resources: ['panel.html'],
        matches: ['<all_urls>'],
        ...(browser === 'firefox' ? {} : { use_dynamic_url: true }),
      },
    ],
    icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: FIREFOX_ID,
              strict_min_version: '142.0',
              data_collection_permissions: {
                required: ['none'],
                optional: ['authenticationInfo', 'personallyIdentifyingInfo', 'websiteContent'],
              },
            },
          },
        }
      : {
          key: CHROME_KEY,
          minimum_chrome_version: '144',
          // Firefox reads policies without a schema.
          storage: { managed_schema: 'managed.json' },
        }),
  }),
  hooks: {
    // What many pages load is one file: dozens of small ones are slower to load and compress worse.
    // The panel opens without a field and without a typed value: these have a file of their own.
    'vite:build:extendConfig'(entrypoints, config) {
      if (!entrypoints.some(({ type }) => type === 'options')) return;
      config.build ??= {};
      config.build.rolldownOptions ??= {};
      config.build.rolldownOptions.treeshake = { moduleSideEffects: (id) => !PURE.test(id) };
      config.build.rolldownOptions.output = {
        ...config.build.rolldownOptions.output,
        codeSplitting: {
          groups: [
            // First: a group takes along what its modules import.
            { name: 'shared', test: (id) => !LATER.test(id), minShareCount: 5, priority: 1 },
            { name: panelChunk() },
            { name: 'later', test: LATER, minShareCount: 5 },
          ],
        },
      };
    },
    // WXT finds entry points one level deep; each file of entrypoints/readers becomes
    // /reader-<crm>.js.
    'entrypoints:found'(wxt, infos) {
      const folder = resolve(wxt.config.entrypointsDir, 'readers');
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
        infos.push({
          name: `reader-${basename(file, '.ts')}`,
          inputPath: resolve(folder, file),
          type: 'unlisted-script',
        });
      }
    },
  },
  vite: () => ({
    plugins: [plainScripts],
    resolve: {
      alias: {
        // Without what browsers of before 2020 need.
        dexie: resolve('node_modules/dexie/dist/modern/dexie.mjs'),
        'temporal-polyfill': resolve('lib/platform/temporal.ts'),
      },
    },
    define: {
      __SIDELINE_SITES__: JSON.stringify(sites),
      __SIDELINE_SERVER__: JSON.stringify(serverUrl),
    },
    build: { chunkSizeWarningLimit: 1200 },
    // Only the extension's pages: the peers of the benchmarks have other packages.
    optimizeDeps: { entries: ['entrypoints/**/*.html'] },
  }),
});
