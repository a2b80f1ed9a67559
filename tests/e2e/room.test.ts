// The panel and the CRM's page share the screen: in each place and at each width, the CRM's bar and
// pager can be clicked, and nothing of the CRM lies over the panel's bar.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Driver, TAB_POINT, type Tab, until } from '../../scripts/browser/types.ts';
import { violations } from './harness/axe.ts';
import { chooseMode, seeMode } from './harness/marlow.ts';
import { shoot } from './harness/shoot.ts';
import { browsers, type Stack, startStack } from './harness/stack.ts';

/** In px. The panel over the edge takes room from the page; the other places hardly do. */
const WIDTHS = { tab: [1024, 1920], dock: [1024, 1280, 1440, 1920], float: [1024, 1920] };
const HEIGHT = 860;

interface Crm {
  name: 'espocrm' | 'odoo' | 'salesforce';
  url(stack: Stack): string;
  /** A button of the CRM's own bar, at the right. */
  bell: string;
  /** Buttons of the pager, forwards and back; null where the CRM has none. */
  pager: [string, string] | null;
  /** Buttons that stay free beside or below the panel's top; null where the CRM has none there. */
  stages: string | null;
  /** The lower edge of the bar, in px. */
  bar: number;
}
const crms: Crm[] = [
  {
    name: 'espocrm',
    url: ({ espo }) => `${espo}/?as=dana#Opportunity/view/d0000000000000002`,
    bell: 'Notifications',
    pager: ['Next entry', 'Previous entry'],
    stages: null,
    bar: 44,
  },
  {
    name: 'odoo',
    url: ({ odoo }) => `${odoo}/odoo/crm/2?as=dana`,
    bell: 'Messages',
    pager: ['Next', 'Previous'],
    stages: '.o_statusbar_status button',
    bar: 46,
  },
  {
    name: 'salesforce',
    url: ({ salesforce }) =>
      `${salesforce}/lightning/r/Opportunity/006000000000006AAA/view?as=dana`,
    bell: 'Notifications',
    pager: null,
    stages: null,
    bar: 90,
  },
];

const button = (label: string) => `document.querySelector('button[aria-label="${label}"]')`;
/** True where a click at the middle of the button would reach it. */
const isFree = (label: string) => `(() => {
  const box = ${button(label)}?.getBoundingClientRect();
  const top = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return top === ${button(label)};
})()`;

/** Clicks like a person, as soon as nothing covers the button. */
async function press(tab: Tab, label: string): Promise<void> {
  await until(async () => {
    if (!(await tab.eval<boolean>(isFree(label)))) return false;
    // The page may draw the button again meanwhile: then nothing was clicked.
    await (await tab.get('button', label)).click();
    return true;
  }, `a click on “${label}”`);
}

/** True where a click at the middle of each of these would reach it. */
const areFree = (selector: string) => `(() => {
  const all = [...document.querySelectorAll('${selector}')];
  return all.length > 0 && all.every((node) => {
    const box = node.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return node.contains(top);
  });
})()`;

/** Rings the bell, pages forwards and back, and could choose a stage. */
async function useCrm(tab: Tab, { bell, pager, stages }: Crm): Promise<void> {
  if (stages) await tab.until(areFree(stages));
  const before = await tab.eval<string>(`${button(bell)}.ariaExpanded`);
  await press(tab, bell);
  await tab.until(`${button(bell)}.ariaExpanded !== '${before}'`);
  if (!pager) return;
  for (const label of pager) {
    const address = await tab.eval<string>('location.href');
    await press(tab, label);
    await tab.until(`location.href !== ${JSON.stringify(address)}`);
    await tab.until(`!!${button(label)}`);
  }
}

/**
 * Where our element is at all, and where it is on top, on the line through the panel's middle:
 * the two differ where the CRM lies over the panel.
 */
const extent = (x: string) => `(() => {
  const [any, onTop] = [[], []];
  for (let y = 0; y < innerHeight; y += 2) {
    const isOurs = (element) => element?.localName === 'sideline-panel';
    if (document.elementsFromPoint(${x}, y).some(isOurs)) any.push(y);
    if (isOurs(document.elementFromPoint(${x}, y))) onTop.push(y);
  }
  return [any[0] ?? -1, onTop[0] ?? -1];
})()`;

