// Stories of one rep in each browser: the panel offline, its drafts, its notes, and the CRM’s pages
// that change below it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickUntilGone } from '../../scripts/browser/click.ts';
import type { Driver, Scene, Tab } from '../../scripts/browser/types.ts';
import { hasText, regionIncludes } from './harness/expressions.ts';
import { deal, livePanel, MARLOW, openPanel, saveNote, typeNote } from './harness/marlow.ts';
import { browsers, type Stack, signIn, startStack } from './harness/stack.ts';

describe.each(browsers)('stories in %s', (browser) => {
  let stack: Stack;
  let rep: Driver;
  let tab: Tab;
  let panel: Scene;
  beforeAll(async () => {
    stack = await startStack();
    rep = await stack.launch(browser);
    await signIn(rep, 'tomas');
    tab = await rep.tab(deal(stack, 'tomas'));
    panel = await openPanel(tab);
    await clickUntilGone(panel, 'Yes, that’s me');
    await panel.miss('Are you Tomas');
  });
  afterAll(() => stack?.close());

  it('works offline and catches up', async () => {
    await panel.see('Synced'); // earlier changes are at the server: only the note waits
    await stack.stopServer();
    await saveNote(panel, 'Written while the server was away');
    await panel.see('Offline, 1 waiting');
    await panel.see('not sent yet');
    await stack.startServer();
    await panel.eval(`(chrome.runtime ?? browser.runtime).sendMessage({ name: 'sync.now' })`);
    await panel.see('Synced');
    await panel.miss('not sent yet');
  });

  it('answers a prompt, and it is not shown again after a reload', async () => {
    const question = await panel.eval<string>(
      `document.querySelector('.prompt.open h3').textContent`,
    );
    await (await panel.get('button', 'Later')).click();
    await (await panel.get('menuitem', 'Tomorrow')).click();
    const gone = `!${hasText('.prompt h3', question)}`;
    await panel.until(gone);
    await tab.goto('about:blank');
    await tab.goto(deal(stack, 'tomas'));
    panel = await livePanel(tab, MARLOW);
    await panel.until(`document.querySelectorAll('.prompt').length > 0`);
    expect(await panel.eval(gone)).toBe(true);
  });

  it('leads from an answer to a commitment, which stays after a reload', async () => {
    const words = 'Ask Ruth to introduce me to finance';
    await (await panel.get('button', 'Answer')).click();
    await (await panel.get('textbox', 'Your answer')).fill('Finance has to see the figures.');
    await (await panel.get('button', 'Save answer')).click();
    await panel.get('heading', 'Which ways forward do you see?');
    // The notes of this person are offered; this is another way.
    await (await panel.get('radio', 'A way forward')).click();
    await (await panel.get('textbox', 'A way forward')).fill(words);
    await (await panel.get('button', 'Take this one')).click();
    await (await panel.get('radio', 'Tomorrow')).click();
    await (await panel.get('textbox', 'How will I see it?')).fill('They have a date');
    await (await panel.get('button', 'Make it a commitment')).click();
    await panel.see('Commitment added.');
    await tab.goto('about:blank');
    await tab.goto(deal(stack, 'tomas'));
    panel = await livePanel(tab, MARLOW);
    await panel.until(regionIncludes('Commitments', words));
    await panel.until(regionIncludes('Commitments', 'How to see it: They have a date'));
    await panel.miss('Which ways forward do you see?');
  });

  it('brings a draft back after a reload', async () => {
    await typeNote(panel, 'Half a thought about Piotr');
    await panel.see('Draft saved');
    await tab.goto('about:blank');
    await tab.goto(deal(stack, 'tomas'));
    panel = await livePanel(tab, MARLOW);
    await panel.until(
      `document.querySelector('textarea[aria-label="New note"]')?.value ===
        'Half a thought about Piotr'`,
    );
    await panel.see('Your draft from');
    await (await panel.get('button', 'Discard')).click();
  });

  it('deletes with undo, edits, searches', async () => {
    await saveNote(panel, 'A note about sensors');
    await saveNote(panel, 'A note about the audit');
    await (await panel.get('button', 'Search notes')).click();
    await (await panel.get('searchbox', 'Search notes')).fill('senso');
    await panel.see('1 note');
    await panel.until(`document.querySelectorAll('.note').length === 1`);
    await (await panel.get('button', 'Search notes')).click();
    await panel.until(`document.querySelectorAll('.note').length > 1`);
    await (await panel.get('button', 'More options for this note')).click();
    await (await panel.get('menuitem', 'Delete')).click();
    await panel.see('Note deleted.');
    await (await panel.get('button', 'Undo')).click();
    await panel.see('A note about the audit');
  });

  it('follows the CRM from record to record without showing the one before', async () => {
    await tab.eval(`location.hash = '#Opportunity/view/d0000000000000002'`);
    await panel.get('heading', 'Quillon Labs: incubator fleet');
    await panel.see('€48,000');
    expect(await panel.eval(`document.body.innerText.includes('A note about sensors')`)).toBe(
      false,
    );
    await tab.eval(`location.hash = '#Opportunity'`);
    await tab.until(`!document.querySelector('sideline-panel')`);
    await tab.eval(`location.hash = '#Opportunity/view/d0000000000000001'`);
    panel = await livePanel(tab, MARLOW);
  });

  it('sees an edit in the CRM, and keeps what it saw before', async () => {
    await tab.until(`!!document.querySelector('.field[data-name=stage] .inline-edit-link')`);
    await tab.eval(`document.querySelector('.field[data-name=stage] .inline-edit-link').click()`);
    await tab.eval(`(() => {
      const select = document.querySelector('.field[data-name=stage] select');
      select.value = 'Qualification';
      select.dispatchEvent(new Event('change'));
    })()`);
    await panel.until(regionIncludes('Deal', 'Qualification'));
    await panel.see('Stage Proposal → Qualification');
  });

  it('survives a CRM that replaces its body, and takes nothing else from it', async () => {
    const before = await tab.eval<number>(`document.documentElement.children.length`);
    await tab.eval(`(() => {
      document.body.replaceWith(document.body.cloneNode(true));
      return true;
    })()`);
    await tab.eval(`document.querySelector('sideline-panel').remove()`);
    await tab.until(`!!document.querySelector('sideline-panel')`);
    expect(await tab.eval<number>(`document.documentElement.children.length`)).toBe(before);
    panel = await livePanel(tab, MARLOW);
    await panel.see('A note about sensors');
  });

  it('shows the reason for an empty panel: forbidden, and the CRM gone', async () => {
    const other = await rep.tab(`${stack.odoo}/odoo/crm/2?as=tomas`);
    await openPanel(other, 'Quillon Labs: incubator fleet');
    const forbidden = await rep.tab(deal(stack, 'tomas', 9));
    await forbidden.openPanel();
    const noAccess = await forbidden.panel();
    await noAccess.see('You don’t have access to this record in EspoCRM.');
    // One sentence and the notes: no fields, no question about the owner, no questions.
    await noAccess.get('textbox', 'New note');
    for (const text of ['d0000000000000009', 'not in this CRM', 'Whose deal is this?', 'Questions'])
      await noAccess.miss(text);
    await forbidden.close();
    await other.close();
  });

  it('has no error in any console', () => {
    // The test stopped the server, and one record is forbidden: the browser logs both.
    const expected = [
      'ERR_CONNECTION_REFUSED',
      'NetworkError',
      'status of 403',
      'connection to the server',
      'can’t establish',
      'WebSocket',
    ];
    const isExpected = (line: string) => new RegExp(expected.join('|'), 'i').test(line);
    expect(rep.errors().filter((line) => !isExpected(line))).toEqual([]);
  });
});
