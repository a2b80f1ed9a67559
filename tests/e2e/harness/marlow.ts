import type { Driver, Scene, Tab } from '../../../scripts/browser/types.ts';
import { hasText } from './expressions.ts';

/** The sample deal of most stories, and its address in the EspoCRM emulator. */
const MARLOW = 'Marlow Foods: cold-chain monitoring';
export const HASH = '#Opportunity/view/d0000000000000001';

/** Opens that deal with its panel, and waits until the panel has read it. */
export async function open(driver: Driver, url: string): Promise<{ tab: Tab; panel: Scene }> {
  const tab = await driver.tab(url);
  await tab.openPanel();
  const panel = await tab.panel();
  await panel.get('heading', MARLOW);
  await panel.until(`!document.querySelector('.skeleton')`);
  return { tab, panel };
}

/** Starts a sync round at once, instead of waiting for the next attempt. */
export const syncNow = (panel: Scene) =>
  panel.eval(
    `(globalThis.browser ?? chrome).runtime.sendMessage({ name: 'sync.now' }).then(() => true)`,
  );

/** Waits until a note is in the list, which means that it is stored. */
export const seeNote = (panel: Scene, text: string) => panel.until(hasText('.note .text', text));
