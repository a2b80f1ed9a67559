import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickUntilGone } from '../../scripts/browser/click.ts';
import type { Driver, Tab } from '../../scripts/browser/types.ts';
import { confirmLink } from '../helpers/confirmLink.ts';
import { violations } from './harness/axe.ts';
import { deal, MARLOW, openPanel } from './harness/marlow.ts';
import { shoot } from './harness/shoot.ts';
import { pageBrowsers, type Stack, signIn, startStack } from './harness/stack.ts';

const SEEN = [MARLOW, 'Quillon Labs: incubator fleet', 'Northgate Dairy: renewal'];
const ACTIVE = 'document.activeElement';
const label = `${ACTIVE}?.getAttribute('aria-label')`;
const MOST_TABS = 80;

/** Presses Tab until the focus is on an element for which the expression is true. */
async function tabTo(page: Tab, isThere: string): Promise<void> {
  for (let count = 0; count < MOST_TABS; count += 1) {
    if (await page.eval<boolean>(`(${isThere}) === true`)) return;
    await page.key('Tab');
  }
  throw new Error(`Tab does not lead to ${isThere}`);
}
const says = (text: string) =>
  `[${ACTIVE}?.textContent?.trim(), ${label}].includes(${JSON.stringify(text)})`;
/** Follows a link or presses a button by the keyboard. */
async function pressByKey(page: Tab, text: string): Promise<void> {
  await page.until(`[...document.querySelectorAll('a, button')].some((one) =>
    [one.textContent.trim(), one.ariaLabel].includes(${JSON.stringify(text)}))`);
  await tabTo(page, says(text));
  await page.key('Enter');
}
/** The field of the step in focus. */
async function toField(page: Tab): Promise<void> {
  await page.until(`document.querySelector('.focus-step textarea')?.readOnly === false`);
  for (const key of ['F6', 'Shift+F6']) await page.key(key);
  await page.until(`${ACTIVE}?.tagName === 'TEXTAREA'`);
}
async function nextStep(page: Tab, name: string): Promise<void> {
  await page.key('Control+Enter');
  await page.until(`${label} === ${JSON.stringify(name)}`);
}
async function writeByKey(page: Tab, text: string, key = 'Enter'): Promise<void> {
  await toField(page);
  await page.type(text);
  await page.key(key);
  await page.see(text);
}

