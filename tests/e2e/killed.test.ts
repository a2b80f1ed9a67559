import { expect, it } from 'vitest';
import { soaks } from '../soak/index.ts';

it('Chromium with no debugger attached: killed in the middle, nothing is lost', {
  timeout: 300_000,
}, async () => {
  expect(
    await soaks.browser?.run({ runs: soaks.browser.inTests, seed: 1, url: null }),
  ).toMatchObject({ failed: null });
});
