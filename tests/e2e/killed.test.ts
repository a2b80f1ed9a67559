import { expect, it } from 'vitest';
import { tortures } from '../torture/index.ts';

it('Chromium with no debugger attached: killed in the middle, nothing is lost', { timeout: 300_000 }, async () => {
  expect(await tortures.browser?.run({ runs: tortures.browser.inTests, seed: 1, url: null })).toMatchObject({ failed: null });
});
