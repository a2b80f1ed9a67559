import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { startEmulators } from '../demo/server.ts';
import { createEmulatorState } from '../demo/state.ts';
import { refKey } from '../lib/model/index.ts';
import { build } from '../scripts/browser/build.ts';
import { launchChromium } from '../scripts/browser/chromium.ts';
import { fillRows } from './filled.ts';
import { loadDeals, PAGE, WATCH } from './known.ts';
import { untilFrame } from './page.ts';
import { median, type Row, report, row } from './table.ts';
import { type Task, tasksDuring } from './worker.ts';

const SIZES = { small: 1000, large: 250_000 };
type Size = keyof typeof SIZES;
const ROUNDS = 12;
const WARM = 2;
const TRACED = 4;
/** After a deal was opened, ms: the worker has computed what it computes over all deals. */
const REST = 4000;

const sizes: readonly Size[] = ['small', 'large'];
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

type Driver = Awaited<ReturnType<typeof launchChromium>>;
interface Device {
  driver: Driver;
  crm: Page;
  workspace: Page;
}

interface DealPage {
  url: string;
  name: string;
}

/** The number of stored summaries. */
const SUMMARIES = `new Promise((done) => {
  const opening = indexedDB.open('sideline:local');
  opening.onsuccess = () => {
    const db = opening.result;
    const counting = db.transaction('summaries').objectStore('summaries').count();
    counting.onsuccess = () => (db.close(), done(counting.result));
  };
})`;

/** Waits until the worker has summarised all deals. */
async function summarised(context: BrowserContext): Promise<void> {
  for (let last = -1; ; ) {
    await wait(5000);
    const next = (await context.serviceWorkers().at(-1)?.evaluate<number>(SUMMARIES)) ?? 0;
    if (next > 0 && next === last) return;
    last = next;
  }
}

/** Loads a deal’s page and waits for its first live question, or that there is none. */
async function open(page: Page, { url, name }: DealPage): Promise<number> {
  await page.goto('about:blank');
  const shown = `document.querySelector('.panel:not(.picture) h1')?.textContent ===
    ${JSON.stringify(name)} && document.querySelectorAll('.prompt, .card.calm').length > 0`;
  return untilFrame(page, '/panel.html', shown, () => page.goto(url));
}

