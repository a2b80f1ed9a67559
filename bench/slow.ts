import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startEmulators } from '../demo/server.ts';
import { createEmulatorState } from '../demo/state.ts';
import { build } from '../scripts/browser/build.ts';
import { launchChromium } from '../scripts/browser/chromium.ts';
import { untilFrame } from './page.ts';
import { median, type Row, report, row } from './table.ts';

/** How long the CRM takes for each answer, ms. */
const DELAY = 1500;
/** A person pages on while the record before is still being read, ms. */
const PAGING = 700;

const crms = {
  espocrm: {
    list: '/#Opportunity',
    address: (n: number) => `/#Opportunity/view/d${n.toString(16).padStart(16, '0')}`,
  },
  odoo: { list: '/odoo/crm', address: (n: number) => `/odoo/crm/${n}` },
};
type Crm = keyof typeof crms;

/** Within the page, as its own links do. */
const go = (page: Page, address: string) =>
  page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
    dispatchEvent(new HashChangeEvent('hashchange'));
  }, address);

/** From the start of a navigation until the questions about a deal, or that there are none. */
const untilQuestions = (page: Page, name: string, start: () => Promise<unknown>) =>
  untilFrame(
    page,
    '/panel.html',
    `document.querySelector('h1')?.textContent === ${JSON.stringify(name)} &&
      document.querySelectorAll('.prompt, .card.calm').length > 0`,
    start,
  );

async function measure(crm: Crm, folder: string): Promise<Row[]> {
  const state = createEmulatorState(Date.now(), 0);
  const emulators = await startEmulators({ state, only: crm });
  const origin = `http://127.0.0.1:${emulators.port}`;
  const { list, address } = crms[crm];
  const extension = await build(
    'chrome',
    { SIDELINE_CRM_HOSTS: `${crm}=${origin}` },
    join(folder, crm),
  );
  const driver = await launchChromium({ extension });
  try {
    const open = state.deals.filter(({ stage }) => typeof stage === 'number');
    const deals = open.map(({ n, name }) => ({ to: address(n), name }));
    const [first = { to: '', name: '' }] = deals.splice(0, 1);
    const url = new URL(first.to, origin);
    url.searchParams.set('as', 'dana');
    const tab = await driver.tab(url.href);
    await tab.openPanel();
    const page = driver.context.pages().at(-1);
    if (!page) throw new Error('no page');
    await untilQuestions(page, first.name, async () => {});
    state.delay = DELAY;
    const alone: number[] = [];
    const paged: number[] = [];
    for (let round = 0; round < 3; round++) {
      const [one, before, two] = deals.splice(0, 3);
      if (!one || !before || !two) throw new Error('too few deals');
      alone.push(await untilQuestions(page, one.name, () => go(page, one.to)));
      await page.waitForTimeout(2 * DELAY); // the page's own requests
      await go(page, before.to);
      await page.waitForTimeout(PAGING);
      paged.push(await untilQuestions(page, two.name, () => go(page, two.to)));
      await go(page, list);
      await page.waitForTimeout(2 * DELAY);
    }
    const goal = 'within one request of the first';
    return [
      row(`${crm}: to the questions, ${DELAY} ms a request`, median(alone), null, '', null),
      row(`${crm}: paging on meanwhile`, median(paged), median(alone), goal, (value) => {
        return value <= median(alone) + DELAY;
      }),
    ];
  } finally {
    await driver.close();
    await emulators.close();
  }
}

/** Readings of a slow CRM, alone and while the reading before is under way. */
export async function slow(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sideline-slow-'));
  try {
    report('slow', [...(await measure('espocrm', folder)), ...(await measure('odoo', folder))]);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
