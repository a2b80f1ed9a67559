import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver, Scene, Tab } from '../../scripts/browser/types.ts';
import { regionIncludes } from './harness/expressions.ts';
import { pageBrowsers, type Stack, startStack } from './harness/stack.ts';

const DEAL = 1; // one of Tomas's
const JONAS = 1;

/** True where a fact of the panel has this text. */
const factIs = (label: string, text: string) =>
  `[...document.querySelectorAll('.facts dt')].some((term) =>
    term.textContent.startsWith(${JSON.stringify(label)}) &&
    term.nextElementSibling.textContent.includes(${JSON.stringify(text)}))`;

describe.each(pageBrowsers)('what is so in the CRM is so in the panel, in %s', (browser) => {
  let stack: Stack;
  let driver: Driver;
  let espo: Tab;
  beforeAll(async () => {
    stack = await startStack();
    driver = await stack.launch(browser);
    espo = await driver.tab(`${stack.espo}/?as=tomas#Opportunity/view/d000000000000000${DEAL}`);
    await espo.openPanel();
  });
  afterAll(() => stack?.close());

  const refresh = async (panel: Scene) => {
    await (await panel.get('button', 'More')).click();
    await (await panel.get('menuitem', 'Refresh this record')).click();
  };

  it('a post in EspoCRM’s stream counts as soon as it is there', async () => {
    const panel = await espo.panel();
    await panel.until(factIs('Last activity', '19 days'));
    await (await espo.get('textbox', 'Write your comment here')).fill('They ask for a pilot.');
    await (await espo.get('button', 'Post')).click();
    await panel.until(factIs('Last activity', 'today'));
  });

  it('a note in Odoo’s chatter too, with the companies that are switched on', async () => {
    const odoo = await driver.tab(`${stack.odoo}/odoo/crm/40?as=tomas`);
    await odoo.openPanel();
    const panel = await odoo.panel();
    await panel.until(regionIncludes('Deal', 'Last activity'));
    await (await odoo.get('textbox', 'Log an internal note')).fill('Met on site.');
    await (await odoo.get('button', 'Log')).click();
    await panel.until(factIs('Last activity', 'today'));
    await odoo.close();
  });

  it('a session that ends during a reading changes nothing', async () => {
    const panel = await espo.panel();
    stack.state.answersLeft = 3;
    await refresh(panel);
    await panel.see('You’ve been signed out of EspoCRM.');
    expect(await panel.eval(factIs('Stage', 'Proposal'))).toBe(true);
    expect(await panel.eval(factIs('Last activity', 'today'))).toBe(true);
    stack.state.answersLeft = null;
    await refresh(panel);
    await panel.miss('You’ve been signed out of EspoCRM.');
  });

  it('a record without access any more shows nothing of before', async () => {
    const deal = stack.state.deals.find((item) => item.n === DEAL);
    if (!deal) throw new Error('no deal');
    deal.owner = JONAS;
    await refresh(await espo.panel());
    const panel = await espo.panel();
    await panel.see('You don’t have access to this record in EspoCRM.');
    await panel.get('textbox', 'New note');
    for (const text of ['Marlow', 'Proposal', '£126,000', 'Questions']) await panel.miss(text);
    await espo.close();
  });
});
