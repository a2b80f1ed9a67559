// The demo deal: real questions on a page of Sideline's own, of which nothing is stored.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../scripts/browser/chromium.ts';
import { launchFirefox } from '../../scripts/browser/firefox.ts';
import type { Driver } from '../../scripts/browser/types.ts';
import { violations } from './harness/axe.ts';
import { saveNote } from './harness/marlow.ts';
import { shoot } from './harness/shoot.ts';
import { pageBrowsers, type Stack, startStack } from './harness/stack.ts';

const API = '(globalThis.browser ?? chrome)';

/** The rows of the real store, and the databases of demos, as an expression. */
const STORED = `(async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  const demos = names.filter((name) => name.startsWith('demo-of-sideline:')).length;
  const { store = 'sideline:local' } = await ${API}.storage.local.get('store');
  if (!names.includes(store)) return [demos, 0];
  const counts = await new Promise((done) => {
    const opening = indexedDB.open(store);
    opening.onsuccess = async () => {
      const tables = ['rows', 'outbox', 'records', 'summaries', 'drafts', 'views'];
      const reading = opening.result.transaction(tables);
      done(await Promise.all(tables.map((table) => new Promise((counted) => {
        const request = reading.objectStore(table).count();
        request.onsuccess = () => counted(request.result);
      }))));
    };
  });
  return [demos, counts.reduce((sum, count) => sum + count, 0)];
})()`;

describe.each(pageBrowsers)('the demo deal, in %s', (browser) => {
  let stack: Stack;
  let driver: Driver;
  beforeAll(async () => {
    stack = await startStack();
    driver =
      browser === 'chromium'
        ? await launchChromium({ extension: stack.extension('chromium') })
        : await launchFirefox({ extension: stack.extension('firefox') });
  });
  afterAll(async () => {
    await driver?.close();
    await stack?.close();
  });

  it('asks real questions, and leaves nothing behind', async () => {
    const page = await driver.own('welcome.html');
    await (await page.get('link', 'Try a demo deal')).click();
    await page.see('Demo deal, fictional');
    await page.get('heading', 'Hartwell Bakeries: oven sensors');
    await page.see('Why this?');
    const questions = () =>
      page.eval<string[]>(
        `[...document.querySelectorAll('section[aria-label=Prompts] h3')].map((h) => h.innerText)`,
      );
    const first = await questions();
    expect(first.length).toBeGreaterThan(1);
    for (const [width, colours] of [
      [1280, 'light'],
      [320, 'light'],
      [320, 'dark'],
      [1280, 'dark'],
    ] as const) {
      await page.resize(width, 900);
      await page.eval(`${API}.storage.local.set({ colours: '${colours}' }).then(() => true)`);
      await page.until(`document.documentElement.dataset.mantineColorScheme === '${colours}'`);
      await shoot(page, `demo-${browser}-${width}-${colours}`);
      expect(await violations(page)).toEqual([]);
      expect(await page.eval<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        width,
      );
    }
    await page.eval(`${API}.storage.local.remove('colours').then(() => true)`);

    // A change of the deal changes what the engine asks.
    await page.choose('Last activity', 'yesterday');
    await page.choose(
      'Close date',
      await page.eval<string>(
        `[...document.querySelectorAll('option')].find(({ value }) => value === 'past').text`,
      ),
    );
    await page.until(
      `JSON.stringify([...document.querySelectorAll('section[aria-label=Prompts] h3')]
        .map((h) => h.innerText)) !== ${JSON.stringify(JSON.stringify(first))}`,
    );
    await saveNote(page, 'Nadia wants the pilot before spring.');
    await (await page.get('button', 'See it as a manager')).click();
    await page.get('button', 'See it as a rep');
    expect(await page.eval(STORED)).toEqual([1, 0]);
    await page.close();
    const next = await driver.own('demo.html');
    await next.see('Why this?');
    await next.miss('Nadia wants the pilot before spring.');
    await next.until(`(${STORED}).then(([demos, rows]) => demos === 1 && rows === 0)`);
    expect(driver.errors()).toEqual([]);
  });

  it.runIf(browser === 'chromium')('asks in German too', async () => {
    const german = await launchChromium({
      extension: stack.extension('chromium'),
      language: 'de',
    });
    const page = await german.own('demo.html');
    await page.see('Demo-Deal, erfunden');
    await page.see('Warum das?');
    await page.until(`document.querySelector('.demo-fields [inputmode]').value === '54.000'`);
    expect(german.errors()).toEqual([]);
    await german.close();
  });
});
