// F21: a page that lays something over the panel, or makes it faint, and lets a person click what
// they cannot see. And a person who works in a panel that nothing covers.

import { afterAll, describe, expect, it } from 'vitest';
import { CLICK_MS, until } from '../../scripts/browser/types.ts';
import { chooseMode, deal, openPanel, saveNote, seeNote } from './harness/marlow.ts';
import { shoot } from './harness/shoot.ts';
import { browsers, type Stack, startStack } from './harness/stack.ts';

const REFUSED = 'so clicks and keys don’t count';
const FULL = 'position:fixed;inset:0;margin:0;width:100vw;height:100vh;background:#fff;border:0';

/** What the page does, and how it ends it. */
const attacks: [string, string, string][] = [
  [
    'makes everything faint, under a popover that lets clicks through',
    `(() => {
      document.documentElement.style.setProperty('opacity', '0.001', 'important');
      const bait = Object.assign(document.createElement('div'), { id: 'bait' });
      bait.setAttribute('popover', 'manual');
      bait.style.cssText = '${FULL};pointer-events:none';
      document.body.append(bait);
      bait.showPopover();
      return true;
    })()`,
    `(() => {
      document.documentElement.style.removeProperty('opacity');
      document.getElementById('bait').remove();
      return true;
    })()`,
  ],
  [
    'lays something over it that lets clicks through',
    `(() => {
      const bait = Object.assign(document.createElement('div'), { id: 'bait' });
      bait.style.cssText = '${FULL};z-index:2147483647;pointer-events:none';
      document.documentElement.append(bait);
      return true;
    })()`,
    `(() => { document.getElementById('bait').remove(); return true; })()`,
  ],
];

describe.each(browsers)('a page that hides the panel, in %s', (browser) => {
  let stack: Stack;
  afterAll(() => stack?.close());
  it('gets no click and no key into it', async () => {
    stack = await startStack();
    const rep = await stack.launch(browser);
    const tab = await rep.tab(deal(stack, 'tomas'));
    const panel = await openPanel(tab);
    await saveNote(panel, 'Written in sight');
    await chooseMode(panel, 'Floating');
    await saveNote(panel, 'Written in a floating panel');
    await shoot(tab, `floating-${browser}`);
    await chooseMode(panel, 'Over the right edge');
    for (const [what, cover, uncover] of attacks) {
      await tab.eval(cover);
      const text = `Typed blindly: ${what}`;
      const field = await panel.get('textbox', 'New note');
      // The cover is noticed within a moment; from then on nothing arrives.
      await until(async () => {
        await field.clickBlindly().catch(() => {});
        return panel.eval<boolean>(`document.body.innerText.includes('${REFUSED}')`);
      }, `the panel to refuse: ${what}`);
      await field.fill(text).catch(() => {});
      expect(
        await panel.eval(`[...document.querySelectorAll('textarea')].map((item) => item.value)`),
        what,
      ).not.toContain(text);
      expect(await panel.eval(`document.body.innerText`), what).not.toContain('Typed blindly');
      await tab.eval(uncover);
      await until(async () => {
        await field.click(CLICK_MS).catch(() => {});
        return panel.eval<boolean>(`!document.body.innerText.includes('${REFUSED}')`);
      }, `the panel to accept again: ${what}`);
      await saveNote(panel, `Seen again after: ${what}`);
      await seeNote(panel, `Seen again after: ${what}`);
    }
  });
});
