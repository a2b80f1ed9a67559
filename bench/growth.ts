import { sampleTeam } from '../server/sample.ts';
import { freePort, Person, scratch, spawnServer } from '../tests/soak/process.ts';
import { notes } from './peers/sync/notes.js';
import { inPage } from './sync/browser.ts';
import { bundle, site } from './sync/site.ts';
import { median, type Row, report, row } from './table.ts';

const SIZES = [1000, 10_000, 100_000];
const TIMES = 25;
/** The largest ratio that counts as constant, for an organisation a hundred times as large. */
const FLAT = 1.5;

const sample = notes(500);

/** Time to pull 100 new rows while the organisation grows, in ms by size. */
async function pulls(): Promise<Map<number, number>> {
  const place = scratch();
  // One person writes here what an organisation writes in years.
  const server = await spawnServer(place.path('growth.db'), await freePort(), {
    SIDELINE_RATE_ROWS: '1000000',
    SIDELINE_RATE_ROWS_DAY: '1000000',
  });
  const result = new Map<number, number>();
  try {
    const rep = await Person.signIn(server.url, sampleTeam.reps[0].email, 'grow');
    const boss = await Person.signIn(server.url, sampleTeam.manager.email, 'grow-too');
    rep.scope = `p:${boss.user}:${rep.user}`;
    const push = (count: number) =>
      rep.push(server.url, (author) => ({ ...sample[rep.seq % sample.length], author }), count);
    // Warm up, so that the smallest size does not include the start.
    for (let i = 0; i < 5; i++) await push(100);
    for (const size of SIZES) {
      while (rep.seq < size - 500) await push(500);
      if (rep.seq < size) await push(size - rep.seq);
      await boss.pull(server.url);
      const times: number[] = [];
      for (let i = 0; i < TIMES; i++) {
        await push(100);
        const began = performance.now();
        await boss.pull(server.url);
        times.push(performance.now() - began);
      }
      result.set(size, median(times));
    }
    return result;
  } finally {
    await server.kill();
    place.remove();
  }
}

function table(what: string, bySize: ReadonlyMap<number, number>): Row[] {
  const smallest = bySize.get(SIZES[0] ?? 0) ?? Number.NaN;
  return [...bySize].map(([size, ms]) =>
    row(
      `${what}, ms, with ${size.toLocaleString('en')} notes`,
      ms,
      smallest,
      size === SIZES[0] ? '' : `≤ ${FLAT}× the smallest`,
      size === SIZES[0] ? null : (_, ratio) => ratio <= FLAT,
    ),
  );
}

/**
 * One organisation from 1,000 to 100,000 notes: at the server, and on a device in Chromium. “peer”
 * is the smallest size.
 */
export async function growth(): Promise<void> {
  const rows = table('pull of 100 new rows', await pulls());
  const place = scratch();
  const folder = await bundle('bench/sync/page', place.path('page'));
  const page = await site(await freePort(), folder, 1);
  const on = {
    apply: new Map<number, number>(),
    deal: new Map<number, number>(),
    search: new Map<number, number>(),
  };
  try {
    for (const size of SIZES) {
      const times = await inPage<{ apply: number[]; deal: number[]; search: number[] }>(
        page.url,
        `bench.measureGrown(${size}, ${TIMES})`,
      );
      for (const key of ['apply', 'deal', 'search'] as const) on[key].set(size, median(times[key]));
    }
  } finally {
    await page.close();
    place.remove();
  }
  rows.push(
    ...table('taking 100 new rows in, on the device', on.apply),
    ...table('rows of a deal when it is opened', on.deal),
    ...table('search in the notes of a deal', on.search),
  );
  report('growth', rows);
}
