// F42: one person slowed everybody down with pulls of everything and with histories.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PROTO, SCHEMA } from '../../lib/sync/protocol.ts';
import { createReads, READ_KB } from '../../server/http/reads.ts';
import { memoryLimiters } from '../../server/limits/limiter.ts';
import {
  organisation,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

describe.each(storeKinds)('pulls and histories of one person, on %s', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(kind);
    await organisation(server.people, 'acme', 2);
  });
  afterAll(() => server.close());
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const pull = (token: string) =>
    fetch(`${server.url}/sync/pull`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ proto: PROTO, schema: SCHEMA, scopes: {} }),
    });
  const history = (token: string) =>
    fetch(`${server.url}/notes/none/history`, { headers: { authorization: `Bearer ${token}` } });

  it('run one at a time, eight wait at most, and nobody else waits for them', async () => {
    const [own, other] = [
      await tokenOf(server.url, 'rep0@acme.test'),
      await tokenOf(server.url, 'rep1@acme.test'),
    ];
    const { within } = server.store;
    let free = () => {};
    const isFree = new Promise<void>((done) => {
      free = done;
    });
    const reads = vi.spyOn(server.store, 'within').mockImplementationOnce(async (...args) => {
      await isFree;
      return within(...args) as never;
    });
    const statuses: number[] = [];
    const asked = Array.from({ length: 12 }, async (_, index) => {
      const { status } = await (index % 2 === 0 ? pull(own) : history(own));
      statuses.push(status);
    });
    await vi.waitUntil(() => statuses.length === 4, 20_000);
    expect(statuses).toEqual([429, 429, 429, 429]);
    expect(reads).toHaveBeenCalledTimes(1);
    expect((await pull(other)).status).toBe(200);
    free();
    await Promise.all(asked);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
  });
});

describe('what a person reads', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  it('is limited in ten minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const read = createReads(memoryLimiters());
    const chars = 'x'.repeat(READ_KB * 128);
    const of = (person: string) =>
      read(
        person,
        async () => chars,
        async () => 'sent',
      );
    for (let time = 0; time < 8; time++) expect(await of('rep')).toBe('sent');
    await expect(of('rep')).rejects.toMatchObject({ status: 429 });
    expect(await of('boss')).toBe('sent');
    vi.setSystemTime(Date.now() + 600_000);
    expect(await of('rep')).toBe('sent');
  });
  it('costs nobody a turn for good: a read that fails makes room for the next one', async () => {
    const read = createReads(memoryLimiters());
    for (let time = 0; time < 20; time++)
      await expect(
        read(
          'rep',
          () => Promise.reject(new Error('no rows')),
          async () => {},
        ),
      ).rejects.toThrow('no rows');
    expect(
      await read(
        'rep',
        async () => '{}',
        async (json) => json,
      ),
    ).toBe('{}');
  });
});
