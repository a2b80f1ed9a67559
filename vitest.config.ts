import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  plugins: [WxtVitest()],
  define: { __SIDELINE_SITES__: '[]', __SIDELINE_SERVER__: '"http://127.0.0.1:8787"' },
  test: {
    restoreMocks: true,
    coverage: {
      provider: 'v8',
      include: ['lib/commands/**'],
      reporter: ['text-summary'],
      thresholds: { lines: 90, functions: 90, statements: 90, branches: 90 },
    },
    projects: [
      { extends: true, test: { name: 'repo', environment: 'node', isolate: false, include: ['tests/repo/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**', 'tests/repo/**', 'tests/soak/**'],
          setupFiles: ['tests/helpers/setup.ts'],
          globalSetup: ['tests/helpers/global.ts'],
        },
      },
      // Samples of the long runs, always the same ones.
      {
        extends: true,
        test: {
          name: 'soak',
          environment: 'node',
          include: ['tests/soak/**/*.test.ts'],
          setupFiles: ['tests/helpers/setup.ts'],
          globalSetup: ['tests/helpers/global.ts'],
        },
      },
      // Stories wait more than they compute: two files at once fit two cores.
      { extends: true, test: { name: 'e2e', environment: 'node', include: ['tests/e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000, maxWorkers: 2 } },
    ],
  },
});
