import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver, Scene, Tab } from '../../scripts/browser/types.ts';
import { daysLater, someStored } from './harness/expressions.ts';
import { pageBrowsers, type Stack, startStack } from './harness/stack.ts';

const DEAL = '#Opportunity/view/d0000000000000001';
const NAME = 'Marlow Foods: cold-chain monitoring';
const SINCE = 'What has happened since?';
const day = (inDays: number) =>
  new Date(Date.now() + inDays * 86_400_000).toISOString().slice(0, 10);

describe.each(pageBrowsers)('from an answer to what became of it, in %s', (browser) => {
  let stack: Stack;
  let driver: Driver;
  let tab: Tab;
  let panel: Scene;
  const open = async () => {
    tab = await driver.tab(`${stack.espo}/?as=tomas${DEAL}`);
    await tab.openPanel();
    panel = await tab.panel();
    await panel.get('heading', NAME);
    await panel.until(`!document.querySelector('.skeleton')`);
  };
  const later = async (days: number) => {
    expect(await panel.eval<number>(daysLater(days))).toBeGreaterThan(0);
    await tab.close();
    await open();
  };
  const press = async (name: string) => (await panel.get('button', name)).click();
  const fill = async (name: string, text: string) => (await panel.get('textbox', name)).fill(text);

  const gone = () =>
    panel.until(
      `![...document.querySelectorAll('h3')].some((item) => item.textContent === '${SINCE}')`,
    );

  beforeAll(async () => {
    stack = await startStack();
    driver = await stack.launch(browser);
    await open();
  });
  afterAll(() => stack?.close());

  let answered = '';
  let snoozed = '';
  const openOne = async () =>
    (await panel.eval<string | undefined>(
      `document.querySelector('.prompt.open')?.dataset.signal`,
    )) ?? '';
  it('an answer leads to a way forward, and that to a commitment', async () => {
    answered = await openOne();
    await press('Answer');
    await fill('Your answer', 'Finance has to see the Leeds numbers.');
    await press('Save answer');
    await panel.get('heading', 'Which ways forward do you see?');
    await fill('A way forward', 'Ask Ruth to introduce me to finance');
    await press('Take this one');
    await (await panel.get('radio', 'Tomorrow')).click();
    await fill('How will I see it?', 'Finance has a date in the calendar');
    await press('Make it a commitment');
    await panel.see('Commitment added');
  });

  it('Later puts a question aside', async () => {
    snoozed = await openOne();
    expect(snoozed).not.toBe('');
    await press('Later');
    await (await panel.get('menuitem', 'Tomorrow')).click();
    await panel.see('Set aside.');
    await panel.until(`document.querySelector('[data-signal="${snoozed}"]') === null`);
  });

  it('seven days later it asks what has happened since, and Later is back', async () => {
    await later(7);
    await panel.get('heading', SINCE);
    await panel.see('Ask Ruth to introduce me to finance');
    await panel.until(`document.querySelector('[data-signal="${snoozed}"]') !== null`);
    await (await panel.get('radio', 'It changed')).click();
    await fill('What happened?', 'Finance wants the audit report first.');
    await press('Save answer');
    await gone();
    await panel.see('It changed: Finance wants the audit report first.');
    const moved = (row: string) => `${row}.collection === 'commitment'
      && ${row}.fields.state === 'open' && ${row}.fields.due === '${day(7)}'`;
    expect(await panel.eval(someStored('rows', `(row) => ${moved('row')}`))).toBe(true);
  });

  it('after seven more days it held, and the answer returns after its own time', async () => {
    await later(7);
    await panel.get('heading', SINCE);
    await (await panel.get('radio', 'It held')).click();
    await press('Save answer');
    await gone();
    await later(8);
    await panel.until(`document.querySelector('[data-signal="${answered}"]') !== null`);
    await panel.eval(
      `document.querySelector('.prompt.shut[data-signal="${answered}"] button')?.click()`,
    );
    await panel.see('Finance has to see the Leeds numbers.');
    await panel.get('heading', SINCE);
    expect(driver.errors()).toEqual([]);
  });
});
