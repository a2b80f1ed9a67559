import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver, Scene, Tab } from '../../scripts/browser/types.ts';
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

  it('has a rhythm without any configuration, two clicks from the deals', async () => {
    rep = await tomas.own('workspace.html');
    await rep.get('heading', 'My deals');
    await (await rep.get('link', 'One-on-ones')).click();
    await rep.see('every week');
    await (await rep.get('link', 'Open agenda: Dana Whitfield')).click();
    await rep.get('heading', 'Dana Whitfield');
    await write(rep, 'Open with', 'Saying no to first calls that go nowhere');
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
    // Until the summer: the months are skipped one by one.
    for (let month = 0; month < 8 && ![...seen].some((text) => /April|May/.test(text)); month++) {
      const before = await manager.eval<string>(header);
      seen.add(before);
      await press(manager, 'Skip this one');
      await manager.until(`${header} !== ${JSON.stringify(before)}`);
    }
    const times = [...seen].map((text) => /\d\d?:\d\d[^ ]*(?: [AP]M)?/.exec(text)?.[0]);
    expect(seen.size).toBeGreaterThan(3);
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