describe.each(pageBrowsers)('a whole one-on-one by the keyboard alone, in %s', (browser) => {
  let stack: Stack;
  let dana: Driver;
  let tomas: Driver;
  let manager: Tab;
  let rep: Tab;
  beforeAll(async () => {
    stack = await startStack();
    [dana, tomas] = await Promise.all([stack.launch(browser), stack.launch(browser)]);
    await Promise.all([signIn(dana, 'dana'), signIn(tomas, 'tomas')]);
    // What both saw in the CRM: the agenda is made of it.
    for (const [index, name] of SEEN.entries()) {
      const tab = await tomas.tab(deal(stack, 'tomas', index + 1));
      const panel = await openPanel(tab, name);
      if (index === 0) {
        await clickUntilGone(panel, 'Yes, that’s me');
        await panel.miss('Are you Tomas');
        await confirmLink(stack.server);
      }
      await tab.close();
      const theirs = await dana.tab(deal(stack, 'dana', index + 1));
      await openPanel(theirs, name);
      await theirs.close();
    }
    rep = await tomas.own('workspace.html');
    manager = await dana.own('workspace.html');
    for (const page of [rep, manager]) await page.resize(1440, 1100);
  });
  afterAll(() => stack?.close());

  it('the agenda is ready two presses after the first page, with deals and why', async () => {
    await rep.see('Your commitments');
    await pressByKey(rep, 'One-on-ones');
    await pressByKey(rep, 'Open agenda: Dana Whitfield');
    await rep.get('region', 'Prepared');
    const offers = `[...document.querySelectorAll('.prepared .offers button')]`;
    await rep.until(`${offers}.length === 3`);
    expect(
      await rep.eval<boolean>(
        `${offers}.every((one) => one.querySelector('small').innerText !== '')`,
      ),
    ).toBe(true);
    expect(await violations(rep)).toEqual([]);
    await shoot(rep, `agenda-rep-${browser}`);
    await pressByKey(manager, 'One-on-ones');
    await pressByKey(manager, 'Open agenda: Tomas Lindqvist');
    await manager.until(`${offers}.length === 3`);
    expect(await violations(manager)).toEqual([]);
    await shoot(manager, `agenda-manager-${browser}`);
  });

  it('the rep writes what opens it, and picks the deal; the manager sees both', async () => {
    await tabTo(rep, `${label} === 'I’d like to open with'`);
    await rep.type('Two calls that went nowhere');
    await rep.key('Enter');
    await manager.see('Two calls that went nowhere');
    await tabTo(
      rep,
      `${ACTIVE}?.closest('.prepared .offers') !== null && ${ACTIVE}.innerText.includes('Marlow')`,
    );
    await rep.key('Enter');
    await manager.until(
      `document.querySelector('.prepared [aria-pressed="true"]')?.innerText.includes('Marlow')`,
    );
  });

  it('it goes from the opening to the deal', async () => {
    await pressByKey(manager, 'Start one-on-one');
    await manager.get('button', 'Finish');
    await manager.see('Minute 1 of 30');
    await writeByKey(manager, 'Share the wording', 'Control+Shift+K');
    await manager.until(`${ACTIVE}?.closest('.agree') !== null`);
    await manager.type('Tomas has it');
    await manager.key('Enter');
    await manager.until(`document.querySelector('.doc .lines .chip') !== null`);
    await nextStep(manager, 'Since last time');
    await nextStep(manager, 'What went well');
    await rep.until(`document.querySelector('.focus-step')?.ariaLabel === 'What went well'`);
    await manager.key('Control+Shift+L');
    await manager.until(`${ACTIVE}?.closest('.recognise') !== null`);
    await manager.type('The call on Monday');
    await manager.key('Tab');
    await manager.type('You asked before you offered');
    await pressByKey(manager, 'Save recognition');
    await rep.see('You asked before you offered');
    await nextStep(manager, 'One deal');
    for (const [ask, next] of [
      ['A yes or no before Christmas', 'What is known today, and what is only assumed?'],
      ['Ruth inherited it', 'Which ways do you see?'],
      ['Ask her directly', 'What will you do?'],
      ['Ask the lab lead to put it on the agenda', null],
    ] as const) {
      await writeByKey(manager, ask);
      if (next !== null) {
        await pressByKey(manager, next);
        await manager.get('heading', next);
      }
    }
    await manager.see('Marlow');
    await shoot(manager, `one-on-one-deal-${browser}`);
  });

  it('who looks at another step is named there', async () => {
    await rep.key('F6');
    await pressByKey(rep, 'Agreement 4 min');
    await manager.see('Tomas is looking at “Agreement”.');
    await shoot(manager, `one-on-one-elsewhere-${browser}`);
    expect(await violations(manager)).toEqual([]);
  });

  it('it goes from the rehearsal to the end, and is found on the page of the rep', async () => {
    await nextStep(manager, 'Rehearse');
    await writeByKey(manager, 'What did you find when you took it over?');
    await nextStep(manager, 'Agreement');
    await manager.miss('Tomas is looking at “Agreement”.');
    await tabTo(manager, `${ACTIVE}?.closest('.agree') !== null && ${ACTIVE}.type === 'text'`);
    await manager.type('Write to Ruth');
    await pressByKey(manager, 'Save commitment');
    await manager.until(`document.querySelector('.focus-step .earlier li') !== null`);
    await tabTo(rep, `${ACTIVE}?.closest('.sure') !== null`);
    await rep.key(' ');
    await manager.see('1 of 10');
    await nextStep(manager, 'Wrap-up');
    await rep.until(`document.querySelector('.focus-step')?.ariaLabel !== null`);
    await pressByKey(manager, 'Finish');
    await manager.see('Finished');
    await pressByKey(rep, 'My page');
    await rep.get('region', 'Recognitions');
    await rep.see('You asked before you offered');
    await rep.see('The call on Monday');
    expect(await violations(rep)).toEqual([]);
    await shoot(rep, `person-rep-${browser}`);
    expect(dana.errors()).toEqual([]);
    expect(tomas.errors()).toEqual([]);
  });
});
