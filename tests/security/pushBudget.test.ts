// F9: one signed-in person could fill the disk with pushes, and hold the server with texts that are
// expensive to compare.
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { mergeText } from '../../lib/merge/index.ts';
import type { Mutation } from '../../lib/model/index.ts';
import { PROTO, SCHEMA } from '../../lib/sync/protocol.ts';
import { memoryLimiters } from '../../server/limits/limiter.ts';
import { createPushBudget } from '../../server/limits/pushBudget.ts';
import { createTurns } from '../../server/limits/turns.ts';
import { Client } from '../helpers/client.ts';
import {
  note,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

describe.each(storeKinds)('rows that one person writes, on %s', (kind) => {
  let server: TestServer;
  let reps: string[] = [];
  let team = '';
  beforeAll(async () => {
    server = await startServer(kind, { SIDELINE_RATE_ROWS: '1000' });
    ({ reps, team } = await organisation(server.people, 'acme', 3));
  });
  afterAll(() => server.close());
  afterEach(() => vi.useRealTimers());

  const notesOf = (client: Client, count: number): Mutation[] =>
    Array.from({ length: count }, () =>
      client.mutation({ scope: `u:${client.user}`, patch: note(client.user, 'x') }),
    );
  const pushTo = (token: string, clientId: string, mutations: readonly Mutation[]) =>
    fetch(`${server.url}/sync/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ proto: PROTO, schema: SCHEMA, clientId, mutations }),
    });

  it('are limited at once; what is refused is taken after the wait', async () => {
    const client = new Client(server, reps[0] ?? '');
    const token = await tokenOf(server.url, 'rep0@acme.test');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    for (const _ of [1, 2])
      expect((await pushTo(token, client.id, notesOf(client, 500))).status).toBe(200);
    const rest = notesOf(client, 200);
    const refused = await pushTo(token, client.id, rest);
    expect([refused.status, await refused.json()]).toEqual([429, { code: 'slowDown' }]);
    // Seconds, which a device obeys (tests/sync).
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait > 0 && wait <= 600, `waits ${wait} seconds`).toBe(true);
    expect(await client.all()).toHaveLength(1000);
    vi.setSystemTime(Date.now() + wait * 1000);
    expect((await pushTo(token, client.id, rest)).status).toBe(200);
    expect(await client.all()).toHaveLength(1200);
  });
  it('count once: a push whose answer got lost is free, and so is a refused one', async () => {
    const client = new Client(server, reps[1] ?? '');
    const token = await tokenOf(server.url, 'rep1@acme.test');
    const statuses: number[] = [];
    const push = async (mutations: readonly Mutation[]) =>
      statuses.push((await pushTo(token, client.id, mutations)).status);
    const first = notesOf(client, 500);
    for (let time = 0; time < 3; time++) await push(first);
    await push(notesOf(client, 450));
    const tooMany = notesOf(client, 51);
    await push(tooMany);
    await push(tooMany.slice(0, 50));
    expect(statuses).toEqual([200, 200, 200, 200, 429, 200]);
  });
  it('cost their bytes before they are parsed, also in a body that is refused', async () => {
    const token = await tokenOf(server.url, 'rep1@acme.test');
    const send = async (body: string) =>
      (
        await fetch(`${server.url}/sync/push`, {
          method: 'POST',
          headers: {
            ...{ 'content-type': 'application/json', 'content-encoding': 'gzip' },
            authorization: `Bearer ${token}`,
          },
          body: gzipSync(body),
        })
      ).status;
    const parse = vi.spyOn(JSON, 'parse');
    const [large, tooLarge] = ['x'.repeat(11_000_000), ' '.repeat(13_000_000)];
    expect(await send(`"${large}"`), 'no push').toBe(400);
    expect(await send(tooLarge), 'too large once it is unpacked').toBe(413);
    const before = parse.mock.calls.length;
    expect(await send(`"${large}"`), 'more than 24 MB').toBe(429);
    const parsed = parse.mock.calls.slice(before).filter(([text]) => text.length > 1e6);
    parse.mockRestore();
    expect(parsed).toEqual([]);
    expect(await send('{}'), 'a small one').toBe(400);
  });
  it('of a person do not count for others', async () => {
    const client = new Client(server, reps[2] ?? '');
    const token = await tokenOf(server.url, 'rep2@acme.test');
    expect((await pushTo(token, client.id, notesOf(client, 10))).status).toBe(200);
  });
  it('are short where each push reads those of the last hour', async () => {
    const [rep = ''] = reps;
    const client = new Client(server, rep);
    const of = (size: number) => ({
      collection: 'opening',
      scope: `t:${team}`,
      patch: {
        ...{ refKey: 'odoo/t/deal/1', rep: reps[1], author: rep, at: 1, how: 'panel' },
        later: 'x'.repeat(size),
      },
    });
    expect((await client.one(of(4000))).result).toEqual({ kind: 'rejected', code: 'invalid' });
    expect((await client.one(of(3000))).result).toMatchObject({ kind: 'conflict', version: 0 });
  });
  it('cost what was compared', async () => {
    const client = new Client(server, reps[2] ?? '');
    const words = (count: number, from: string) =>
      Array.from({ length: count }, (_, index) => `${from}${index % 60}`).join(' ');
    const created = client.mutation({
      scope: `u:${client.user}`,
      patch: note(client.user, words(600, 'w')),
    });
    const { rowId } = created;
    const change = (text: string) =>
      client.mutation({ op: 'patch', rowId, base: 1, patch: { text } });
    const rows = await client.send(created, change(`${words(600, 'w')} end`));
    expect(rows.cost).toEqual({ rows: 2, pairs: 0 });
    const stale = await client.send(change(`start ${words(590, 'w')} x`));
    expect(stale.cost.pairs).toBeGreaterThan(1000);
  });
});

describe('the budget of a person', () => {
  afterEach(() => vi.useRealTimers());
  const budget = () => createPushBudget(memoryLimiters(), { rows: 12_000, rowsDay: 60_000 });

  it('fits what the benchmark of sync sends: 10,500 notes of one person', async () => {
    const { takeBytes, takeRows } = budget();
    for (let push = 0; push < 21; push++) {
      expect(await takeBytes('rep', 1_500_000)).toBe(0);
      expect(await takeRows('rep', 500)).toBe(0);
    }
  });
  it('is 60,000 rows a day', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { takeRows } = budget();
    let written = 0;
    for (let push = 0; push < 200; push++) {
      const wait = await takeRows('rep', 500);
      if (wait === 0) written += 500;
      else if (wait <= 600) vi.setSystemTime(Date.now() + wait * 1000);
      else break;
    }
    expect(written).toBe(60_000);
  });
  it('is 4 kB for each of these rows', async () => {
    const { takeBytes } = budget();
    const waits: number[] = [];
    for (let push = 0; push < 5; push++) waits.push(await takeBytes('rep', 12_000_000));
    expect(waits).toEqual([0, 0, 0, 0, 600]);
  });
  it('is 600,000 compared pairs a minute; a push before it is over is refused', async () => {
    const { takeRows, correct } = budget();
    await correct('rep', 500, { rows: 500, pairs: 599_999 });
    expect(await takeRows('rep', 500)).toBe(0);
    await correct('rep', 500, { rows: 500, pairs: 1 });
    expect(await takeRows('rep', 500)).toBeGreaterThan(0);
    expect(await takeRows('another', 500)).toBe(0);
  });
});

it('texts that are too expensive to merge use up the budget too', () => {
  const budget = { pairs: 1000 };
  const same = Array(400).fill('same').join(' ');
  expect(mergeText(same, `a ${same} b`, `c ${same} d`, budget)).toBeNull();
  expect(budget.pairs).toBeLessThan(0);
  expect(mergeText('a b c', 'x b c', 'a b y', budget)).toBeNull();
  expect(mergeText('a b c', 'x b c', 'a b y', { pairs: 1000 })).toBe('x b y');
});

it('pushes of one person run one after the other, and only a few may wait', async () => {
  const turn = createTurns(2);
  const order: string[] = [];
  let finish = () => {};
  const first = turn(
    'rep',
    () =>
      new Promise<void>((done) => {
        finish = done;
      }),
  );
  const second = turn('rep', async () => order.push('second'));
  expect(
    turn('rep', async () => {}),
    'too many',
  ).toBeNull();
  await turn('boss', async () => order.push('another person'));
  finish();
  await Promise.all([first, second]);
  expect(order).toEqual(['another person', 'second']);
});
