import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickUntilGone } from '../../scripts/browser/click.ts';
import { browsers, type Stack, signIn, startStack } from './harness/stack.ts';

const DEAL = '#Opportunity/view/d0000000000000001';

describe.each(browsers)('a rep and a manager on one deal, in %s', (browser) => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.close());

  it('recognises the record, asks, and carries notes both ways', async () => {
    const [rep, manager] = await Promise.all([stack.launch(browser), stack.launch(browser)]);
    await Promise.all([signIn(rep, 'tomas'), signIn(manager, 'dana')]);

    const repTab = await rep.tab(`${stack.espo}/?as=tomas${DEAL}`);
    await repTab.openPanel();
    const repPanel = await repTab.panel();
    await repPanel.get('heading', 'Marlow Foods: cold-chain monitoring');
    await clickUntilGone(repPanel, 'Yes, that’s me');
    await repPanel.see('£126,000');
    expect(
      await repPanel.eval<number>(
        `document.querySelectorAll('section[aria-label=Prompts] article').length`,
      ),
    ).toBeGreaterThan(0);

    const managerTab = await manager.tab(`${stack.espo}/?as=dana${DEAL}`);
    await managerTab.openPanel();
    const managerPanel = await managerTab.panel();
    await managerPanel.see('Questions for Tomas');
    await managerPanel.see('This can only be shared once');
    await clickUntilGone(managerPanel, 'Yes, confirm');
    await managerPanel.miss('This can only be shared once');
    await managerPanel.choose('Who can read this', 'You and Tomas Lindqvist');
    await (await managerPanel.get('textbox', 'New note')).fill(
      'Who at Marlow has seen the pilot numbers?',
    );
    await (await managerPanel.get('button', 'Save note')).click();

    await repPanel.see('Who at Marlow has seen the pilot numbers?');
    await (await repPanel.get('button', 'Reply to Dana Whitfield')).click();
    await (await repPanel.get('textbox', 'Reply to Dana Whitfield')).fill(
      'Only Ruth and Piotr so far.',
    );
    await (await repPanel.get('button', 'Save reply')).click();
    await managerPanel.see('Only Ruth and Piotr so far.');
    expect([...rep.errors(), ...manager.errors()]).toEqual([]);
  });
});
