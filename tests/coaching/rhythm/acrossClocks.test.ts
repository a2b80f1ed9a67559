// What a story skips: on every day of four years some one-on-ones are before the change of the
// clocks and one is behind it.

import { expect, it } from 'vitest';
import { acrossClocks } from '../../helpers/acrossClocks.ts';

const DAY = 86_400_000;
const hours = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' });

it('whatever day it is', () => {
  const [utc, london] = [hours('UTC'), hours('Europe/London')];
  for (let at = Date.UTC(2026, 0, 1, 9); at < Date.UTC(2030, 0, 1); at += DAY) {
    const found = acrossClocks(at, 'Europe/London');
    const day = new Date(at).toISOString();
    expect(found.length, day).toBeGreaterThan(2);
    expect(found.length, day).toBeLessThan(11);
    const [last, before] = [found.at(-1)?.ms ?? 0, found.at(-2)?.ms ?? 0];
    expect(utc.format(last), day).not.toBe(utc.format(before));
    expect(new Set(found.map(({ ms }) => london.format(ms))), day).toEqual(new Set(['15']));
  }
});
