import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickUntilGone } from '../../scripts/browser/click.ts';
import { type Driver, type Tab, until } from '../../scripts/browser/types.ts';
import { violations } from './harness/axe.ts';
import { regionIncludes } from './harness/expressions.ts';
import { shoot } from './harness/shoot.ts';
import { pageBrowsers, type Stack, signIn, startStack } from './harness/stack.ts';

const VISION = 'Be the one the key-account team asks for';
const WORDS = 'Tired, but the good kind';

describe.each(pageBrowsers)('the page of a person, in %s', (browser) => {
  let stack: Stack;
  let rep: Driver;
  let page: Tab;
  const fill = async (label: string, text: string) => (await page.get('textbox', label)).fill(text);
  const press = async (name: string) => (await page.get('button', name)).click();
  const rowsOnServer = async () => {
    const rows = await stack.people.db.selectFrom('row').select('fields').execute();
    return rows.map(({ fields }) => fields).join();
  };
  const reachesServer = (text: string) =>
    until(async () => (await rowsOnServer()).includes(text), `“${text}” on the server`);

  beforeAll(async () => {
    stack = await startStack();
    rep = await stack.launch(browser);
    await signIn(rep, 'tomas');
    page = await rep.own('workspace.html');
    await page.resize(1280, 1400);
    await page.eval(`location.hash = 'me'`);
    await page.get('heading', 'Goals');
  });
  afterAll(() => stack?.close());

  it('a goal goes from its vision to a kept commitment', async () => {
    await clickUntilGone(page, 'Add a goal');
    await fill('Where do you want to be?', VISION);
    await fill('What will you do differently?', 'Meet the person who signs before the first quote');
    await fill('What will you count?', 'Deals where they were met');
    await fill('Target', '60');
    await press('Save goal');
    await page.until(regionIncludes('Goals', VISION));
    await page.see('Usual range: too little data yet (0 of 8 values)');
    await press('Share with Dana');
    await page.get('button', 'Stop sharing');
    await press('Add commitment');
    await fill('What will be done?', 'Ask Ruth to introduce me to finance');
    await press('Save commitment');
    await (await page.get('radio', 'Kept')).click();
    await page.until(regionIncludes('Timeline', 'Kept: Ask Ruth to introduce me to finance'));
    await reachesServer(VISION);
  });

  it('a check-in stays on the device', async () => {
    await fill('How’s your week going, in your own words?', WORDS);
    await press('Save check-in');
    await page.until(regionIncludes('Check-in', WORDS));
    // What was written later has arrived.
    await page.choose('Skill', 'Value selling');
    await (await page.get('radio', '7')).click();
    await reachesServer('"level":7');
    expect(await rowsOnServer()).not.toContain(WORDS);
    expect(await violations(page)).toEqual([]);
    await shoot(page, `person-${browser}`);
  });

  it('as the manager sees it, the page names what is absent', async () => {
    await (await page.get('radio', 'As Dana sees it')).click();
    await page.see('Only you see: 4 blocks.');
    await page.miss(WORDS);
    await page.miss('Add commitment');
    await page.until(regionIncludes('Goals', VISION));
    expect(await violations(page)).toEqual([]);
    await (await page.get('radio', 'As you see it')).click();
    await page.see(WORDS);
    await page.resize(320, 1400);
    expect(await page.eval<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      320,
    );
    expect(rep.errors()).toEqual([]);
  });
});
