import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../scripts/browser/build.ts';
import { clickUntilGone } from '../../scripts/browser/click.ts';
import { launchFirefox } from '../../scripts/browser/firefox.ts';
import type { Driver, Scene } from '../../scripts/browser/types.ts';
import { sampleTeam } from '../../server/sample.ts';
import { violations } from './harness/axe.ts';
import { chooseMode, HASH, open, seeMode, syncNow } from './harness/marlow.ts';
import { shoot } from './harness/shoot.ts';
import { pageBrowsers, type Stack, signIn, startStack } from './harness/stack.ts';

/** @param name of the button: *Edit* for one’s own note. */
async function edit(panel: Scene, name: string, text: string): Promise<void> {
  await (await panel.get('button', name)).click();
  // The list can move under the pointer while the footer grows.
  for (
    let i = 0;
    i < 20 && !(await panel.eval<boolean>(`!!document.querySelector('.small-editor')`));
    i++
  )
    await new Promise((done) => setTimeout(done, 50));
  if (!(await panel.eval<boolean>(`!!document.querySelector('.small-editor')`)))
    await (await panel.get('button', name)).click();
  await (await panel.get('textbox', 'Edit note')).fill(text);
  await (await panel.get('button', 'Save changes')).click();
  await panel.see(text);
}

describe.each(pageBrowsers)('people, in %s', (browser) => {
  let stack: Stack;
  let rep: Driver;
  beforeAll(async () => {
    // Everything here also has to work where the server is not at the root of its address.
    stack = await startStack({ path: '/coaching/sideline' });
    rep = await stack.launch(browser);
  });
  afterAll(() => stack?.close());

  it('works signed out, and signing in asks before it takes notes along', async () => {
    const { tab, panel } = await open(rep, `${stack.espo}/?as=tomas${HASH}`);
    await panel.see('Saved on this device');
    await (await panel.get('textbox', 'New note')).fill('Written before any account');
    await (await panel.get('button', 'Save note')).click();
    await panel.see('Only you');
    await shoot(tab, `signed-out-${browser}`);
    await signIn(rep, 'tomas');
    await panel.miss('Written before any account');
    const options = await rep.own('options.html');
    await options.see('You wrote 1 note on this device while signed out.');
    await (await options.get('button', 'Add to my account')).click();
    await options.miss('while signed out.');
    await panel.see('Written before any account');
    await panel.see('Synced');
    const rows = await stack.people.db
      .selectFrom('row')
      .select(['fields', 'scope'])
      .where('collection', '=', 'note')
      .execute();
    expect(rows.map((row) => row.scope.slice(0, 2))).toEqual(['u:']);
    await options.close();
    await tab.close();
  });

  it('two people who change one note while apart keep both texts until one decides', async () => {
    const manager = await stack.launch(browser);
    await signIn(manager, 'dana');
    const mine = await open(rep, `${stack.espo}/?as=tomas${HASH}`);
    await clickUntilGone(mine.panel, 'Yes, that’s me');
    await mine.panel.miss('Are you Tomas');
    const theirs = await open(manager, `${stack.espo}/?as=dana${HASH}`);
    await theirs.panel.see('Questions for Tomas');
    await clickUntilGone(theirs.panel, 'Yes, confirm');
    await theirs.panel.choose('Who can read this', 'You and Tomas Lindqvist');
    await (await theirs.panel.get('textbox', 'New note')).fill(
      'Finance sees the pilot on Thursday.',
    );
    await (await theirs.panel.get('button', 'Save note')).click();
    await mine.panel.see('Finance sees the pilot on Thursday.');
    await stack.stopServer();
    await edit(theirs.panel, 'Edit', 'Finance sees the pilot on Thursday, with Ruth.');
    await edit(mine.panel, 'Write together', 'Finance sees the pilot on Friday, Piotr presents.');
    await stack.startServer();
    // In any order: both sync by themselves as soon as the server is back.
    for (const { panel } of [theirs, mine]) await syncNow(panel);
    await mine.panel.see('Two versions of this text');
    await theirs.panel.see('Two versions of this text');
    await mine.panel.eval(
      `document.querySelector('.conflict').scrollIntoView({ block: 'center' })`,
    );
    await shoot(mine.tab, `conflict-${browser}`);
    expect(await violations(mine.panel)).toEqual([]);
    await (await mine.panel.get('button', 'Keep both')).click();
    await mine.panel.miss('Two versions of this text');
    await theirs.panel.miss('Two versions of this text');
    for (const { panel } of [mine, theirs]) {
      await panel.see('with Ruth.');
      await panel.see('Piotr presents.');
    }
  });

  it('floats, moves away and comes back as it was', async () => {
    const { tab, panel } = await open(rep, `${stack.espo}/?as=tomas${HASH}`);
    await chooseMode(panel, 'Floating');
    await seeMode(panel, 'float');
    await shoot(tab, `float-${browser}`);
    await (await panel.get('button', 'Collapse to a tab')).click();
    await seeMode(panel, 'tab');
    await new Promise((done) => setTimeout(done, 300));
    await tab.pressTab();
    await seeMode(panel, 'float');
    await chooseMode(panel, 'Over the right edge');
    await seeMode(panel, 'dock');
  });
});

