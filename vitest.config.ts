import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  plugins: [WxtVitest()],
  define: { __SIDELINE_SITES__: '[]', __SIDELINE_SERVER__: '"http://127.0.0.1:8787"' },
  test: {
    restoreMocks: true,
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
          exclude: ['tests/e2e/**', 'tests/repo/**'],
          setupFiles: ['tests/helpers/setup.ts'],
          globalSetup: ['tests/helpers/global.ts'],
        },
      },
      // Browsers share two cores: one story after the other.
      { extends: true, test: { name: 'e2e', environment: 'node', include: ['tests/e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false } },
    ],
  },
});
