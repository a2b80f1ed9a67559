import { expect, it, vi } from 'vitest';
import { singleFlight } from '../../lib/commands/singleFlight.ts';

const report = vi.fn();

it('runs once at a time for a key, and once more for all calls during a run', async () => {
  const ends: (() => void)[] = [];
  const ran: string[] = [];
  const waits: (() => void)[] = [];
  const run = singleFlight(
    (key) => {
      ran.push(key);
      return new Promise((end) => ends.push(end));
    },
    (then) => waits.push(then),
    report,
  );
  const first = run('a');
  expect(run('a')).toBe(first);
  void run('a');
  void run('b');
  expect(ran).toEqual(['a', 'b']);
  for (const end of ends) end();
  await first;
  expect(waits).toHaveLength(1);
  waits[0]?.();
  expect(ran).toEqual(['a', 'b', 'a']);
});

it('is free again after a failure', async () => {
  let fails = true;
  const run = singleFlight(
    async () => {
      if (fails) throw new Error('no');
    },
    () => {},
    report,
  );
  await expect(run('a')).rejects.toThrow('no');
  fails = false;
  await expect(run('a')).resolves.toBeUndefined();
});

it('reports the failure of a run whose result is not awaited', async () => {
  const waits: (() => void)[] = [];
  const run = singleFlight(
    async () => {
      throw new Error('no');
    },
    (then) => waits.push(then),
    report,
  );
  const first = run('a');
  void run('a').catch(() => {});
  await expect(first).rejects.toThrow('no');
  waits[0]?.();
  await vi.waitFor(() => expect(report).toHaveBeenCalledWith(new Error('no')));
});
