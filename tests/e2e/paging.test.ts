import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Driver, type Tab, until } from '../../scripts/browser/types.ts';
import { browsers, type Stack, startStack } from './harness/stack.ts';

const address = (deal: number) => `#Opportunity/view/d000000000000000${deal}`;

describe.each(browsers)('paging through records, in %s', (browser) => {
  let stack: Stack;
  let driver: Driver;
  let tab: Tab;
  let own: Tab;
  beforeAll(async () => {
    stack = await startStack();
    driver = await stack.launch(browser);
    own = await driver.own('options.html');
    tab = await driver.tab(`${stack.espo}/?as=dana${address(1)}`);
    await tab.openPanel();
  });
  afterAll(() => stack?.close());

  const nameOf = (deal: number) => stack.state.deals.find((item) => item.n === deal)?.name ?? '';
  const heading = async (deal: number) => (await tab.panel()).get('heading', nameOf(deal));
  const go = (hash: string) => tab.eval(`location.hash = ${JSON.stringify(hash)}`);

  /** The number of tabs that show a deal, according to the background. */
  const deals = () =>
    own.eval<number>(`(async () => {
      const api = globalThis.browser ?? chrome;
      const recordOf = ({ id }) =>
        api.runtime.sendMessage({ name: 'tab.record', input: { tabId: id } });
      const records = await Promise.all((await api.tabs.query({})).map(recordOf));
      return records.filter(({ value }) => value?.object === 'deal').length;
    })()`);
  const waitForDeals = (count: number) =>
    until(async () => (await deals()) === count, `${count} tabs with a deal`);

  it('ends on the last one, however fast', async () => {
    await heading(1);
    await waitForDeals(1);
    for (const deal of [2, 3, 4, 5]) await go(address(deal));
    await heading(5);
  });

  it('leaves nothing on a list', async () => {
    await go('#Opportunity');
    await tab.until(`!document.querySelector('sideline-panel')`);
    await waitForDeals(0);
  });

  it('keeps one frame through Odoo’s pager, whose addresses do not name the model', async () => {
    const pages = await driver.tab(`${stack.odoo}/odoo/crm/2?as=dana`);
    await pages.openPanel();
    const panel = await pages.panel();
    await panel.get('heading', nameOf(2));
    await panel.eval('void (window.kept = true)');
    const first = await pages.eval<string>('location.pathname');
    await until(async () => {
      // The page may draw the button again during a click, which then does nothing.
      await (await pages.get('button', 'Next')).click();
      return (await pages.eval<string>('location.pathname')) !== first;
    }, 'the next record');
    await panel.get('heading', nameOf(3));
    expect(await panel.eval('window.kept === true')).toBe(true);
    await pages.close();
    await tab.front();
  });

  it('paints the question that it showed, when its page is loaded again', async () => {
    const deal = await driver.tab(`${stack.espo}/?as=dana${address(1)}`);
    await deal.openPanel();
    await (await deal.panel()).get('heading', nameOf(1));
    const kept = `(async () => {
      const { storage } = globalThis.browser ?? chrome;
      const { pictures } = await storage.session.get('pictures');
      const isOfDeal = ({ picture }) => picture.title === ${JSON.stringify(nameOf(1))};
      const prompts = pictures?.kept.find(isOfDeal)?.picture.prompts ?? [];
      return prompts.find(({ isOpen }) => isOpen)?.question ?? null;
    })()`;
    const question = await until(() => own.eval<string | null>(kept), 'a picture of the deal');
    await deal.goto('about:blank');
    await deal.goto(`${stack.espo}/?as=dana${address(1)}`);
    await until(async () => deal.hasPanel(), 'the panel');
    const panel = await deal.panel();
    await panel.until(`document.querySelectorAll('.panel:not(.picture) .prompt').length > 0`);
    expect(await panel.eval(`performance.getEntriesByName('picture').length`)).toBe(1);
    expect(await panel.eval(`document.querySelectorAll('.picture').length`)).toBe(0);
    expect(await panel.eval(`document.querySelector('.prompt.open h3').textContent`)).toBe(
      question,
    );
    await deal.close();
    await tab.front();
  });

  it('ends when the tab leaves the CRM, and goes on when it comes back', async () => {
    await go(address(2));
    await heading(2);
    await waitForDeals(1);
    await tab.goto('about:blank');
    await waitForDeals(0);
    // After the evaluation: a navigation within it would end it with an error.
    await tab.eval(`void setTimeout(() => history.back())`);
    await tab.until(`!!document.querySelector('sideline-panel')`);
    await heading(2);
    await waitForDeals(1);
    expect(driver.errors()).toEqual([]);
  });
});
