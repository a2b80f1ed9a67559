// A CRM that is paused and resumed, and deals of the workspace that open in it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Driver, type Tab, until } from '../../scripts/browser/types.ts';
import { violations } from './harness/axe.ts';
import { deal, MARLOW, open, saveNote, seeNote } from './harness/marlow.ts';
import { shoot } from './harness/shoot.ts';
import { browsers, type Stack, startStack } from './harness/stack.ts';

const API = '(globalThis.browser ?? chrome)';
const HOST = `!!document.querySelector('sideline-panel')`;

describe.each(browsers)('sites and deals, in %s', (browser) => {
  let stack: Stack;
  let driver: Driver;
  beforeAll(async () => {
    stack = await startStack();
    driver = await stack.launch(browser);
  });
  afterAll(() => stack?.close());

  const tabIdOf = (helper: Tab) =>
    helper.eval<number>(`${API}.tabs.query({}).then((tabs) =>
      tabs.find(({ url }) => url?.startsWith(${JSON.stringify(stack.espo)}))?.id ?? -1)`);
  const activeUrl = (helper: Tab) =>
    helper.eval<string>(`${API}.tabs.query({ active: true }).then((tabs) =>
      tabs.map(({ url }) => url ?? '').join(' '))`);

  it('a deal of the workspace opens in its tab, else in a new one', async () => {
    const { tab, panel } = await open(driver, deal(stack, 'tomas'));
    await panel.see('Why this?');
    const page = await driver.own('workspace.html#deals');
    await page.front();
    await (await page.get('link', MARLOW)).click();
    await until(async () => (await activeUrl(page)).includes(stack.espo), 'the tab of the deal');
    const count = () => page.eval<number>(`${API}.tabs.query({}).then((tabs) => tabs.length)`);
    const before = await count();
    await tab.close();
    await page.front();
    await (await page.get('link', MARLOW)).click();
    await until(async () => (await count()) === before, 'a new tab in place of the closed one');
    await until(async () => (await activeUrl(page)).includes(stack.espo), 'the new tab in front');
    expect(driver.errors()).toEqual([]);
  });

  it('a paused CRM is left alone until it resumes, and nothing is lost', async () => {
    const { tab, panel } = await open(driver, deal(stack, 'tomas'));
    await saveNote(panel, 'Ruth holds the date.');
    const settings = await driver.own('options.html#settings/sites');
    await (await settings.get('button', 'Pause EspoCRM')).click();
    await settings.get('button', 'Resume EspoCRM');
    await settings.see('Sideline reads nothing there. Notes and permission stay.');
    for (const width of [1280, 320]) {
      await settings.resize(width, 900);
      await settings.eval(`document.querySelector('.sites').scrollIntoView({ block: 'center' })`);
      await shoot(settings, `sites-${browser}-${width}`);
      expect(await violations(settings)).toEqual([]);
      expect(
        await settings.eval<number>('document.documentElement.scrollWidth'),
      ).toBeLessThanOrEqual(width);
    }
    await tab.front();
    await tab.until(`!(${HOST})`);
    // A page that is loaded meanwhile has nothing of Sideline either.
    await tab.goto(deal(stack, 'tomas', 2));
    await tab.until(`!!document.querySelector('.record')`);
    const popup = await driver.own(`popup.html?tab=${await tabIdOf(settings)}`);
    await popup.see('Sideline is paused on');
    await popup.resize(340, 320);
    await shoot(popup, `popup-paused-${browser}`);
    expect(await violations(popup)).toEqual([]);
    expect(await tab.eval<boolean>(HOST)).toBe(false);
    await (await popup.get('button', 'Resume')).click();
    await tab.front();
    await tab.until(HOST);
    const again = await open(driver, deal(stack, 'tomas'));
    await seeNote(again.panel, 'Ruth holds the date.');
    expect(driver.errors()).toEqual([]);
  });
});
