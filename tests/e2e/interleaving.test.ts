import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../lib/store/index.ts';
import type { Tab } from '../../scripts/browser/types.ts';
import { generate, play } from '../helpers/interleaving.ts';
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

describe.each(browsers)('two pages at once, in %s', (browser) => {
  let stack: Stack;
  let pages: [Tab, Tab];
  beforeAll(async () => {
    stack = await startStack();
    const driver = await stack.launch(browser);
    pages = [await driver.own('options.html'), await driver.own('options.html')];
  });
  afterAll(() => stack?.close());

  it.each(SEEDS)('lose no word and no field, and double no row (seed %i)', async (seed) => {
    const problems = await play(generate(seed), {
      ref: { crm: 'odoo', tenant: 'crm.acme.test', object: 'deal', id: `${seed}` },
      rep: 'local',
      audience: 'private',
      async run(panel, name, input) {
        const message = JSON.stringify({ name, input });
        const sending = `(globalThis.browser ?? chrome).runtime.sendMessage(${message})`;
        const response = await pages[panel].eval<{ ok: boolean; code?: string }>(sending);
        if (!response.ok) throw new Error(`${name}: ${response.code}`);
      },
      rows: () => pages[0].eval<Row[]>(tableOf('rows')),
      // Signed out: no server merges two texts, so unsent changes do not count.
      outbox: () => Promise.resolve([]),
      user: 'local',
      pair: null,
      drafts: () => pages[0].eval<{ key: string; text: string }[]>(tableOf('drafts')),
    });
    expect(problems).toEqual([]);
  });
});
