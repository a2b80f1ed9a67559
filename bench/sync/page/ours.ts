import { searchNotes } from '../../../components/panel/search.ts';
import { idSource, type ServerRow } from '../../../lib/model/index.ts';
import { items, recordRows, SidelineDb } from '../../../lib/store/index.ts';
import { applyPull, putMeta, write } from '../../../lib/store/write.ts';
import { syncRound } from '../../../lib/sync/client/index.ts';
import { notes } from '../../peers/sync/notes.js';

const ids = idSource(
  () => Date.now(),
  (bytes) => crypto.getRandomValues(bytes),
);
const PAGE = 500;

async function open(name: string): Promise<SidelineDb> {
  const db = new SidelineDb(name);
  await putMeta(db, 'clientId', ids.next());
  return db;
}

const round = (db: SidelineDb, token: string) =>
  syncRound({
    db,
    client: { server: location.origin, token, fetch: (input, init) => fetch(input, init) },
    now: () => Date.now(),
    ids,
  });

/** A's notes wait in its database; then A's round and B's, like the extension's. @returns ms. */
async function run(
  count: number,
  rep: { token: string; user: string },
  boss: { token: string; user: string },
): Promise<{ push: number; total: number }> {
  const [a, b] = [await open('a'), await open('b')];
  await round(a, rep.token);
  await round(b, boss.token);
  const before = await b.rows.count();
  const all = notes(count);
  for (let at = 0; at < count; at += PAGE)
    await write(
      a,
      all.slice(at, at + PAGE).map((note) => ({
        op: 'create',
        collection: 'note',
        rowId: ids.next(),
        scope: `p:${boss.user}:${rep.user}`,
        patch: { ...note, author: rep.user },
      })),
      { now: Date.now(), ids },
    );
  const began = performance.now();
  await round(a, rep.token);
  const pushed = performance.now();
  await round(b, boss.token);
  const ended = performance.now();
  if ((await b.rows.count()) - before !== count) throw new Error('notes are missing');
  if ((await a.outbox.count()) !== 0) throw new Error('notes still wait');
  return { push: pushed - began, total: ended - began };
}

/** Notes of one busy deal, independent of the size of the company. */
const A_DEAL = 25;

function serverRows(from: number, count: number): ServerRow[] {
  return notes(count).map((note, index) => {
    const number = from + index;
    const id = String(Math.floor(number / A_DEAL));
    return {
      id: ids.next(),
      collection: 'note',
      scope: 'o:o',
      version: number + 1,
      rev: 1,
      deleted: false,
      schema: 1,
      fields: {
        ...note,
        ref: { crm: 'odoo', tenant: 'bench', object: 'deal', id },
        refKey: `odoo/bench/deal/${id}`,
      },
    };
  });
}

const answerOf = (rows: ServerRow[]) => ({
  rows,
  gone: [],
  dropScopes: [],
  newScopes: [],
  reset: [],
  cursors: { 'o:o': `e:${rows.at(-1)?.version ?? 0}` },
  more: false,
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Fills a device up to `total` notes, then measures. @returns ms, one value per repetition. */
async function measureGrown(
  total: number,
  times: number,
): Promise<{ apply: number[]; deal: number[]; search: number[] }> {
  const db = await open('grown');
  for (let have = await db.rows.count(); have < total; have += 1000)
    await applyPull(db, answerOf(serverRows(have, Math.min(1000, total - have))));
  // The browser's database still reorganises recent writes; on a real device that is finished.
  await new Promise((done) => setTimeout(done, 10_000));
  const result = { apply: [] as number[], deal: [] as number[], search: [] as number[] };
  let next = total;
  for (let i = 0; i < times; i++) {
    const rows = serverRows(next, 100);
    next += 100;
    result.apply.push(await timed(() => applyPull(db, answerOf(rows))));
    const refKey = `odoo/bench/deal/${Math.floor(((i * 7919) % total) / A_DEAL)}`;
    let found: Awaited<ReturnType<typeof recordRows>> | null = null;
    result.deal.push(await timed(async () => (found = await recordRows(db, refKey))));
    result.search.push(
      await timed(async () => found && searchNotes(found.notes, found.replies, 'champion quarter')),
    );
  }
  if (items('note', await db.rows.limit(5).toArray()).length !== 5)
    throw new Error('these are no notes');
  return result;
}

Object.assign(globalThis, { bench: { run, measureGrown } });
