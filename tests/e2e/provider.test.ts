import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver } from '../../scripts/browser/types.ts';
import { startProvider } from '../helpers/provider.ts';
import { freePort } from '../soak/process.ts';
import { browsers, type Stack, startStack } from './harness/stack.ts';

describe.each(browsers)('signing in through a provider, in %s', (browser) => {
  let stack: Stack;
  let provider: Awaited<ReturnType<typeof startProvider>>;
  let driver: Driver;
  beforeAll(async () => {
    const port = await freePort();
    provider = await startProvider(
      () => `http://127.0.0.1:${port}/auth/oidc/callback`,
      new Map([
        [
          'tomas',
          { email: 'tomas.lindqvist@larch.example', email_verified: true, name: 'Tomas Lindqvist' },
        ],
      ]),
    );
    provider.login.as = 'tomas';
    const oidc = {
      SIDELINE_OIDC_ISSUER: provider.issuer,
      SIDELINE_OIDC_CLIENT_ID: 'sideline',
      SIDELINE_OIDC_CLIENT_SECRET: 'a secret of the test',
      SIDELINE_OIDC_NAME: 'Larch sign-in',
    };
    stack = await startStack({ env: { SIDELINE_PORT: String(port), ...oidc } });
    driver = await stack.launch(browser);
  });
  afterAll(async () => {
    await stack?.close();
    await provider?.close();
  });

  it('an error is shown when the provider refuses the sign-in', async () => {
    const options = await driver.own('options.html');
    provider.login.refuse = true;
    await (await options.get('button', 'Sign in with Larch sign-in')).click();
    await options.see('The sign-in wasn’t completed.');
    provider.login.refuse = false;
    await options.close();
  });
  it('goes through the browser’s identity flow, and the session is a whole one', async () => {
    const options = await driver.own('options.html');
    await (await options.get('button', 'Sign in with Larch sign-in')).click();
    await options.see('Signed in as Tomas Lindqvist');
    await options.see('Signed in on 1 device');
    expect(
      await stack.people.db.selectFrom('once').select('id').execute(),
      'every secret of the way is used up',
    ).toEqual([]);
  });
});
