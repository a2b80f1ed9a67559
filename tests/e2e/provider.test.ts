import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillPassword } from '../../scripts/browser/signIn.ts';
import type { Driver } from '../../scripts/browser/types.ts';
import { ENDED } from '../../server/people/removal.ts';
import { sampleTeam } from '../../server/sample.ts';
import { startProvider } from '../helpers/provider.ts';
import { freePort } from '../soak/process.ts';
import { violations } from './harness/axe.ts';
import { browsers, type Stack, signIn, startStack } from './harness/stack.ts';

describe.each(browsers)('signing in through a provider, in %s', (browser) => {
  let stack: Stack;
  let provider: Awaited<ReturnType<typeof startProvider>>;
  let driver: Driver;
  beforeAll(async () => {
    const port = await freePort();
    provider = await startProvider(
      () => `http://127.0.0.1:${port}/auth/oidc/oidc/callback`,
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
  it('an existing account is not opened by its address; a sentence says how to link', async () => {
    const options = await driver.own('options.html');
    await (await options.get('button', 'Sign in with Larch sign-in')).click();
    await options.see('There’s already an account with this email');
    await options.close();
  });
  it('is added in the settings, and then the session of a sign-in is a whole one', async () => {
    await signIn(driver, 'tomas');
    const options = await driver.own('options.html');
    await (await options.get('button', 'Add sign-in with Larch sign-in')).click();
    await options.get('button', 'Remove the sign-in with Larch sign-in');
    await (await options.get('button', 'Sign out')).click();
    await (await options.get('button', 'Sign out and remove')).click();
    await (await options.get('button', 'Sign in with Larch sign-in')).click();
    await options.see('Signed in as Tomas Lindqvist');
    await options.see('A sign-in with Larch sign-in was added to your account.');
    await options.see('Signed in on 1 device:');
    expect(
      await stack.people.db.selectFrom('once').select('kind').execute(),
      'every secret of the way is used up; the session that ended is remembered for a wipe',
    ).toEqual([{ kind: ENDED }]);
    await options.close();
  });
  it('a changed password keeps this device signed in; removing a sign-in asks first', async () => {
    const options = await driver.own('options.html');
    await (await options.get('button', 'Change password')).click();
    await fillPassword(options, 'current', sampleTeam.password);
    await fillPassword(options, 'next', 'a new password of mine');
    await (await options.get('button', 'Change password')).click();
    await options.see('Your password is changed.');
    await options.see('Your password was changed.');
    await options.see('Signed in as Tomas Lindqvist');
    await (await options.get('button', 'Remove the sign-in with Larch sign-in')).click();
    await options.see('This signs you out on all other devices.');
    if (browser === 'chromium') {
      await options.resize(320, 1000);
      expect(await violations(options)).toEqual([]);
      const width = await options.eval<number>('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(320);
    }
    await (await options.get('button', 'Remove sign-in')).click();
    await options.see('The sign-in with Larch sign-in was removed from your account.');
    await options.see('Signed in as Tomas Lindqvist');
  });
});