/** From a query in the search of a panel until its result, ms. */
const SEARCH = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const until = async (find) => {
    for (let n = 0; n < 600; n++) {
      const found = find();
      if (found) return found;
      await frame();
    }
    throw new Error('nothing after 600 frames');
  };
  const field = () => document.querySelector('.search input, input.search');
  if (!field()) (await until(() => document.querySelector('[aria-label="Search notes"]'))).click();
  const input = await until(field);
  const set = (text) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const lines = () => [...document.querySelectorAll('.hint[role=status]')];
  const status = () => lines().some((line) => /\\d/.test(line.textContent));
  // The first search loads its code.
  set('vendor');
  await until(status);
  set('');
  await until(() => !status());
  const began = performance.now();
  set('finance');
  await until(status);
  return performance.now() - began;
})()`;

const panelOf = (page: Page): Frame => {
  const frame = page.frames().find((item) => item.url().includes('/panel.html'));
  if (!frame) throw new Error('no panel');
  return frame;
};

interface Times {
  open: number[];
  search: number[];
  deals: number[];
  dealsCpu: number[];
}

const none = (): Times => ({ open: [], search: [], deals: [], dealsCpu: [] });

/** Both devices in turn, the first one another each time. */
async function measured(
  devices: Record<Size, Device>,
  dealPages: readonly DealPage[],
): Promise<Record<Size, Times>> {
  const times = { small: none(), large: none() };
  for (let round = 0; round < ROUNDS + WARM; round++) {
    const dealPage = dealPages[round % dealPages.length];
    if (!dealPage) throw new Error('no deal');
    for (const size of round % 2 === 0 ? sizes : sizes.toReversed()) {
      const { crm, workspace } = devices[size];
      await crm.bringToFront();
      const opened = await open(crm, dealPage);
      await wait(REST);
      const search = await panelOf(crm).evaluate<number>(SEARCH);
      await workspace.bringToFront();
      const { chosen, cpu } = await loadDeals(workspace);
      if (round < WARM) continue;
      const of = times[size];
      of.open.push(opened);
      of.search.push(search);
      of.deals.push(chosen);
      of.dealsCpu.push(cpu);
    }
  }
  return times;
}

/** The worker’s tasks while deals are opened, one after the other. */
function tasksOf({ driver, crm }: Device, dealPages: readonly DealPage[]): Promise<Task[]> {
  return tasksDuring(driver.context, async () => {
    for (const dealPage of dealPages.slice(0, TRACED)) {
      await open(crm, dealPage);
      await wait(REST);
    }
  });
}

const longest = (tasks: readonly Task[], of: keyof Task) =>
  Math.max(0, ...tasks.map((task) => task[of]));
const total = (tasks: readonly Task[]) => tasks.reduce((sum, { cpu }) => sum + cpu, 0);

function rows(
  times: Record<Size, Times>,
  tasks: Record<Size, Task[]>,
  started: Record<Size, Task[]>,
): Row[] {
  const pair = (of: (size: Size) => number) => [of('large'), of('small')] as const;
  const p50 = (key: keyof Times) => pair((size) => median(times[size][key]));
  const limit = (most: number) => (_: number, ratio: number) => ratio <= most;
  const short = (ms: number) => ms <= 50;
  const goal = (most: number) => `≤ ${most}× 1,000 rows`;
  return [
    row('a deal: live first question, p50 ms', ...p50('open'), goal(1.3), limit(1.3)),
    row('search in its notes, p50 ms', ...p50('search'), goal(2), limit(2)),
    row('workspace: the three deals, p50 ms', ...p50('deals'), goal(2), limit(2)),
    row('the same, processor, p50 ms', ...p50('dealsCpu'), '', null),
    row(
      'worker: processor for each deal, ms',
      ...pair((size) => total(tasks[size]) / TRACED),
      '',
      null,
    ),
    row(
      'worker: longest task, processor ms',
      ...pair((size) => longest(tasks[size], 'cpu')),
      '≤ 50',
      short,
    ),
    row('the same as it passed, ms', ...pair((size) => longest(tasks[size], 'ms')), '', null),
    row('worker that starts: processor, ms', ...pair((size) => total(started[size])), '', null),
    row(
      'worker that starts: longest task, processor ms',
      ...pair((size) => longest(started[size], 'cpu')),
      '≤ 50',
      short,
    ),
  ];
}

/** A device of `total` rows, whose worker has computed what it computes over all deals. */
async function device(
  extension: string,
  total: number,
  keys: readonly string[],
  first: DealPage,
): Promise<Device> {
  const driver = await launchChromium({ extension });
  const { context } = driver;
  const workspace = await context.newPage();
  await workspace.goto(PAGE);
  await workspace.waitForSelector('main h1');
  await fillRows(workspace, total, keys, Date.now());
  await workspace.goto('about:blank');
  await workspace.addInitScript(WATCH);
  // What it remembers is of before.
  await driver.killBackground();
  const tab = await driver.tab(first.url);
  await tab.openPanel();
  const crm = context.pages().at(-1);
  if (!crm) throw new Error('no page');
  await summarised(context);
  return { driver, crm, workspace };
}

/** A device with very many rows beside one with few, in the built extension. */
export async function large(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sideline-large-'));
  const state = createEmulatorState(Date.now(), 0);
  const emulators = await startEmulators({ state, only: 'espocrm' });
  const host = `127.0.0.1:${emulators.port}`;
  const deals = state.deals
    .filter(({ stage }) => typeof stage === 'number')
    .map(({ n, name }) => ({ name, id: `d${n.toString(16).padStart(16, '0')}` }));
  const keys = deals.map(({ id }) => refKey({ crm: 'espocrm', tenant: host, object: 'deal', id }));
  const dealPages = deals
    .slice(0, 2)
    .map(({ id, name }) => ({ name, url: `http://${host}/?as=dana#Opportunity/view/${id}` }));
  const [first = { url: '', name: '' }] = dealPages;
  const open: Driver[] = [];
  try {
    const sites = { SIDELINE_CRM_HOSTS: `espocrm=http://${host}` };
    const extension = await build('chrome', sites, join(folder, 'ours'));
    const make = async (size: Size) => {
      const made = await device(extension, SIZES[size], keys, first);
      open.push(made.driver);
      return made;
    };
    const devices = { small: await make('small'), large: await make('large') };
    const times = await measured(devices, dealPages);
    const tasks = { small: [] as Task[], large: [] as Task[] };
    const started = { small: [] as Task[], large: [] as Task[] };
    for (const size of sizes) {
      await devices[size].crm.bringToFront();
      tasks[size] = await tasksOf(devices[size], dealPages);
      await devices[size].driver.killBackground();
      started[size] = await tasksOf(devices[size], dealPages.slice(0, 1));
    }
    report('large', rows(times, tasks, started));
  } finally {
    for (const driver of open) await driver.close().catch(() => {});
    await emulators.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
