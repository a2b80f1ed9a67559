// F9: an export of everything about a person was one string in memory. It blocked everybody for
// seconds, failed for large ones, and several at once used up the memory. Later, one at a time for
// all meant that one slow reader, or a request for the headers alone, kept everybody from theirs.
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { exportLimit } from '../../server/limits/exports.ts';
import { memoryLimiters } from '../../server/limits/limiter.ts';
import { personExport } from '../../server/ops/personExport.ts';
import { opsToken } from '../../server/routes/ops.ts';
import { Client } from '../helpers/client.ts';
import {
  context,
  note,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

const NOTES = 700;
const LONG = 'x'.repeat(20_000);

describe.each(storeKinds)('the export of a person, on %s', (kind) => {
  let server: TestServer;
  let acme: Awaited<ReturnType<typeof organisation>>;
  let rep = '';
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 2);
    rep = acme.reps[0] ?? '';
    const client = new Client(server, rep);
    const mine = () => client.mutation({ scope: `u:${rep}`, patch: note(rep, LONG) });
    for (let sent = 0; sent < NOTES; sent += 350)
      await client.send(...Array.from({ length: 350 }, mine));
    const boss = new Client(server, acme.boss);
    await boss.one({ scope: `u:${acme.boss}`, patch: note(acme.boss, 'hers alone') });
    await boss.one({ scope: `p:${acme.boss}:${rep}`, patch: note(acme.boss, 'to the rep') });
  });
  afterAll(() => server.close());

  const get = (path: string, token: string) =>
    fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } });

  it('comes in pieces, with every row once, and no row of others', async () => {
    const who = await context(server.people, rep);
    const pieces: string[] = [];
    for await (const piece of (await personExport(server.store, 'rep0@acme.test', who)) ?? [])
      pieces.push(String(piece));
    const longest = Math.max(...pieces.map(({ length }) => length));
    expect(longest).toBeLessThan(5_000_000);
    const all = pieces.join('');
    expect(all.length).toBeGreaterThan(2 * NOTES * LONG.length);
    const { rows, revisions } = JSON.parse(all) as {
      rows: { id: string; author: string; fields: { text: string } }[];
      revisions: { row: string }[];
    };
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.filter(({ author }) => author === rep)).toHaveLength(NOTES);
    expect(rows.filter(({ author }) => author !== rep).map(({ fields }) => fields.text)).toEqual([
      'to the rep',
    ]);
    expect(new Set(revisions.map(({ row }) => row)).size).toBe(NOTES);
  });
  it('lets others through between two pieces', async () => {
    const order: string[] = [];
    const token = await tokenOf(server.url, 'boss@acme.test');
    const pieces = (await personExport(server.store, 'rep0@acme.test')) ?? Readable.from([]);
    const reading = (async () => {
      for await (const _ of pieces) order.push('piece');
    })();
    const other = get('/me', token).then(({ status }) => order.push(String(status)));
    await Promise.all([reading, other]);
    expect(order).toContain('200');
    expect(order.at(-1)).toBe('piece');
  });
  it('and a backup, which the operator asks for, are one at a time too', async () => {
    const backup = () =>
      fetch(`${server.url}/ops/backup`, {
        method: 'POST',
        headers: {
          authorization: `Ops ${opsToken(server.config.secret)}`,
          'content-type': 'application/json',
        },
        body: '{}',
      });
    const slow = await backup();
    expect(slow.status).toBe(200);
    const again = await backup();
    expect([again.status, again.headers.get('retry-after')]).toEqual([429, '30']);
    await slow.body?.cancel();
    const next = await vi.waitUntil(async () => {
      const answer = await backup();
      if (answer.status === 200) return answer;
      await answer.body?.cancel();
      return null;
    }, 20_000);
    expect(next.headers.get('content-type')).toBe('application/gzip');
    expect((await next.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  });
  it('is one at a time for each person, whose slow reader keeps nobody else waiting', async () => {
    const slow = await get('/me/export', await tokenOf(server.url, 'rep0@acme.test'));
    expect(slow.status).toBe(200);
    const again = await get('/me/export', await tokenOf(server.url, 'rep0@acme.test'));
    expect([again.status, again.headers.get('retry-after')]).toEqual([429, '30']);
    const other = await get('/me/export', await tokenOf(server.url, 'boss@acme.test'));
    expect(other.status).toBe(200);
    expect(await other.text()).toContain('hers alone');
    await slow.body?.cancel();
    const token = await tokenOf(server.url, 'rep0@acme.test');
    await vi.waitUntil(async () => (await get('/me/export', token)).status === 200, {
      timeout: 20_000,
      interval: 50,
    });
  });
  it.each(['/me/export', '/me', '/notes/any/history'])('%s has no HEAD', async (path) => {
    const token = await tokenOf(server.url, 'rep1@acme.test');
    const headers = { authorization: `Bearer ${token}` };
    const { status } = await fetch(server.url + path, { method: 'HEAD', headers });
    expect(status).toBe(405);
    const { rows } = await new Client(server, acme.reps[1] ?? '').pull();
    expect(rows.filter(({ collection }) => collection === 'dataExport')).toEqual([]);
  });
});

describe('exports', () => {
  const run = async (limit: ReturnType<typeof exportLimit>, person: string | null) => {
    const done = await limit.run(person, async () => Readable.from(['x']));
    if ('stream' in done && done.stream) await text(done.stream);
    return done.wait;
  };
  it('are five an hour for a person, and any number for the operator', async () => {
    const limit = exportLimit(memoryLimiters());
    const waits: number[] = [];
    for (let time = 0; time < 6; time++) waits.push(await run(limit, 'rep'));
    expect(waits).toEqual([0, 0, 0, 0, 0, 3600]);
    for (let time = 0; time < 6; time++) expect(await run(limit, null)).toBe(0);
    expect(await run(limit, 'boss')).toBe(0);
  });
  it('run side by side: one of each person and one of the operator', async () => {
    const limit = exportLimit(memoryLimiters());
    const held = async () => Readable.from(['x']);
    for (const person of ['rep', 'boss', null]) {
      expect((await limit.run(person, held)).wait).toBe(0);
      expect((await limit.run(person, held)).wait).toBe(30);
    }
  });
  it('end after half an hour, however slowly they are read', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const limit = exportLimit(memoryLimiters());
    const stream = new Readable({ highWaterMark: 1, read() {} });
    const ended = new Promise((done) => stream.once('close', done));
    await limit.run('rep', async () => stream);
    stream.resume();
    for (let seconds = 0; seconds < 1800; seconds += 20) {
      expect(stream.destroyed).toBe(false);
      stream.push('x');
      await new Promise(setImmediate);
      vi.advanceTimersByTime(20_000);
    }
    await ended;
    vi.useRealTimers();
  });
  it('make room after a failure, and when the reader takes nothing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const limit = exportLimit(memoryLimiters());
    const fails = limit.run('rep', () => Promise.reject(new Error('no database')));
    await expect(fails).rejects.toThrow('no database');
    const stuck = Readable.from(['x', 'y'], { highWaterMark: 1 });
    const ended = new Promise((done) => stuck.once('close', done));
    await limit.run('rep', async () => stuck);
    expect(await run(limit, 'rep')).toBe(30);
    vi.advanceTimersByTime(30_000);
    await ended;
    vi.useRealTimers();
    expect(await run(limit, 'rep')).toBe(0);
  });
});
