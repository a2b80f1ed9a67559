import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, dayOf } from '../../../lib/coaching/days.ts';
import { endOf, mondayOf, periodOf } from '../../../lib/coaching/rhythm/periods.ts';
import { type Appointment, slotNow, upcoming } from '../../../lib/coaching/rhythm/rhythm.ts';
import { instantOf, localTime } from '../../../lib/coaching/rhythm/zone.ts';
import { arranged, daysOff, instant, isFreeIn, rhythm, time } from './arbitrary.ts';

/** The civil time of a moment as the browser formats it: it knows nothing of our code. */
function formatted(ms: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit' },
  } as const).formatToParts(ms);
  const part = (type: string) => parts.find((item) => item.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** A civil time that the zone leaves out: the clocks jump over it. */
function isLeftOut(wanted: string, ms: number, timeZone: string): boolean {
  const hours = Array.from({ length: 53 }, (_, index) => ms + (index - 26) * 3_600_000);
  const minutes = hours.flatMap((hour) => [hour, hour + 1_800_000]);
  return minutes.every((at) => formatted(at, timeZone) !== wanted);
}

/** Civil times and moments agree with the browser in these zones. */
export function checkZones(zones: readonly string[], runs: number, seed: number): void {
  const at = fc.tuple(instant, time, fc.constantFrom(...zones));
  fc.assert(
    fc.property(at, ([ms, clock, timeZone]) => {
      const date = dayOf(ms, timeZone);
      const wanted = `${date}T${clock}`;
      const found = instantOf(date, clock, timeZone, 'UTC');
      equal(localTime(found, timeZone), formatted(found, timeZone));
      const shown = formatted(found, timeZone);
      ok(shown === wanted || isLeftOut(wanted, found, timeZone), `${timeZone} ${wanted}`);
    }),
    { numRuns: runs, seed },
  );
}

/** What is true of the next one-on-ones of every pair, whatever people decided. */
export function checkUpcoming(zones: readonly string[], runs: number, seed: number): void {
  const scene = fc.tuple(instant, rhythm(fc.constantFrom(...zones))).chain(([ms, chosen]) => {
    const today = dayOf(ms, chosen.timeZone);
    return fc.tuple(
      fc.constant({ ms, chosen, today }),
      daysOff(today),
      arranged(today),
      fc.integer({ min: 1, max: 6 }),
    );
  });
  fc.assert(
    fc.property(scene, ([{ ms, chosen, today }, days, list, most]) => {
      const isFree = isFreeIn(days);
      const now = { ms, timeZone: 'UTC' };
      const input = { rhythm: chosen, isFree, arranged: list, now };
      const next = upcoming(input, most);
      const decided = (slot: string) => list.find((item) => item.slot === slot);
      ok(next.length <= most);
      equal(new Set(next.map(({ slot }) => slot)).size, next.length);
      const moments = next.map((item) => item.ms);
      deepEqual(moments, moments.toSorted(byNumber));
      // The list of more begins with the list of fewer.
      deepEqual(upcoming(input, most + 2).slice(0, next.length), next);
      for (const item of next) {
        ok(item.date >= today);
        const row = decided(item.slot);
        ok([undefined, 'open'].includes(row?.state));
        if (item.why === 'moved') equal(row?.to, `${item.date}T${item.time}`);
        else checkPlanned(item);
      }
      if (chosen.every === 'off') ok(next.every(({ why }) => why === 'moved'));
      // Beginning now never takes a one-on-one that is over.
      ok([undefined, 'open'].includes(decided(slotNow(input))?.state));

      function checkPlanned(item: Appointment) {
        ok(isFree(item.date));
        equal(item.time, chosen.time);
        const period = periodOf(chosen.every, chosen.phase, item.date);
        equal(item.slot, period.start);
        ok(item.date >= period.start && item.date < endOf(period));
        const usual = addDays(mondayOf(item.date), chosen.weekday - 1);
        equal(item.why, item.date === usual ? 'usual' : 'shifted');
        const inPeriod = list.filter(
          ({ slot, state }) =>
            state === 'finished' &&
            slot.length === 10 &&
            slot >= period.start &&
            slot < endOf(period),
        );
        deepEqual(inPeriod, []);
      }
    }),
    { numRuns: runs, seed },
  );
}

const byNumber = (a: number, b: number) => a - b;
