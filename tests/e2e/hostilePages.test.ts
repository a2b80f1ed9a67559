// Stories of pages that break frames by their headers, and of a page that attacks the panel.

import { createServer } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/browser/types.ts';
import { someStored } from './harness/expressions.ts';
import { deal, MARLOW, openPanel } from './harness/marlow.ts';
import { browsers, type Stack, startStack } from './harness/stack.ts';

const breaking = (
  [
    ['chromium', { 'cross-origin-embedder-policy': 'require-corp' }],
    ['chromium', { 'content-security-policy': 'sandbox allow-scripts allow-same-origin' }],
    ['firefox', { 'content-security-policy': 'sandbox allow-scripts allow-same-origin' }],
    ['firefox', { 'cross-origin-embedder-policy': 'require-corp' }],
  ] as const
).filter(([name]) => browsers.includes(name));
describe.each(breaking)('a page that breaks frames, in %s with %o', (browser, pageHeaders) => {
  let stack: Stack;
  afterAll(() => stack?.close());
  it('marks the tab, or the frame works; the side panel shows the record', async () => {
    stack = await startStack({ pageHeaders: { ...pageHeaders } });
    const rep = await stack.launch(browser);
    const tab = await rep.tab(deal(stack, 'tomas'));
    await tab.until(`!!document.querySelector('sideline-panel')`);
    const helper = await rep.own('options.html');
    await tab.pressTab();
    const blocked = someStored('views', '(view) => view.blocked');
    const alive = async () =>
      (await tab.hasPanel()) &&
      (await (
        await tab.panel()
      )
        .eval<boolean>(`!!document.querySelector('h1')`)
        .catch(() => false));
    // The frame has two seconds to load; otherwise the tab shows that it is blocked.
    await until(
      async () => (await helper.eval<boolean>(blocked)) || (await alive()),
      'the frame to live or to be given up',
    );
    const tabId = await helper.eval<number>(
      `(chrome ?? browser).tabs
        .query({})
        .then((tabs) => tabs.find((item) => item.url?.includes('Opportunity')).id)`,
    );
    const aside = await rep.own(`sidepanel.html?tab=${tabId}`);
    await aside.get('heading', MARLOW);
    await aside.until(`document.body.innerText.includes('£126,000')`);
  });
});

describe.each(browsers)('a page that attacks, in %s', (browser) => {
  let stack: Stack;
  afterAll(() => stack?.close());
  it('learns nothing, forges nothing, frames nothing', async () => {
    stack = await startStack();
    const rep = await stack.launch(browser);
    const evil = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(
        `<h1>Evil</h1><script>
          window.got = [];
          addEventListener('message', (event) => got.push(JSON.stringify(event.data)));
        </script>`,
      );
    });
    await new Promise<void>((done) => evil.listen(0, '127.0.0.1', done));
    const { port } = evil.address() as { port: number };
    // A host outside of every CRM, with an address that looks like a record.
    const fake = await rep.tab(`http://127.0.0.1:${port}/odoo/crm/1`);
    await fake.until(`document.querySelector('h1')?.textContent === 'Evil'`);
    await new Promise((done) => setTimeout(done, 500));
    expect(await fake.eval(`!!document.querySelector('sideline-panel')`)).toBe(false);

    const tab = await rep.tab(deal(stack, 'tomas'));
    await tab.eval(`(() => {
      window.got = [];
      addEventListener('message', (event) => got.push(JSON.stringify(event.data)));
      return true;
    })()`);
    const panel = await openPanel(tab);
    expect(await tab.eval(`document.querySelector('sideline-panel').shadowRoot`)).toBe(null);
    expect(await tab.eval(`document.querySelectorAll('iframe').length`)).toBe(0);
    expect(await tab.eval(`window.got.length`)).toBe(0);
    // The page clicks by script: only a person's click opens or closes the panel.
    await tab.eval(`(() => {
      const host = document.querySelector('sideline-panel');
      host.click();
      host.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
      return true;
    })()`);
    // The page cannot send messages to the extension.
    expect(await tab.eval(`typeof globalThis.chrome?.runtime?.sendMessage`)).not.toBe('function');
    // The page frames the panel: without a nonce the frame stays empty.
    const origin =
      browser === 'chromium'
        ? 'chrome-extension://clkgknjgeejopopofjenahdnknjkhcik'
        : 'moz-extension://11111111-2222-4333-8444-555555555555';
    await tab.eval(`(() => {
      const frame = document.createElement('iframe');
      frame.id = 'stolen';
      frame.src = '${origin}/panel.html#guess';
      document.body.append(frame);
      return true;
    })()`);
    await new Promise((done) => setTimeout(done, 1500));
    expect(await panel.eval(`document.querySelector('h1').textContent`)).toBe(MARLOW);
    evil.close();
  });
});
