import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { startEmulators } from '../demo/server.ts';
import { createEmulatorState } from '../demo/state.ts';
import { build } from '../scripts/browser/build.ts';
import { launchChromium } from '../scripts/browser/chromium.ts';
import { untilFrame } from './page.ts';
import { median, type Row, report, row, slopeOf } from './table.ts';
import { type Debugged, heapOf, workerOf } from './worker.ts';

const NAVIGATIONS = 2000;
const EVERY = 100;
/** Until here caches fill and code is compiled. */
const WARM = 500;
/** After a navigation, ms: the roll-up of all deals has ended. */
const REST = 2500;
/** The background takes five reports of a tab in a second. */
const LEAST_MS = 210;
const LOADS = 9;
const MB = 2 ** 20;

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

interface Point {
  navigations: number;
  worker: number;
  panel: number;
  page: number;
}

/** A page or frame, with a debugger. */
async function debugged(
  context: BrowserContext,
  of: Parameters<BrowserContext['newCDPSession']>[0],
) {
  const session = await context.newCDPSession(of);
  return { send: (method: string, params = {}) => session.send(method as never, params as never) };
}

/** Goes from deal to deal with the panel open, and weighs its parts now and then. */
async function navigate(
  context: BrowserContext,
  page: Page,
  deals: readonly { hash: string; name: string }[],
): Promise<Point[]> {
  const frame = page.frames().find((item) => item.url().includes('/panel.html'));
  if (!frame) throw new Error('no panel');
  const parts: Record<'worker' | 'panel' | 'page', Debugged> = {
    worker: await workerOf(context),
    panel: await debugged(context, frame),
    page: await debugged(context, page),
  };
  const points: Point[] = [];
  for (let n = 0; n <= NAVIGATIONS; n++) {
    if (n % EVERY === 0) {
      await wait(REST);
      const { worker, panel, page: crm } = parts;
      const sizes = [await heapOf(worker), await heapOf(panel), await heapOf(crm)] as const;
      points.push({ navigations: n, worker: sizes[0], panel: sizes[1], page: sizes[2] });
      console.log(n, sizes.map((size) => (size / MB).toFixed(3)).join(' '));
    }
    const deal = deals[n % deals.length];
    if (!deal) throw new Error('no deal');
    const shown = `document.querySelector('h1')?.textContent === ${JSON.stringify(deal.name)} &&
      document.querySelectorAll('.prompt, .card.calm').length > 0`;
    const ms = await untilFrame(page, '/panel.html', shown, () =>
      page.evaluate(`location.hash = '${deal.hash}'`),
    );
    await wait(Math.max(0, LEAST_MS - ms));
  }
  return points;
}

function growth(points: readonly Point[]): Row[] {
  const late = points.filter(({ navigations }) => navigations >= WARM);
  const rise = (part: 'worker' | 'panel' | 'page') =>
    slopeOf(late.map((point) => ({ x: point.navigations, y: point[part] })));
  const at = (navigations: number) =>
    (points.find((point) => point.navigations === navigations)?.worker ?? Number.NaN) / MB;
  return [
    ...[0, WARM, NAVIGATIONS].map((n) =>
      row(`worker after ${n} navigations, MB`, at(n), null, '', null),
    ),
    row('worker: bytes a navigation', rise('worker'), null, '≤ 100', (bytes) => bytes <= 100),
    row('panel: bytes a navigation', rise('panel'), null, '', null),
    row('CRM page: bytes a navigation', rise('page'), null, '', null),
  ];
}

/** The heap of a CRM page some seconds after it was loaded. */
async function weigh(context: BrowserContext, page: Page, url: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(url);
  await wait(REST);
  const session = await context.newCDPSession(page);
  const part = {
    send: (method: string, params = {}) => session.send(method as never, params as never),
  };
  const bytes = await heapOf(part);
  await session.detach();
  return bytes;
}

/** What an extension costs the page of a deal, with its panel closed. */
async function collapsed(
  contexts: Record<'none' | 'empty' | 'ours', BrowserContext>,
  url: string,
): Promise<Row> {
  const names = ['none', 'empty', 'ours'] as const;
  const pages = new Map<string, Page>();
  for (const name of names) pages.set(name, await contexts[name].newPage());
  const bytes: Record<(typeof names)[number], number[]> = { none: [], empty: [], ours: [] };
  for (let round = 0; round <= LOADS; round++)
    for (const name of names) {
      const page = pages.get(name);
      const size = page ? await weigh(contexts[name], page, url) : Number.NaN;
      // The first load of each compiles its code.
      if (round > 0) bytes[name].push(size);
    }
  const over = (name: 'empty' | 'ours') => (median(bytes[name]) - median(bytes.none)) / MB;
  return row(
    'closed panel: heap of a CRM page over one without extension, MB',
    over('ours'),
    over('empty'),
    '≤ an empty content script + 1 MB',
    (mb) => mb <= over('empty') + 1,
  );
}

/** What the extension keeps in memory. */
export async function memory(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sideline-memory-'));
  const state = createEmulatorState(Date.now(), 0);
  const emulators = await startEmulators({ state, only: 'espocrm' });
  const espo = `http://127.0.0.1:${emulators.port}`;
  const drivers = [];
  try {
    const sites = { SIDELINE_CRM_HOSTS: `espocrm=${espo}` };
    const extension = await build('chrome', sites, join(folder, 'ours'));
    const peer = await build('chrome', {}, join(folder, 'empty'), resolve('bench/peers/empty'));
    const deals = state.deals
      .filter(({ stage }) => typeof stage === 'number')
      .map(({ n, name }) => ({
        name,
        hash: `#Opportunity/view/d${n.toString(16).padStart(16, '0')}`,
      }));
    const url = `${espo}/?as=dana${deals[0]?.hash}`;
    const ours = await launchChromium({ extension });
    drivers.push(ours);
    const empty = await launchChromium({ extension: peer, passive: true });
    drivers.push(empty);
    const none = await launchChromium({ extension: null });
    drivers.push(none);
    const closed = await collapsed(
      { none: none.context, empty: empty.context, ours: ours.context },
      url,
    );
    const tab = await ours.tab(url);
    await tab.openPanel();
    const page = ours.context.pages().at(-1);
    if (!page) throw new Error('no page');
    report('memory', [closed, ...growth(await navigate(ours.context, page, deals))]);
  } finally {
    for (const driver of drivers) await driver.close().catch(() => {});
    await emulators.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
