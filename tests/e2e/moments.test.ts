import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver, Scene, Tab } from '../../scripts/browser/types.ts';
import { violations } from './harness/axe.ts';
import { regionIncludes } from './harness/expressions.ts';
import { deal as addressOf, openPanel } from './harness/marlow.ts';
import { shoot } from './harness/shoot.ts';
import { pageBrowsers, type Stack, startStack } from './harness/stack.ts';

const MINUTE = 60_000;
const CALL = 'Pilot numbers with Ruth and Piotr';

describe.each(pageBrowsers)('around a call and at the end of a deal, in %s', (browser) => {
  let stack: Stack;
  let driver: Driver;
  let espo: Tab;
  let panel: Scene;
  const dealNamed = (start: string) => {
    const found = stack.state.deals.find(({ name }) => name.startsWith(start));
    if (!found) throw new Error(`no deal ${start}`);
    return found;
  };
  /** The call begins and ends so many minutes from now, and the panel reads the deal again. */
  const moveCall = async (from: number, to: number) => {
    const now = Date.now();
    dealNamed('Marlow').meetings = [[now + from * MINUTE, now + to * MINUTE, CALL]];
    await (await panel.get('button', 'More')).click();
    await (await panel.get('menuitem', 'Refresh this record')).click();
  };

  beforeAll(async () => {
    stack = await startStack();
    driver = await stack.launch(browser);
    const now = Date.now();
    dealNamed('Marlow').meetings = [[now + 200 * MINUTE, now + 245 * MINUTE, CALL]];
    espo = await driver.tab(addressOf(stack, 'tomas'));
    panel = await openPanel(espo);
  });
  afterAll(() => stack?.close());

  it('a meeting brings its brief, and the questions wait', async () => {
    await panel.get('heading', 'Next call');
    await panel.see(CALL);
    await panel.see('You’ll see the questions after the call.');
    await shoot(espo, `moment-brief-${browser}`);
    expect(await violations(panel)).toEqual([]);
    await moveCall(12, 57);
    await panel.see('Aim and focus');
    await panel.miss('Save brief');
    await shoot(espo, `moment-brief-short-${browser}`);
    await (await panel.get('button', 'Aim and focus')).click();
    await (await panel.get('button', 'Save brief')).click();
    await panel.until(regionIncludes('Calls and reviews', 'Call brief'));
    await panel.miss('Next call');
  });

  it('after it the debrief asks one question at a time and ends in a commitment', async () => {
    await moveCall(-50, -5);
    await panel.get('heading', 'After the call');
    await (await panel.get('textbox', 'What did they say?')).fill('It goes through with finance.');
    await (await panel.get('button', 'Next')).click();
    await (await panel.get('textbox', 'What did you learn?')).fill('The audit worries finance too');
    // The menu that was opened has not undone the style of the buttons.
    await panel.until(`getComputedStyle([...document.querySelectorAll('button')].find(
      (button) => button.textContent === 'Next')).backgroundColor !== 'rgba(0, 0, 0, 0)'`);
    await shoot(espo, `moment-debrief-${browser}`);
    expect(await violations(panel)).toEqual([]);
    await (await panel.get('button', 'Next')).click();
    await (await panel.get('textbox', 'What')).fill('Send Priya the March figures');
    await (await panel.get('radio', 'Tomorrow')).click();
    await (await panel.get('button', 'Make it a commitment')).click();
    await panel.until(regionIncludes('Commitments', 'Send Priya the March figures'));
    await panel.until(regionIncludes('Calls and reviews', 'It goes through with finance.'));
    await panel.miss('After the call');
    // The questions are back.
    await panel.get('button', 'Answer');
  });

  it('a lost deal asks for one look back', async () => {
    const lost = dealNamed('Lindow');
    lost.stages = lost.stages.map(([ago, stage]) => [stage === 'lost' ? 6 : ago, stage]);
    lost.closeIn = -6;
    lost.modifiedAgo = 6;
    const tab = await driver.tab(addressOf(stack, 'tomas', lost.n));
    const review = await openPanel(tab, lost.name);
    await review.get('heading', 'What do you want to take away from this deal?');
    await (await review.get('radio', 'Halfway')).click();
    await (await review.get('textbox', 'In your words, if you like')).fill('Ask for a no earlier');
    await shoot(tab, `moment-loss-${browser}`);
    expect(await violations(review)).toEqual([]);
    await (await review.get('button', 'Save review')).click();
    await review.until(regionIncludes('Calls and reviews', 'Ask for a no earlier'));
    await review.miss('Save review');
    expect(driver.errors()).toEqual([]);
  });
});
