import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLater } from '../../server/limits/later.ts';

describe('work after a response', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const setUp = (most = 10) => {
    const done: string[] = [];
    const failed: unknown[] = [];
    const later = createLater({
      most,
      spreadMs: 500,
      random: () => 0.5,
      failed: (error) => failed.push(error),
    });
    const add = (name: string) => later.add(async () => void done.push(name));
    return { later, add, done, failed };
  };

  it('is done at a moment that chance decides', async () => {
    const { add, done } = setUp();
    expect(add('one')).toBe(true);
    await vi.advanceTimersByTimeAsync(249);
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toEqual(['one']);
  });
  it('is not taken while too much waits or runs', async () => {
    const { later, add, done } = setUp(2);
    let end = () => {};
    later.add(() => new Promise<void>((resolve) => (end = resolve)));
    await vi.advanceTimersByTimeAsync(250);
    expect([add('two'), add('three')]).toEqual([true, false]);
    end();
    await vi.advanceTimersByTimeAsync(0);
    expect(add('four')).toBe(true);
    await later.finish();
    expect(done).toEqual(['two', 'four']);
  });
  it('is done before the server stops, once, and its errors are reported', async () => {
    const { later, add, done, failed } = setUp();
    later.add(() => Promise.reject(new Error('no store')));
    add('one');
    await later.finish();
    await vi.advanceTimersByTimeAsync(1000);
    expect(done).toEqual(['one']);
    expect(failed).toEqual([new Error('no store')]);
  });
});
