import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAlarm } from '../../lib/sync/client/index.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A browser's alarm whose responses can be delayed. */
function browserAlarm() {
  const held: (() => void)[] = [];
  const alarm = {
    made: [] as number[],
    silent: false,
    answerLate: () => held.splice(0).forEach((answer) => void answer()),
    async period() {
      if (alarm.silent) await new Promise<void>((done) => held.push(done));
      return alarm.made.at(-1);
    },
    async create(period: number) {
      alarm.made.push(period);
    },
  };
  return alarm;
}

it('sets the period that was wished last, and an alarm that has it is left alone', async () => {
  const alarm = browserAlarm();
  const set = createAlarm(alarm);
  await Promise.all([set(5), set(1)]);
  expect(alarm.made.at(-1)).toBe(1);
  const made = alarm.made.length;
  await set(1);
  expect(alarm.made.length).toBe(made);
});

it('a call without a response keeps no later one waiting for ever', async () => {
  const alarm = browserAlarm();
  const set = createAlarm(alarm);
  alarm.silent = true;
  void set(5);
  await vi.advanceTimersByTimeAsync(0);
  alarm.silent = false;
  const second = set(1);
  await vi.advanceTimersByTimeAsync(10_000);
  await second;
  expect(alarm.made).toEqual([1]);
  // The first answer is late: the later request wins.
  alarm.answerLate();
  await vi.advanceTimersByTimeAsync(0);
  expect(alarm.made).toEqual([1]);
});

it('a failed call does not block the next one', async () => {
  const alarm = browserAlarm();
  const failing = vi.spyOn(alarm, 'period').mockRejectedValueOnce(new Error('no'));
  const set = createAlarm({ period: () => failing(), create: alarm.create });
  await expect(set(5)).rejects.toThrow('no');
  await set(1);
  expect(alarm.made).toEqual([1]);
});
