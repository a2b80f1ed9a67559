import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refKey } from '../../lib/model/index.ts';
import type { Row, TabView } from '../../lib/store/index.ts';
import type { Driver, Scene, Tab } from '../../scripts/browser/types.ts';
import { generate, play } from '../helpers/interleaving.ts';
import { hasText } from './harness/expressions.ts';
import { deal, typeNote } from './harness/marlow.ts';
import { browsers, type Stack, startStack } from './harness/stack.ts';

const SEEDS = [1, 2, 3, 4, 5];

/** All rows of a table in the database of signed-out people, read in a page. */
const tableOf = (name: string) => `new Promise((done, fail) => {
  const opening = indexedDB.open('sideline:local');
  opening.onerror = () => fail(opening.error);
  opening.onsuccess = () => {
    const reading = opening.result.transaction('${name}').objectStore('${name}').getAll();
    reading.onsuccess = () => { opening.result.close(); done(reading.result); };
    reading.onerror = () => fail(reading.error);
  };
})`;

describe.each(browsers)('two panels of one deal, in %s', (browser) => {
  let stack: Stack;
  let driver: Driver;
  beforeAll(async () => {
    stack = await startStack();
    driver = await stack.launch(browser);
  });
  afterAll(() => stack?.close());

  async function openDeal(number: number): Promise<{ tab: Tab; panel: Scene }> {
    const tab = await driver.tab(deal(stack, 'tomas', number));
    await tab.openPanel();
    const panel = await tab.panel();
    await panel.get('textbox', 'New note');
    await panel.until(`!document.querySelector('.skeleton')`);
    return { tab, panel };
  }

  it.each(SEEDS)('lose no word and no field, and double no row (seed %i)', async (seed) => {
    const both = [await openDeal(seed), await openDeal(seed)] as const;
    const [one, other] = both;
    const id = deal(stack, 'tomas', seed).split('/').at(-1);
    const views = await one.panel.eval<TabView[]>(tableOf('views'));
    const ref = views.find((view) => view.ref?.id === id)?.ref;
    if (!ref) throw new Error(`no tab shows ${id}`);
    // Somebody writes a note while all this happens.
    const typed = `Half a thought, ${seed}`;
    await typeNote(other.panel, typed);
    const rows = () => one.panel.eval<Row[]>(tableOf('rows'));
    const problems = await play(generate(seed), {
      ...{ ref, rep: 'local', audience: 'private', user: 'local', pair: null },
      async run(panel, name, input) {
        const message = JSON.stringify({ name, input, store: 'sideline:local' });
        const sending = `(globalThis.browser ?? chrome).runtime.sendMessage(${message})`;
        const response = await both[panel].panel.eval<{ ok: boolean; code?: string }>(sending);
        if (!response.ok) throw new Error(`${name}: ${response.code}`);
      },
      rows,
      // Signed out: no server merges two texts, so unsent changes do not count.
      outbox: () => Promise.resolve([]),
      drafts: () => one.panel.eval<{ key: string; text: string }[]>(tableOf('drafts')),
    });
    expect(problems).toEqual([]);
    // Both panels show what is stored, and the editor has its text.
    const [note] = (await rows())
      .filter((row) => row.collection === 'note' && !row.deleted && row.refKey === refKey(ref))
      .sort((a, b) => Number(b.fields.createdAt) - Number(a.fields.createdAt));
    for (const { panel } of both)
      if (note) await panel.until(hasText('.note .text', String(note.fields.text)));
    const texts = `[...document.querySelectorAll('textarea')].map((item) => item.value)`;
    expect(await other.panel.eval<string[]>(texts)).toContain(typed);
    for (const { tab } of both) await tab.close();
  });
});
