// Stories of a service worker that is killed: nothing is lost, and pages show what it had stored.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deal, openPanel, saveNote } from './harness/marlow.ts';
import { type Stack, signIn, startStack } from './harness/stack.ts';

describe('Chromium only', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.close());

  it('loses nothing when the worker is killed, before and while it writes', async () => {
    const rep = await stack.launch('chromium');
    await signIn(rep, 'tomas');
    const tab = await rep.tab(deal(stack, 'tomas'));
    const panel = await openPanel(tab);
    for (let round = 0; round < 3; round++) {
      await (await panel.get('textbox', 'New note')).fill(`round ${round}`);
      await rep.killBackground();
      await (await panel.get('button', 'Save note')).click();
      await panel.until(
        `[...document.querySelectorAll('.note .text')].filter(
          (item) => item.textContent === 'round ${round}',
        ).length === 1`,
      );
    }
    await rep.killBackground();
    await panel.eval(`chrome.runtime.sendMessage({ name: 'sync.now' })`);
    await panel.see('Synced');
    const rows = await stack.people.db
      .selectFrom('row')
      .select('fields')
      .where('collection', '=', 'note')
      .execute();
    for (let round = 0; round < 3; round++)
      expect(rows.filter((row) => row.fields.includes(`"round ${round}"`)).length).toBe(1);
  });

  it('shows what a killed worker had stored without notifying the pages', async () => {
    const rep = await stack.launch('chromium');
    const tab = await rep.tab(deal(stack, 'tomas'));
    const panel = await openPanel(tab);
    await saveNote(panel, 'As it was told');
    // Without Dexie, so that live queries are not notified of the change.
    await panel.eval(`(async () => {
      const { store = 'sideline:local' } = await chrome.storage.local.get('store');
      const db = await new Promise((done) => {
        indexedDB.open(store).onsuccess = (event) => done(event.target.result);
      });
      const rows = db.transaction('rows', 'readwrite').objectStore('rows');
      rows.getAll().onsuccess = ({ target }) => {
        const note = target.result.find(({ fields }) => fields.text === 'As it was told');
        rows.put({ ...note, fields: { ...note.fields, text: 'As it was written' } });
      };
      await new Promise((done) => { rows.transaction.oncomplete = done; });
      db.close();
    })()`);
    expect(await panel.eval(`document.body.innerText.includes('As it was written')`)).toBe(false);
    await rep.killBackground();
    await panel.see('As it was written');
  });
});
