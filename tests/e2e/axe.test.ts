import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickUntilGone } from '../../scripts/browser/click.ts';
import type { Driver, Tab } from '../../scripts/browser/types.ts';
import { violations } from './harness/axe.ts';
import { shoot } from './harness/shoot.ts';
import { type Stack, signIn, startStack } from './harness/stack.ts';

const setColours = (page: Tab, colours: string) =>
  page.eval(`chrome.storage.local.set({ colours: '${colours}' }).then(() => true)`);

describe('accessibility', () => {
  let stack: Stack;
  let rep: Driver;
  let manager: Driver;
  let options: Tab;
  beforeAll(async () => {
    stack = await startStack();
    [rep, manager] = await Promise.all([stack.launch('chromium'), stack.launch('chromium')]);
    await Promise.all([signIn(rep, 'tomas'), signIn(manager, 'dana')]);
    options = await rep.own('options.html');
  });
  afterAll(() => stack?.close());

  async function aside(driver: Driver, as: string, hash: string, width = 360): Promise<Tab> {
    const tab = await driver.tab(`${stack.espo}/?as=${as}${hash}`);
    await tab.until(`!!document.querySelector('sideline-panel')`);
    const helper = await driver.own('options.html');
    const id = await helper.eval<number>(
      `chrome.tabs.query({ url: 'http://127.0.0.1/*' }).then((tabs) => tabs.at(-1).id)`,
    );
    await helper.close();
    const page = await driver.own(`sidepanel.html?tab=${id}`);
    await page.resize(width, 860);
    await page.until(
      `document.querySelectorAll('dl.facts > div').length > 0 &&
        !document.querySelector('.skeleton')`,
    );
    return page;
  }
  const MARLOW = '#Opportunity/view/d0000000000000001';

  it.each(['light', 'dark'] as const)('the panel of a rep, %s', async (colours) => {
    await setColours(options, colours);
    const page = await aside(rep, 'tomas', MARLOW);
    if (colours === 'light') {
      await clickUntilGone(page, 'Yes, that’s me');
      await page.miss('Are you Tomas');
      await (await page.get('textbox', 'New note')).fill(
        'Ruth says the spring audit is the real deadline.',
      );
      await (await page.get('button', 'Save note')).click();
      await page.see('Only you');
    }
    await (await page.get('button', 'Why this?')).click();
    await page.see('Why now');
    await page.eval(`document.querySelector('.body').scrollTo(0, 0)`);
    await shoot(page, `panel-rep-${colours}`);
    expect(await violations(page)).toEqual([]);
    await page.resize(320, 860);
    await shoot(page, `panel-rep-${colours}-320`);
    expect(await page.eval<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      320,
    );
    await page.close();
  });

  it('the panel of a manager, with a note, a reply and a question', async () => {
    const page = await aside(manager, 'dana', MARLOW);
    await page.see('Questions for Tomas');
    await page.see('Yes, confirm');
    await shoot(page, 'panel-confirm-link');
    expect(await violations(page)).toEqual([]);
    await clickUntilGone(page, 'Yes, confirm');
    await clickUntilGone(page, 'Yes, that’s me');
    await page.miss('Are you Dana');
    await (await page.get('button', 'Ask Tomas')).click();
    await page.get('textbox', 'Your question');
    await shoot(page, 'panel-manager-asking');
    expect(await violations(page)).toEqual([]);
    await (await page.get('button', 'Send question')).click();
    await page.miss('Send question');
    await page.eval(`document.querySelector('.body').scrollTo(0, 0)`);
    await shoot(page, 'panel-manager');
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it.each([
    ['a long name', '#Opportunity/view/d0000000000000005', 'dana'],
    ['a win', '#Opportunity/view/d0000000000000004', 'tomas'],
    ['nothing to ask', '#Opportunity/view/d0000000000000002', 'tomas'],
    ['a contact', '#Contact/view/c000000000000000a', 'tomas'],
  ])('%s', async (name, hash, as) => {
    await setColours(options, 'light');
    const page = await aside(as === 'dana' ? manager : rep, as, hash, 320);
    await shoot(page, `state-${name.replaceAll(' ', '-')}`);
    expect(await violations(page)).toEqual([]);
    expect(await page.eval<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      320,
    );
    await page.close();
  });

  /** Neither the page nor what scrolls in it is wider than the window. */
  const fits = (page: Tab, width: number) =>
    page.eval<boolean>(`[document.documentElement, document.querySelector('main')]
      .every((element) => element.scrollWidth <= Math.min(${width}, element.clientWidth))`);
  const tabs = ['Account', 'CRM sites', 'People', 'Days off', 'Your data', 'Appearance'];

  it.each(['light', 'dark'] as const)('the settings in their tabs, %s', async (colours) => {
    const page = await manager.own('options.html');
    await setColours(page, colours);
    await page.see('Signed in as');
    for (const width of [1280, 320]) {
      await page.resize(width, 900);
      for (const tab of tabs) {
        await (await page.get('tab', tab)).click();
        await page.until(`document.querySelector('[role=tab][aria-selected=true]').textContent ===
          '${tab}' && !!document.querySelector('[role=tabpanel]:not([style*=none]) h2')`);
        await shoot(page, `settings-${tab.replace(' ', '-')}-${colours}-${width}`);
        expect(await violations(page), `${tab}, ${width}`).toEqual([]);
        expect(await fits(page, width), `${tab}, ${width}`).toBe(true);
      }
    }
    await page.close();
  });

  it.each(['light', 'dark'] as const)('the people in the settings, %s', async (colours) => {
    const page = await manager.own('workspace.html');
    await setColours(page, colours);
    await page.resize(1280, 1000);
    await (await page.get('link', 'Settings')).click();
    await (await page.get('tab', 'People')).click();
    // An invited person with a long address.
    const address = `a.rather.long.address.of.somebody.who.was.invited.${colours}@larch.example`;
    await (await page.get('textbox', 'Email')).fill(address);
    await (await page.get('button', 'Create invitation link')).click();
    await page.see(`Invitation link for ${address}`);
    await page.get('button', `Revoke the invitation for ${address}`);
    for (const width of [1280, 320]) {
      await page.resize(width, 1000);
      await page.eval(`document.querySelector('.people-table').scrollIntoView({ block: 'end' })`);
      await shoot(page, `people-invited-${colours}-${width}`);
      expect(await violations(page)).toEqual([]);
      expect(await fits(page, width)).toBe(true);
    }
    await page.resize(1280, 1000);
    await (await page.get('button', `Revoke the invitation for ${address}`)).click();
    await page.miss(address);
    await (await page.get('button', 'More options for Tomas Lindqvist')).click();
    await (await page.get('menuitem', 'Remove from company')).click();
    await page.see('What should happen to their notes?');
    // The menu fades out.
    await page.until(`!document.querySelector('[role=menu]')`);
    for (const width of [1280, 320]) {
      await page.resize(width, 1400);
      await page.eval(`document.querySelector('.people-table').scrollIntoView()`);
      await shoot(page, `people-removal-${colours}-${width}`);
      expect(await violations(page)).toEqual([]);
      expect(await fits(page, width)).toBe(true);
    }
    await page.close();
  });

  it('German at 320 px, and the keyboard alone', async () => {
    const german = await stack.launch('chromium', { language: 'de' });
    const page = await aside(german, 'tomas', MARLOW, 320);
    await page.see('Warum das?');
    await shoot(page, 'panel-german-320');
    expect(await violations(page)).toEqual([]);
    expect(await page.eval<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      320,
    );
    expect(await page.eval<string>('document.documentElement.lang')).toMatch(/^de/);
    const settings = await german.own('workspace.html#settings/appearance');
    await settings.get('tab', 'Darstellung');
    for (const width of [1280, 320]) {
      await settings.resize(width, 860);
      await shoot(settings, `settings-german-${width}`);
      expect(await violations(settings)).toEqual([]);
      expect(await fits(settings, width)).toBe(true);
    }
  });

  it('no console error on the way', () =>
    expect([...rep.errors(), ...manager.errors()]).toEqual([]));

  it.each(['light', 'dark'] as const)(
    'the workspace, every place, wide and 320 pixels, %s',
    async (colours) => {
      const settings = await manager.own('options.html');
      await setColours(settings, colours);
      await settings.close();
      const page = await manager.own('workspace.html');
      await page.resize(1440, 900);
      for (const [section, text] of [
        ['today', 'Your commitments'],
        ['deals', 'Open deals on this device'],
        ['questions', 'Your company’s first question'],
        ['playbooks', 'Start from a template'],
        ['helps', 'What happened after your questions'],
        ['limits', 'Close date passed'],
        ['me', 'How’s your week going'],
        ['team', 'What you can do next with each person'],
      ] as const) {
        await page.eval(`location.hash = '${section}'`);
        await page.see(text);
        expect(await violations(page), `${section}, ${colours}`).toEqual([]);
      }
      await page.get('link', 'Open the page of Tomas Lindqvist');
      for (const width of [1280, 320]) {
        await page.resize(width, 900);
        await shoot(page, `team-${colours}-${width}`);
        expect(await violations(page), `team, ${width}, ${colours}`).toEqual([]);
        expect(await fits(page, width), `team, ${width}`).toBe(true);
      }
      await page.resize(1440, 900);
      await page.eval(`location.hash = 'questions'`);
      await (await page.get('button', 'New question')).click();
      await (await page.get('textbox', 'Question for the rep')).fill('Call Ruth!');
      await (await page.get('button', 'Add condition')).click();
      await page.get('textbox', 'Value');
      expect(await violations(page), `condition, ${colours}`).toEqual([]);
      await (await page.get('button', 'Edit as text')).click();
      await (await page.get('textbox', 'Condition')).fill('deal.am');
      await page.until(`!!document.querySelector('[role=listbox]')`);
      expect(await violations(page), `editor, ${colours}`).toEqual([]);
      await page.resize(320, 860);
      await shoot(page, `workspace-question-${colours}-320`);
      expect(await page.eval<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        320,
      );
      await (await page.get('button', 'Discard changes')).click();
      await page.eval(`location.hash = 'playbooks'`);
      await (await page.get('button', 'Start with SPIN')).click();
      await page.see('Publish version 1');
      await shoot(page, `workspace-playbook-${colours}-320`);
      expect(await page.eval<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        320,
      );
      await page.resize(1440, 900);
      await shoot(page, `workspace-playbook-${colours}`);
      expect(await violations(page), `playbook, ${colours}`).toEqual([]);
      await page.close();
    },
  );
});