describe.each(browsers)('room for the CRM, in %s', (browser) => {
  let stack: Stack;
  let driver: Driver;
  let own: Tab;
  beforeAll(async () => {
    stack = await startStack({ slow: 60 });
    driver = await stack.launch(browser);
    own = await driver.own('options.html');
  });
  afterAll(() => stack?.close());

  /** What the panel's menu does, for a tab of this host. */
  const place = (origin: string, mode: string) =>
    own.until(`(async () => {
      const api = globalThis.browser ?? chrome;
      const tabs = await api.tabs.query({});
      const tab = tabs.findLast((item) => item.url?.startsWith('${origin}'));
      const input = { tabId: tab.id, mode: '${mode}' };
      const { ok } = await api.runtime.sendMessage({ name: 'frame.layout', input });
      return ok;
    })()`);

  it.each(crms)('$name: bar and pager at all widths', async (crm) => {
    const tab = await driver.tab(crm.url(stack));
    const origin = new URL(crm.url(stack)).origin;
    await tab.until(TAB_POINT);
    for (const mode of ['tab', 'dock', 'float'] as const) {
      await place(origin, mode);
      for (const width of WIDTHS[mode]) {
        await tab.resize(width, HEIGHT);
        const what = `${crm.name} ${mode} ${width}`;
        await useCrm(tab, crm);
        if (mode === 'tab') await tab.until(TAB_POINT);
        await until(async () => {
          const [any, onTop] = await tab.eval<[number, number]>(
            extent(mode === 'tab' ? 'innerWidth - 14' : 'innerWidth - 180'),
          );
          return any !== undefined && any >= crm.bar && any === onTop;
        }, `${what}: the panel below the bar, with nothing over it`);
        await shoot(tab, `room-${browser}-${what.replaceAll(' ', '-')}`);
      }
    }
    await tab.close();
  });

  it('the menu chooses the place, and the panel stays below a dialog', async () => {
    const crm = crms[0] as Crm;
    const tab = await driver.tab(crm.url(stack));
    await tab.resize(1280, HEIGHT);
    await tab.until(`!!document.querySelector('sideline-panel')`);
    await place(stack.espo, 'dock');
    const panel = await tab.panel();
    await (await panel.get('button', 'Place on the page')).click();
    await panel.until(`!!document.querySelector('[role=menuitemradio][aria-checked=true]')`);
    await shoot(tab, `room-menu-${browser}`);
    expect(await violations(panel)).toEqual([]);
    await chooseMode(panel, 'Floating');
    await seeMode(own, 'float');
    await tab.eval(`(() => {
      const dialog = document.createElement('div');
      dialog.className = 'modal';
      dialog.append(document.createElement('form'));
      document.body.append(dialog);
      return true;
    })()`);
    await tab.until(`document.elementFromPoint(innerWidth - 180, 400)?.className === 'modal'`);
    await tab.eval(`(() => { document.querySelector('.modal').remove(); return true; })()`);
    await tab.close();
  });

  it('stays below a dialog of Odoo, which fixes the body', async () => {
    const tab = await driver.tab(crms[1]?.url(stack) ?? '');
    await tab.resize(1280, HEIGHT);
    await tab.until(`!!document.querySelector('sideline-panel')`);
    await place(stack.odoo, 'dock');
    const at = 'document.elementFromPoint(innerWidth - 180, 400)';
    await tab.until(`${at}?.localName === 'sideline-panel'`);
    await tab.eval(`(() => {
      document.body.classList.add('modal-open');
      const dialog = document.createElement('div');
      dialog.className = 'modal';
      document.body.append(dialog);
      return true;
    })()`);
    await tab.until(`getComputedStyle(document.body).position === 'fixed'`);
    await tab.until(`${at}?.className === 'modal'`);
    await shoot(tab, `room-dialog-${browser}`);
    await tab.eval(`(() => {
      document.querySelector('.modal').remove();
      document.body.classList.remove('modal-open');
      return document.querySelector('sideline-panel').parentNode === document.documentElement;
    })()`);
    await tab.until(`${at}?.localName === 'sideline-panel'`);
    await tab.close();
  });

  it('comes back once when the page removes it; the toolbar button always opens it', async () => {
    const tab = await driver.tab(crms[0]?.url(stack) ?? '');
    await place(stack.espo, 'dock');
    await place(stack.espo, 'tab');
    await tab.until(TAB_POINT);
    const remove = `(() => { document.querySelector('sideline-panel').remove(); return true; })()`;
    await tab.eval(remove);
    await tab.until(TAB_POINT);
    await tab.eval(remove);
    // The page's observers run before the next task.
    expect(await tab.eval(`!!document.querySelector('sideline-panel')`)).toBe(false);
    // The driver hears of a removed frame later than the page, and would give the removed one.
    await until(async () => !(await tab.hasPanel()), 'the removed panel to end');
    if (browser === 'chromium') {
      await tab.pressButton();
      await tab.until(`!!document.querySelector('sideline-panel')`);
      await (await tab.panel()).get('button', 'Collapse to a tab');
    } else {
      await tab.eval(`(() => { location.hash = '#Opportunity/view/d0000000000000003'; })()`);
      await tab.until(TAB_POINT);
    }
    await tab.close();
    expect(driver.errors()).toEqual([]);
  });
});

/** Nothing of ours is drawn at the right edge. */
const NOTHING_DRAWN = `${extent('innerWidth - 14')}[0] === -1`;

describe.each(browsers)('beside the page, in %s', (browser) => {
  let stack: Stack;
  let driver: Driver;
  beforeAll(async () => {
    stack = await startStack({ slow: 60 });
    driver = await stack.launch(browser, { place: 'aside' });
  });
  afterAll(() => stack?.close());

  it('the browser makes room, and the page keeps nothing of ours', async () => {
    const [first] = crms;
    const tab = await driver.tab(first?.url(stack));
    await tab.resize(1440, 900);
    await tab.until(TAB_POINT);
    const width = await tab.eval<number>('innerWidth');
    if (browser === 'chromium') {
      await tab.pressTab();
      await tab.until(`innerWidth < ${width} - 300`);
    } else {
      // Firefox opens its sidebar only from the toolbar: until then the panel is over the page.
      await tab.openPanel();
      const panel = await tab.panel();
      await panel.see('click its button in the toolbar');
      await panel.until(`!document.querySelector('.skeleton')`);
      await tab.until(`${extent('innerWidth - 180')}[0] > 0`);
      await shoot(tab, `room-over-page-${browser}`);
      expect(await violations(panel)).toEqual([]);
      await tab.pressButton();
    }
    await tab.until(NOTHING_DRAWN);
    for (const crm of crms) {
      await tab.goto(crm.url(stack));
      await tab.until(`!!document.querySelector('sideline-panel')`);
      for (const size of WIDTHS.dock) {
        await tab.resize(size, 900);
        await useCrm(tab, crm);
        expect(await tab.eval(NOTHING_DRAWN), `${crm.name} ${size}`).toBe(true);
      }
    }
    await tab.pressButton();
    await tab.until(TAB_POINT);
    expect(driver.errors()).toEqual([]);
  });
});
