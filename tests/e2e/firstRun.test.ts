// From the installation to the first question. Chromium's question for the permission cannot be
// answered without a person, so its story ends there; Firefox really grants.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../scripts/browser/build.ts';
import { launchChromium } from '../../scripts/browser/chromium.ts';
import { launchFirefox } from '../../scripts/browser/firefox.ts';
import { type Driver, type Tab, until } from '../../scripts/browser/types.ts';
import { violations } from './harness/axe.ts';
import { deal, MARLOW } from './harness/marlow.ts';
import { shoot } from './harness/shoot.ts';
import { browsers, type Stack, startStack } from './harness/stack.ts';

const API = '(globalThis.browser ?? chrome)';

describe.each(browsers)('the first minutes, in %s', (browser) => {
  let stack: Stack;
  let driver: Driver;
  let extension: string;
  beforeAll(async () => {
    stack = await startStack({ slow: 60 });
    const target = browser === 'chromium' ? 'chrome' : 'firefox';
    const env = { SIDELINE_SERVER_URL: stack.server, SIDELINE_CRM_HOSTS: '' };
    extension = await build(target, env, join(stack.folder, 'bare'));
  });
  afterAll(async () => {
    await driver?.close();
    await stack?.close();
  });

  /** The id of the newest tab whose address cannot be seen, or is that of the page. */
  const tabIdOf = (helper: Tab, page: string) =>
    helper.eval<number>(`(async () => {
      const tabs = await ${API}.tabs.query({});
      return tabs.find(({ url }) => url?.startsWith(${JSON.stringify(page)}))?.id ?? -1;
    })()`);

  it('lead from a page of three steps to the first question, without an account', async () => {
    const start = Date.now();
    driver =
      browser === 'chromium'
        ? await launchChromium({ extension })
        : await launchFirefox({ extension });
    const helper = await driver.own('welcome.html');
    await helper.see('A few good questions, beside the deal');
    await until(
      () =>
        helper.eval<boolean>(`${API}.tabs.query({}).then((tabs) =>
          tabs.filter(({ url }) => url?.endsWith('/welcome.html')).length > 1)`),
      'the welcome page to open by itself',
    );
    for (const width of [1280, 320]) {
      await helper.resize(width, 800);
      await shoot(helper, `welcome-${browser}-${width}`);
      expect(await violations(helper)).toEqual([]);
      expect(await helper.eval<number>('document.documentElement.scrollWidth')).toBe(width);
    }

    const elsewhere = await driver.own('popup.html');
    await elsewhere.get('button', 'Try a demo deal');
    await elsewhere.resize(340, 200);
    await shoot(elsewhere, `popup-no-site-${browser}`);
    expect(await violations(elsewhere)).toEqual([]);
    await elsewhere.close();

    const crm = await driver.tab(deal(stack, 'tomas'));
    await crm.until(`!!document.querySelector('.record')`);
    expect(await tabIdOf(helper, stack.espo), 'the address before the click').toBe(-1);
    await crm.pressButton();
    await until(
      async () => (await tabIdOf(helper, stack.espo)) !== -1,
      'the click to permit a look at the tab',
    );
    // What the button shows, as a page that the test reaches.
    const popup = await driver.own(`popup.html?tab=${await tabIdOf(helper, stack.espo)}`);
    await popup.resize(340, 460);
    await popup.see(`Use Sideline on ${new URL(stack.espo).host}?`);
    await popup.see('This looks like EspoCRM');
    await shoot(popup, `popup-${browser}`);
    expect(await violations(popup)).toEqual([]);
    const colours = (value: string) =>
      helper.eval(`${API}.storage.local.set({ colours: '${value}' }).then(() => true)`);
    await colours('dark');
    for (const page of [popup, helper]) {
      await page.until(`document.documentElement.dataset.mantineColorScheme === 'dark'`);
      expect(await violations(page), 'dark').toEqual([]);
    }
    await shoot(popup, `popup-dark-${browser}`);
    await colours('auto');
    if (browser === 'chromium') return expect(driver.errors()).toEqual([]);

    await (await popup.get('button', 'Allow this site')).click();
    await crm.front();
    // The same page, without a reload: the panel opens over it and asks.
    const panel = await crm.panel();
    await panel.get('heading', MARLOW);
    await panel.see('Why this?');
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    console.log(`first question: 2 clicks and the browser’s own question, ${seconds} s`);
    await shoot(crm, `first-question-${browser}`);
    await helper.until(`document.querySelector('[aria-current=step]').textContent.startsWith('3')`);
    expect(driver.errors()).toEqual([]);
  });
});
