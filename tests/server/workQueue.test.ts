// Work for sockets: a few pieces at a time, and other requests in between.

import { describe, expect, it, vi } from 'vitest';
import { workQueue } from '../../server/live/workQueue.ts';

describe('a queue of work', () => {
  it('lets other requests in between two pieces', async () => {
    const inTurn = workQueue(1);
    const order: string[] = [];
    // Like a query of SQLite: it ends without waiting for anything.
    const piece = (name: string) => inTurn(async () => order.push(name));
    const all = Promise.all([piece('first'), piece('second'), piece('third')]);
    setImmediate(() => order.push('somebody else'));
    await all;
    expect(order).toEqual(['first', 'somebody else', 'second', 'third']);
  });
  it('does no more than its number at a time, in their order', async () => {
    const inTurn = workQueue(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const work = [0, 1, 2].map((index) =>
      inTurn(async () => {
        begun.push(index);
        await new Promise<void>((done) => ends.push(done));
      }),
    );
    expect(begun).toEqual([0, 1]);
    ends[1]?.();
    await work[1];
    await vi.waitUntil(() => begun.length === 3);
    for (const end of ends) end();
    await Promise.all(work);
  });
  it('goes on after a piece that failed', async () => {
    const inTurn = workQueue(1);
    const failing = inTurn(async () => {
      throw new Error('no database');
    });
    await expect(failing).rejects.toThrow('no database');
    expect(await inTurn(async () => 'next')).toBe('next');
  });
});