describe.each(pageBrowsers)('an administrator, in %s', (browser) => {
  it('confirms an invitation in place, once the sign-in is ten minutes old', async () => {
    const stack = await startStack();
    const driver = await stack.launch(browser);
    try {
      await signIn(driver, 'dana');
      await stack.people.db
        .updateTable('session')
        .set({ createdAt: new Date(Date.now() - 11 * 60_000).toISOString() })
        .execute();
      const settings = await driver.own('workspace.html#settings/people');
      await (await settings.get('textbox', 'Email')).fill('mika@larch.example');
      await (await settings.get('button', 'Create invitation link')).click();
      await settings.see('Enter your password to confirm this.');
      await shoot(settings, `confirm-${browser}`);
      expect(await violations(settings)).toEqual([]);
      const invited = () => stack.people.db.selectFrom('invitation').select('email').execute();
      expect(await invited()).not.toContainEqual({ email: 'mika@larch.example' });
      // The field has the focus.
      await settings.type(sampleTeam.password);
      await settings.key('Enter');
      await settings.see('Invitation link for mika@larch.example');
      expect(await invited()).toContainEqual({ email: 'mika@larch.example' });
      expect(driver.errors()).toEqual([]);
    } finally {
      await driver.close();
      await stack.close();
    }
  });
});

describe('Firefox, nothing built in', () => {
  it('works on a company’s own server once it is allowed in the settings', async () => {
    const stack = await startStack();
    const extension = await build(
      'firefox',
      { SIDELINE_SERVER_URL: stack.server },
      join(stack.folder, 'bare'),
    );
    const driver = await launchFirefox({ extension });
    try {
      const before = await driver.tab(`${stack.espo}/?as=tomas${HASH}`);
      await before.until(`!!document.querySelector('.record')`);
      expect(await before.eval(`!!document.querySelector('sideline-panel')`)).toBe(false);
      const options = await driver.own('options.html#settings/sites');
      await options.choose('CRM', 'EspoCRM');
      await (await options.get('textbox', 'Address')).fill(stack.espo);
      await (await options.get('button', 'Add site')).click();
      await options.see(stack.espo);
      // The tab that was open before also gets the panel, without a reload.
      await before.front();
      await before.until(`!!document.querySelector('sideline-panel')`);
      const { panel } = await open(driver, `${stack.espo}/?as=tomas${HASH}`);
      await panel.see('£126,000');
      expect(driver.errors()).toEqual([]);
    } finally {
      await driver.close();
      await stack.close();
    }
  });
});
