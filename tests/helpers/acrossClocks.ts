import { type Rhythm, upcoming } from '../../lib/coaching/rhythm/index.ts';

const RHYTHM: Omit<Rhythm, 'timeZone'> = {
  ...{ every: 'month', weekday: 2, time: '15:00', minutes: 30, phase: 0 },
};
const hourIn = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' });

/**
 * Monthly one-on-ones from a moment on, of which the last is behind a change of the clocks. At
 * least two are before it, so that one is left where this month’s was held.
 * @param now Unix ms.
 * @param timeZone one whose clocks change.
 */
export function acrossClocks(now: number, timeZone: string): readonly { ms: number }[] {
  const all = upcoming(
    {
      rhythm: { ...RHYTHM, timeZone },
      ...{ isFree: () => true, arranged: [], now: { ms: now, timeZone } },
    },
    12,
  );
  const utc = (ms: number) => hourIn('UTC').format(ms);
  const change = all.findIndex(
    ({ ms }, index) => index >= 2 && utc(ms) !== utc(all[index - 1]?.ms ?? ms),
  );
  return all.slice(0, change + 1);
}
