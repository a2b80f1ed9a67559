import { unusual, zones } from '../coaching/rhythm/arbitrary.ts';
import { checkUpcoming, checkZones } from '../coaching/rhythm/properties.ts';
import type { SoakOptions, SoakResult } from './index.ts';

/** The zones of a sample that is smaller than this are every nineteenth, and the unusual ones. */
const ALL_ZONES = 10_000;

/**
 * The next one-on-ones in the zones of IANA, around holidays, absences, moves and skips; and civil
 * times against those that the browser formats.
 */
export async function rhythm({ runs, seed }: SoakOptions): Promise<SoakResult> {
  const all = runs >= ALL_ZONES;
  const chosen = all ? zones : [...unusual, ...zones.filter((_, index) => index % 19 === 0)];
  try {
    checkZones(chosen, runs, seed);
    checkUpcoming(chosen, runs, seed);
    return { runs, failed: null, figures: { zones: chosen.length } };
  } catch (error) {
    return { runs, failed: String(error) };
  }
}
