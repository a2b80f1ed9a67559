import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver, Scene, Tab } from '../../scripts/browser/types.ts';
import { acrossClocks } from '../helpers/acrossClocks.ts';
import { violations } from './harness/axe.ts';
import { shoot } from './harness/shoot.ts';
import { pageBrowsers, type Stack, signIn, startStack } from './harness/stack.ts';

const WORDING = 'Share the notice-period wording';

/** Presses a button; a list of the same name may be drawn anew meanwhile. */
const press = async (page: Scene, name: string) => (await page.get('button', name)).click();
const write = async (page: Scene, name: string, text: string) => {
  await (await page.get('textbox', name)).fill(text);
  await press(page, 'Save line');
  await page.see(text);
};
/** Sets a field of a date or time, or a select, as its picker does. */
const set = (page: Scene, label: string, value: string) =>
  page.until(`(() => {
    const labels = [...document.querySelectorAll('label')];
    const control = labels.find((one) => one.textContent.startsWith('${label}'))?.control;
    if (!control) return false;
    const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value');
    set.call(control, '${value}');
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  })()`);
/** Makes a line a commitment with its keys. */
const commitByKey = (page: Scene) =>
  page.eval(`(() => {
    const keys = { key: 'K', ctrlKey: true, shiftKey: true, bubbles: true, cancelable: true };
    const field = document.activeElement;
    field.dispatchEvent(new KeyboardEvent('keydown', keys));
    return true;
  })()`);

