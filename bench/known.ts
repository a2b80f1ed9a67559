import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { textsOf } from '../lib/commands/texts.ts';
import { type DealRecord, type DealSnapshot, known, refKey } from '../lib/model/index.ts';
import { CHROME_ID } from '../lib/platform/ids.ts';
import type { Row as StoredRow } from '../lib/store/index.ts';
import { build } from '../scripts/browser/build.ts';
import { launchChromium } from '../scripts/browser/chromium.ts';
import { deals } from './deals.ts';
import { median, type Row, report, row } from './table.ts';

const DEALS = 2000;
/** The most readings that a device keeps. */
const READ = 500;
const ROUNDS = 8;
/** The list is computed and stored by then, ms. */
const REST = 5000;
export const PAGE = `chrome-extension://${CHROME_ID}/workspace.html#deals`;

const rowOf = (collection: string, id: string, fields: Record<string, unknown>): StoredRow => {
  const copy = { scope: 'u:local', deleted: false, fields, version: 1, rev: 1 };
  const { version, rev, ...state } = copy;
  const says = textsOf.row({ collection, fields, deleted: false });
  return {
    ...{ id, collection, ...state, refKey: String(fields.refKey), rev, version, pending: 0 },
    serverCopy: copy,
    ...(says && { says }),
  };
};

/** A device that knows many deals: read ones, visited ones, and what people wrote on them. */
export function device() {
  const shift = Date.now() - Date.parse('2026-11-22T12:00:00Z');
  const records: unknown[] = [];
  const rows: StoredRow[] = [];
  for (const [index, { record, notes }] of deals(DEALS).entries()) {
    const read: DealRecord = { ...record, viewer: { crmUserId: 'u1', name: 'R', email: null } };
    const key = refKey(read.ref);
    const at = Date.now() - (DEALS - index) * 60_000;
    // What was read is visited longest ago: then a page knows most deals.
    if (index < READ) {
      const says = textsOf.record(read);
      records.push({ key, record: read, at, visits: null, address: null, ...(says && { says }) });
    }
    const { fields } = read;
    const amount = known(fields.amount);
    const snapshot: DealSnapshot = {
      ...{ refKey: key, name: known(fields.name) ?? null, at, status: 'open' },
      ...{ stage: known(fields.stage) ?? null, amount: amount?.amount ?? null },
      ...{ currency: amount?.currency ?? null, closeDate: known(fields.closeDate) ?? null },
      ...{ owner: known(fields.owner)?.name ?? null, nextStep: known(fields.nextStep) ?? null },
    };
    const id = String(index).padStart(6, '0');
    rows.push(rowOf('dealSnapshot', `s${id}`, snapshot));
    for (const [n, note] of notes.slice(0, index % 8 === 0 ? 2 : 0).entries())
      rows.push(
        rowOf('note', `n${id}${n}`, {
          ...{ ref: read.ref, refKey: key, recordName: snapshot.name ?? '', author: 'local' },
          ...{ text: note.text, createdAt: note.at + shift, kind: 'note' },
        }),
      );
  }
  return { records, rows };
}

/** Writes rows into a table of the device, as it stores them. */
export const fill = (page: Page, table: string, rows: readonly unknown[]) =>
  page.evaluate(
    ([name, list]) =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open('sideline:local');
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const tx = db.transaction(name, 'readwrite');
          for (const item of list) tx.objectStore(name).put(item);
          tx.oncomplete = () => done(db.close());
          tx.onerror = () => fail(tx.error);
        };
      }),
    [table, rows] as const,
  );

/** Watches the page's own tasks, and when its heading and the chosen deals are drawn. */
export const WATCH = `(() => {
  const seen = (globalThis.felt = { long: [], heading: 0, chosen: 0 });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.long.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (document.querySelector('main h1')) seen.heading ||= performance.now();
    if (document.querySelector('.across ol li')) seen.chosen ||= performance.now();
    requestAnimationFrame(look);
  };
  look();
})()`;

interface Felt {
  /** When each is drawn, ms after the start of the load. */
  heading: number;
  chosen: number;
  /** Start and duration of tasks of 50 ms or more. */
  long: [number, number][];
  /** Time of the processor for the main thread until the deals are drawn, ms. */
  cpu: number;
}

/** Loads My deals from an empty page. */
export async function loadDeals(page: Page): Promise<Felt> {
  await page.goto('about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(PAGE);
  const until = performance.now() + 60_000;
  while (!(await page.evaluate('globalThis.felt?.chosen > 0'))) {
    if (performance.now() > until) throw new Error('no list after a minute');
    await page.waitForTimeout(25);
  }
  const { metrics } = await session.send('Performance.getMetrics');
  const cpu = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  await page.waitForTimeout(REST);
  await session.detach();
  return { ...(await page.evaluate<Felt>('globalThis.felt')), cpu };
}

const longest = (list: readonly [number, number][]) => Math.max(0, ...list.map(([, ms]) => ms));

function rows(first: Felt, times: readonly Felt[]): Row[] {
  const of = (pick: (felt: Felt) => number) => median(times.map(pick));
  const after = ({ long, chosen }: Felt) => longest(long.filter(([at]) => at >= chosen));
  const before = ({ long, heading, chosen }: Felt) =>
    longest(long.filter(([at]) => at >= heading && at < chosen));
  return [
    row(
      'first: from the heading to the three deals, ms',
      first.chosen - first.heading,
      null,
      '',
      null,
    ),
    row('first: processor until them, ms', first.cpu, null, '', null),
    row('first: longest task, ms', longest(first.long), null, '', null),
    row(
      'warm: the heading, p50 ms',
      of(({ heading }) => heading),
      null,
      '',
      null,
    ),
    row(
      'warm: from the heading to the three deals, p50 ms',
      of(({ heading, chosen }) => chosen - heading),
      null,
      '≤ 300',
      (ms) => ms <= 300,
    ),
    row(
      'warm: processor until them, p50 ms',
      of(({ cpu }) => cpu),
      null,
      '',
      null,
    ),
    row('warm: longest task before them, p50 ms', of(before), null, '≤ 50', (ms) => ms <= 50),
    row('warm: longest task after them, p50 ms', of(after), null, '≤ 50', (ms) => ms <= 50),
  ];
}

/** My deals on a device that knows very many. */
export async function knownDeals(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sideline-known-'));
  const extension = await build('chrome', {}, join(folder, 'ours'));
  const driver = await launchChromium({ extension });
  try {
    const page = await driver.context.newPage();
    await page.goto(PAGE);
    await page.waitForSelector('main h1');
    const { records, rows: stored } = device();
    await fill(page, 'records', records);
    for (let at = 0; at < stored.length; at += 500)
      await fill(page, 'rows', stored.slice(at, at + 500));
    await page.addInitScript(WATCH);
    const first = await loadDeals(page);
    const times: Felt[] = [];
    for (let round = 0; round < ROUNDS; round++) times.push(await loadDeals(page));
    report('known', rows(first, times));
  } finally {
    await driver.close().catch(() => {});
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
