import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { startEmulators } from '../demo/server.ts';
import { createEmulatorState } from '../demo/state.ts';
import { build } from '../scripts/browser/build.ts';
import { launchChromium } from '../scripts/browser/chromium.ts';
import { untilFrame } from './page.ts';
import { median, quantile, type Row, report, row } from './table.ts';

const ROUNDS = 12;
const WARM = 2;
/** After the last drawing of a panel, ms: its picture is kept by then. */
const REST = 1200;
/** After a worker started, ms: a person looks at the deal, and it makes its word lists. */
const LOOK = 7000;

/** Whether the frame has painted a picture. */
const MARKED = `performance.getEntriesByName('picture').length > 0`;
const PROMPTS = '.prompt, .card.calm';

interface Load {
  /** Until the first question is on screen, live or as a picture, ms. */
  seen: number;
  /** Until it is live, ms. */
  live: number;
  isPicture: boolean;
}

/** One full load of a deal’s page, from an empty one. */
async function load(page: Page, url: string): Promise<Load> {
  const shown = (panel: string) =>
    `[...document.querySelectorAll(${JSON.stringify(panel)})]
      .some((panel) => panel.querySelector('h1') && panel.querySelector('${PROMPTS}'))`;
  const began = performance.now();
  const going = page.goto(url);
  const seen = await untilFrame(page, '/panel.html', shown('.panel'), async () => {});
  await untilFrame(page, '/panel.html', shown('.panel:not(.picture)'), async () => {});
  const live = performance.now() - began;
  await going;
  const frame = page.frames().find((item) => item.url().includes('/panel.html'));
  const isPicture = (await frame?.evaluate(MARKED)) === true;
  await page.waitForTimeout(REST);
  await page.goto('about:blank');
  return { seen, live, isPicture };
}

type Kind = 'return' | 'cold' | 'first';

function rows(empty: number[], loads: Record<Kind, Load[]>): Row[] {
  const peer = median(empty);
  const live = (kind: Kind) => loads[kind].map((item) => item.live);
  const seen = (kind: Kind) => loads[kind].map((item) => item.seen);
  const pictures = (kind: Kind) => loads[kind].filter(({ isPicture }) => isPicture).length;
  return [
    row('empty extension frame, p50 ms', peer, null, '', null),
    row(
      'return: last picture, p50 ms',
      median(seen('return')),
      peer,
      '≤ 1.6× an empty frame',
      (_, ratio) => ratio <= 1.6,
    ),
    row(
      'return: live first question, p50 ms',
      median(live('return')),
      peer,
      '≤ 2.3× an empty frame',
      (_, ratio) => ratio <= 2.3,
    ),
    row('return: live first question, p90 ms', quantile(live('return'), 0.9), null, '', null),
    row('first visit: live first question, p50 ms', median(live('first')), peer, '', null),
    row('cold worker: last picture, p50 ms', median(seen('cold')), peer, '', null),
    row(
      'cold worker: live first question, p50 ms',
      median(live('cold')),
      median(live('return')),
      '≤ 1.3× a warm worker',
      (_, ratio) => ratio <= 1.3,
    ),
    row('returns with a picture', pictures('return'), loads.return.length, '', null),
    row('the same, with a cold worker', pictures('cold'), loads.cold.length, '', null),
  ];
}

/** What is felt when a deal’s page is loaded, beside an extension with an empty frame. */
export async function felt(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sideline-felt-'));
  const state = createEmulatorState(Date.now(), 0);
  const emulators = await startEmulators({ state, only: 'espocrm' });
  const espo = `http://127.0.0.1:${emulators.port}`;
  const address = (n: number) => `#Opportunity/view/d${n.toString(16).padStart(16, '0')}`;
  const drivers = [];
  try {
    const sites = { SIDELINE_CRM_HOSTS: `espocrm=${espo}` };
    const extension = await build('chrome', sites, join(folder, 'ours'));
    const peers = resolve('bench/peers/empty');
    const peer = await build('chrome', {}, join(folder, 'empty'), peers);
    const ours = await launchChromium({ extension });
    drivers.push(ours);
    const empty = await launchChromium({ extension: peer, passive: true });
    drivers.push(empty);
    const [known = 1, ...unread] = state.deals
      .filter(({ stage }) => typeof stage === 'number')
      .map(({ n }) => n);
    const url = (n: number) => `${espo}/?as=dana${address(n)}`;
    const tab = await ours.tab(url(known));
    await tab.openPanel();
    await new Promise((done) => setTimeout(done, LOOK));
    const page = ours.context.pages().at(-1);
    const bare = await empty.context.newPage();
    if (!page) throw new Error('no page');
    const times: number[] = [];
    const loads: Record<Kind, Load[]> = { return: [], cold: [], first: [] };
    for (let round = 0; round < ROUNDS + WARM; round++) {
      await bare.goto('about:blank');
      const ms = await untilFrame(bare, '/frame.html', `!!document.querySelector('h1')`, () =>
        bare.goto(`${espo}/?as=dana&frame=1${address(known)}`),
      );
      const again = await load(page, url(known));
      const next = unread[round % unread.length] ?? known;
      const first = await load(page, url(next));
      await ours.killBackground();
      const cold = await load(page, url(known));
      await page.waitForTimeout(LOOK);
      if (round < WARM) continue;
      times.push(ms);
      loads.return.push(again);
      if (round < unread.length) loads.first.push(first);
      loads.cold.push(cold);
    }
    report('felt', rows(times, loads));
  } finally {
    for (const driver of drivers) await driver.close().catch(() => {});
    await emulators.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
