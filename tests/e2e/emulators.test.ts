import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver } from '../../scripts/browser/types.ts';
import { regionIncludes } from './harness/expressions.ts';
import { shoot } from './harness/shoot.ts';
import { pageBrowsers, type Stack, startStack } from './harness/stack.ts';

describe.each(pageBrowsers)('the CRM emulators through the panel, in %s', (browser) => {
  let stack: Stack;
  let driver: Driver;
  beforeAll(async () => {
    stack = await startStack();
    driver = await stack.launch(browser);
  });
  afterAll(() => stack?.close());

  const pages = [
    [
      'EspoCRM',
      () => `${stack.espo}/?as=tomas#Opportunity/view/d0000000000000001`,
      'Marlow Foods: cold-chain monitoring',
      'Proposal',
      '£126,000',
      'Tomas Lindqvist',
    ],
    [
      'Odoo',
      () => `${stack.odoo}/odoo/crm/1?as=tomas`,
      'Marlow Foods: cold-chain monitoring',
      'Proposition',
      '£126,000',
      'Tomas Lindqvist',
    ],
    [
      'a Salesforce page layout',
      () => `${stack.salesforce}/lightning/r/Opportunity/006000000000011AAA/view?as=dana`,
      'Oakhurst Clinics: blood storage',
      'Proposal/Price Quote',
      '£118,000',
      'Aisha Rahman',
    ],
    [
      'Salesforce’s Dynamic Forms',
      () => `${stack.salesforce}/lightning/r/Opportunity/006000000000006AAA/view?as=dana`,
      'Tarnbrook Vaccines: transport boxes',
      'Proposal/Price Quote',
      '£210,000',
      'Tomas Lindqvist',
    ],
  ] as const;
  it.each(pages)('reads %s and asks', async (_, url, name, stage, amount, owner) => {
    const tab = await driver.tab(url());
    await tab.openPanel();
    const panel = await tab.panel();
    await panel.get('heading', name);
    await panel.until(regionIncludes('Deal', stage));
    await panel.until(regionIncludes('Deal', amount));
    await panel.until(
      `/No questions for this deal|Why this/.test(
        document.querySelector('section[aria-label=Prompts]').innerText,
      )`,
    );
    // The owner is one of the facts that are shown on demand.
    await (await panel.get('button', 'Show all details')).click();
    await panel.until(regionIncludes('Deal', owner));
    const deal = `${name.slice(0, 6)}-${stage.slice(0, 6)}`;
    await shoot(tab, `emulator-${browser}-${deal}`);
    await tab.close();
    expect(driver.errors()).toEqual([]);
  });

  it('follows soft navigation to Dynamic Forms, and an edit in place', async () => {
    const tab = await driver.tab(`${stack.salesforce}/lightning/o/Opportunity/list?as=tomas`);
    await tab.until(`!!document.querySelector('td a')`);
    expect(await tab.hasPanel()).toBe(false);
    await tab.eval(
      `[...document.querySelectorAll('td a')]
        .find((link) => link.textContent.startsWith('Quillon'))
        .click()`,
    );
    await tab.until(`!!document.querySelector('sideline-panel')`);
    const panel = await tab.panel();
    await panel.get('heading', 'Quillon Labs: incubator fleet');
    await panel.until(`document.body.innerText.includes('€48,000')`);
    await tab.eval(
      `document.querySelector('.active [data-target-selection-name$=NextStep] button').click()`,
    );
    await tab.eval(`(() => {
      document.querySelector('.active [slot=inputField]').value = 'Signed by the dean';
      document.querySelector('.active button[name=SaveEdit]').click();
    })()`);
    await panel.see('Signed by the dean');
    await tab.eval(`[...document.querySelectorAll('.oneConsoleTabItem a')][0].click()`);
    await tab.until(`!document.querySelector('sideline-panel')`);
    await tab.close();
  });
});
