import type { Driver, Scene, Tab } from '../../../scripts/browser/types.ts';

/** The practice deal that most stories are told on, and its address in the EspoCRM face. */
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

/** Asks the background for a round at once, instead of waiting for its next try. */
export const syncNow = (panel: Scene) =>
  panel.eval(
    `(globalThis.browser ?? chrome).runtime.sendMessage({ name: 'sync.now' }).then(() => true)`,
  );

/** Waits until a note is in the list, which is when it is kept: its words alone are in the field as well. */
export const seeNote = (panel: Scene, text: string) =>
  panel.until(
    `[...document.querySelectorAll('.note .text')].some((item) => item.textContent === ${JSON.stringify(text)})`,
  );
