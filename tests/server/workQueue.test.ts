// Work for sockets: a few pieces at a time, and other requests in between.

import { describe, expect, it, vi } from 'vitest';
import { onceInTurn, workQueue } from '../../server/live/workQueue.ts';

describe('a queue of work', () => {
  it('lets other requests in between two pieces', async () => {
    const inTurn = workQueue('sqlite');
    const order: string[] = [];
    // Like a query of SQLite: it ends without waiting for anything.
    const piece = (name: string) => inTurn(async () => order.push(name));
    const all = Promise.all([piece('first'), piece('second'), piece('third')]);
    setImmediate(() => order.push('somebody else'));
    await all;
    expect(order).toEqual(['first', 'somebody else', 'second', 'third']);
  });
  it('does no more than its number at a time, in their order', async () => {
    const inTurn = workQueue('postgres');
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const work = [0, 1, 2, 3, 4].map((index) =>
      inTurn(async () => {
        begun.push(index);
        await new Promise<void>((done) => ends.push(done));
      }),
    );
    expect(begun).toEqual([0, 1, 2, 3]);
    ends[1]?.();
    await work[1];
    await vi.waitUntil(() => begun.length === 5);
    for (const end of ends) end();
    await Promise.all(work);
  });
  it('goes on after a piece that failed', async () => {
    const inTurn = workQueue('sqlite');
    const failing = inTurn(async () => {
      throw new Error('no database');
    });
    await expect(failing).rejects.toThrow('no database');
    expect(await inTurn(async () => 'next')).toBe('next');
  });
  it('does something to an item once if several ask before its turn', async () => {
    const done: string[] = [];
    const once = onceInTurn(workQueue('sqlite'), async (item: string) => void done.push(item));
    await Promise.all([once('first'), once('second'), once('second')]);
    expect(done).toEqual(['first', 'second']);
    await once('second');
    expect(done).toEqual(['first', 'second', 'second']);
  });
});
