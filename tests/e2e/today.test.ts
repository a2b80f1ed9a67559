import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickUntilGone } from '../../scripts/browser/click.ts';
import type { Driver, Tab } from '../../scripts/browser/types.ts';
import { confirmLink } from '../helpers/confirmLink.ts';
import { violations } from './harness/axe.ts';
import { regionIncludes } from './harness/expressions.ts';
import { shoot } from './harness/shoot.ts';
import { pageBrowsers, type Stack, signIn, startStack } from './harness/stack.ts';

const MARLOW = 'Opportunity/view/d0000000000000001';
const MOST = 'The conversation that matters most';
const WORDS = 'Ask Ruth to introduce me to finance';

describe.each(pageBrowsers)('the page of a day, in %s', (browser) => {
  let stack: Stack;
  let tomas: Driver;
  let dana: Driver;
  let rep: Tab;
  const press = async (page: Tab, role: string, name: string) =>
    (await page.get(role, name)).click();
  /** A screenshot of each width, which has nothing beside the page. */
  async function shootAll(page: Tab, name: string): Promise<void> {
    for (const width of [320, 1280]) {
      await page.resize(width, 1400);
      await shoot(page, `${name}-${width}`);
      const scrolled = `[document.documentElement, document.querySelector('main')]
        .every((element) => element.scrollWidth <= Math.min(${width}, element.clientWidth))`;
      expect(await page.eval(scrolled), `${width}`).toBe(true);
    }
  }

  beforeAll(async () => {
    stack = await startStack();
    [tomas, dana] = await Promise.all([stack.launch(browser), stack.launch(browser)]);
    await Promise.all([signIn(tomas, 'tomas'), signIn(dana, 'dana')]);
    const crm = await tomas.tab(`${stack.espo}/?as=tomas#${MARLOW}`);
    await crm.openPanel();
    const panel = await crm.panel();
    await clickUntilGone(panel, 'Yes, that’s me');
    await confirmLink(stack.server);
    await clickUntilGone(panel, 'Ask my manager');
    await (await panel.get('button', 'Send question')).click();
    await panel.miss('Send question');
  });
  afterAll(() => stack?.close());

  it('is the first page: a rep keeps a commitment and opens the deal of the day', async () => {
    rep = await tomas.own('workspace.html');
    await rep.resize(1280, 1400);
    await rep.until(regionIncludes('Your commitments', 'Commitments you make on a deal'));
    await rep.eval(`location.hash = 'me'`);
    await clickUntilGone(rep, 'Add commitment');
    await (await rep.get('textbox', 'What will be done?')).fill(WORDS);
    await press(rep, 'button', 'Save commitment');
    await rep.miss('Save commitment');
    await press(rep, 'link', 'Today');
    await rep.until(regionIncludes('Your commitments', WORDS));
    await rep.until(regionIncludes('Your commitments', 'due in 7 days'));
    await rep.until(regionIncludes('One-on-one with Dana Whitfield', 'You haven’t written'));
    await rep.until(regionIncludes(MOST, 'Marlow Foods'));
    expect(await violations(rep)).toEqual([]);
    await shootAll(rep, `today-rep-${browser}`);
    await press(rep, 'radio', 'Kept');
    await rep.until(regionIncludes('Your commitments', 'kept'));
    await rep.front();
    await press(rep, 'button', 'Open deal');
    await rep.until(`chrome.tabs.query({ active: true }).then((tabs) =>
      tabs.some(({ url }) => url?.endsWith('${MARLOW}')))`);
  });

  it('a manager sees who asks for help, and what was kept', async () => {
    const manager = await dana.own('workspace.html');
    await manager.resize(1280, 1400);
    await manager.until(regionIncludes(MOST, 'Needs you now'));
    await manager.until(regionIncludes(MOST, 'Tomas asked for help'));
    await manager.until(regionIncludes(MOST, 'You and Tomas'));
    await manager.until(regionIncludes('Worth a recognition', WORDS));
    expect(await violations(manager)).toEqual([]);
    await shootAll(manager, `today-manager-${browser}`);
    await manager.eval(`chrome.storage.local.set({ colours: 'dark' }).then(() => true)`);
    await manager.until(`document.documentElement.dataset.mantineColorScheme === 'dark'`);
    expect(await violations(manager)).toEqual([]);
    await shootAll(manager, `today-manager-dark-${browser}`);
    expect([...tomas.errors(), ...dana.errors()]).toEqual([]);
  });
});