describe.each(pageBrowsers)('one-on-ones of two people, in %s', (browser) => {
  let stack: Stack;
  let dana: Driver;
  let tomas: Driver;
  let manager: Tab;
  let rep: Tab;
  beforeAll(async () => {
    stack = await startStack();
    [dana, tomas] = await Promise.all([stack.launch(browser), stack.launch(browser)]);
    await Promise.all([signIn(dana, 'dana'), signIn(tomas, 'tomas')]);
  });
  afterAll(() => stack?.close());

  it('has a rhythm without any configuration, two clicks from the first page', async () => {
    rep = await tomas.own('workspace.html');
    await rep.see('Your commitments');
    await (await rep.get('link', 'One-on-ones')).click();
    await rep.see('every week');
    await (await rep.get('link', 'Open agenda: Dana Whitfield')).click();
    await rep.get('heading', 'Dana Whitfield');
    await write(rep, 'I’d like to open with', 'Saying no to first calls that go nowhere');
    await write(rep, 'Private line', 'I am tired of Orrin');
    expect(await violations(rep)).toEqual([]);
    await shoot(rep, `one-on-one-rep-${browser}`);
  });

  it('opens with what the rep wrote; a line becomes a commitment by its key', async () => {
    manager = await dana.own('workspace.html#oneOnOnes');
    await manager.get('link', 'Open agenda: Tomas Lindqvist');
    expect(await violations(manager)).toEqual([]);
    await shoot(manager, `one-on-ones-${browser}`);
    await (await manager.get('link', 'Open agenda: Tomas Lindqvist')).click();
    await manager.get('heading', '“Saying no to first calls that go nowhere”');
    await press(manager, 'Start one-on-one');
    await (await manager.get('textbox', 'Write a line')).fill(WORDING);
    await commitByKey(manager);
    await set(manager, 'How will it be seen?', 'Tomas has it');
    await press(manager, 'Save commitment');
    await manager.until(
      `document.querySelector('.doc .lines .chip')?.innerText.includes('commitment')`,
    );
    await shoot(manager, `one-on-one-manager-${browser}`);
    expect(await violations(manager)).toEqual([]);
  });

  it('two people see where the other writes, and two edits of one line merge', async () => {
    const line = 'Three calls went nowhere this month';
    await write(rep, 'Write a line', line);
    await manager.see(line);
    await press(rep, `Edit line: ${line}`);
    await (await rep.get('textbox', `Edit line: ${line}`)).click();
    await manager.see('Tomas is writing here');
    await shoot(manager, `one-on-one-writing-${browser}`);
    await press(manager, `Edit line: ${line}`);
    await (await manager.get('textbox', `Edit line: ${line}`)).fill(line.replace('Three', 'Four'));
    await (await rep.get('textbox', `Edit line: ${line}`)).fill(line.replace('month', 'quarter'));
    await press(manager, 'Save line');
    await press(rep, 'Save line');
    for (const page of [manager, rep]) await page.see('Four calls went nowhere this quarter');
    await manager.miss('Tomas is writing here');
  });

  it('the other sees the notes and the step, and nothing of the private lines', async () => {
    await write(manager, 'Private line', 'Let him get there himself');
    await press(manager, 'Next: Since last time');
    await rep.until(`document.querySelector('.focus-step')?.ariaLabel === 'Since last time'`);
    await rep.see(WORDING);
    await rep.miss('Let him get there himself');
    expect(await manager.eval(`document.body.innerText.includes('tired of Orrin')`)).toBe(false);
    await press(manager, 'Finish');
    await manager.see('Finished');
    await rep.see('Earlier');
  });

  it('keys alone lead through a review of a deal', async () => {
    await (await rep.get('link', 'All one-on-ones')).click();
    await (await rep.get('link', 'Review a deal: Dana Whitfield')).click();
    await rep.get('heading', 'Deal review with Dana Whitfield');
    const label = `document.activeElement?.getAttribute('aria-label')`;
    await rep.key('F6');
    await rep.key('Tab');
    await rep.until(`document.activeElement?.textContent === 'Start review'`);
    await rep.key('Enter');
    await rep.get('button', 'Finish');
    for (const step of ['Goal', 'Reality', 'Options', 'Will']) {
      await rep.key('Control+Enter');
      await rep.until(`${label} === '${step}'`);
      await rep.until(`document.querySelector('.focus-step textarea')?.readOnly === false`);
      await rep.key('F6');
      await rep.key('Shift+F6');
      await rep.until(`document.activeElement?.tagName === 'TEXTAREA'`);
      await rep.type(`What I said about ${step.toLowerCase()}`);
      await rep.key(step === 'Will' ? 'Control+Shift+K' : 'Enter');
      await rep.see(`What I said about ${step.toLowerCase()}`);
    }
    await rep.until(`${label} === null && document.activeElement?.closest('.agree') !== null`);
    await rep.type('Imke has answered');
    await rep.key('Enter');
    await rep.until(
      `document.querySelector('.doc .earlier')?.innerText.includes('Imke has answered')`,
    );
    await shoot(rep, `deal-review-${browser}`);
    expect(await violations(rep)).toEqual([]);
    await press(rep, 'Finish');
    await rep.see('Finished');
  });

  it('a team session is led by the manager, and everybody makes a commitment', async () => {
    await (await manager.get('link', 'One-on-ones')).click();
    await (await manager.get('link', 'Open team session: Northern Europe')).click();
    await press(manager, 'Start team session');
    await manager.choose('Skill', 'Value selling');
    await manager.get('heading', 'Value selling: what do you meet in your calls?');
    await write(manager, 'Write a line', 'The price comes first');
    await shoot(manager, `team-session-${browser}`);
    expect(await violations(manager)).toEqual([]);
    await (await rep.get('link', 'All one-on-ones')).click();
    await (await rep.get('link', 'Open team session: Northern Europe')).click();
    await rep.get('heading', 'Value selling: what do you meet in your calls?');
    await rep.see('The price comes first');
    await press(manager, 'Next: One practice');
    await press(manager, 'Next: What each of us does');
    await rep.see('Value selling: The price comes first');
    await (await rep.get('textbox', 'What')).fill('Ask what waiting costs');
    await press(rep, 'Save commitment');
    await manager.see('Ask what waiting costs');
    await shoot(rep, `team-session-rep-${browser}`);
    await rep.resize(320, 900);
    await shoot(rep, `team-session-320-${browser}`);
    expect(await rep.eval<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await rep.resize(1280, 860);
    await press(manager, 'Finish');
    await manager.see('Finished');
    await (await rep.get('link', 'All one-on-ones')).click();
    await (await rep.get('link', 'Open agenda: Dana Whitfield')).click();
  });

  it('a skip passes the change of the clocks, and the time of day stays', async () => {
    await (await manager.get('link', 'One-on-ones')).click();
    await (await manager.get('link', 'Open agenda: Tomas Lindqvist')).click();
    await press(manager, 'Rhythm');
    await set(manager, 'How often', 'month');
    await set(manager, 'Weekday', '2');
    await set(manager, 'Time', '15:00');
    await press(manager, 'Save rhythm');
    const header = `document.querySelector('.talk-title p').innerText`;
    await manager.until(`${header}.includes('every month')`);
    const seen = new Set<string>();
    const months = acrossClocks(Date.now(), 'Europe/London');
    for (const _ of months) {
      const before = await manager.eval<string>(header);
      seen.add(before);
      await press(manager, 'Skip this one');
      await manager.until(`${header} !== ${JSON.stringify(before)}`);
    }
    const times = [...seen].map((text) => /\d\d?:\d\d[^ ]*(?: [AP]M)?/.exec(text)?.[0]);
    const behind = new Intl.DateTimeFormat('en', { month: 'long' }).format(months.at(-1)?.ms);
    expect([...seen].some((text) => text.includes(behind))).toBe(true);
    expect(seen.size).toBe(months.length);
    expect(new Set(times).size).toBe(1);
  });

  it('the commitment comes back, is kept, and is found again', async () => {
    await press(manager, 'Start one-on-one');
    await press(manager, 'Next: Since last time');
    await (await manager.get('radio', 'Kept')).click();
    await press(manager, 'Next: What went well');
    await rep.see('1 kept');
    await press(manager, 'Finish');
    await manager.see('Finished');
    await press(manager, 'Back to the current one');
    await press(manager, 'Start one-on-one');
    await (await manager.get('searchbox', 'Search earlier one-on-ones')).fill('wording');
    await manager.see('found');
    await (await manager.get('searchbox', 'Search earlier one-on-ones')).fill('tired');
    await manager.see('Nothing found');
    await press(manager, 'Finish');
    await manager.see('Finished');
    expect(dana.errors()).toEqual([]);
    expect(tomas.errors()).toEqual([]);
  });
});
