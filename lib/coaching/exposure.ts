import type { Exposure, Kind, PromptOutcome, PromptShown } from '../model/index.ts';
import { signals } from './catalogue.ts';
import { DAY_MS, daysSince, type Now } from './days.ts';
import { LONGEST_LATER } from './outcomes.ts';

/**
 * A question retires by itself after it was dismissed as not useful this many times in a row, on
 * any deal, without an answer in between.
 */
export const RETIRES_AFTER = 3;

/**
 * Signals that one person retired: by choice, or by dismissing them three times in a row. When the
 * person brings one back, the count starts again at zero.
 * @param outcomes of one person, on any deal, oldest first.
 */
export function retiredOf(
  outcomes: readonly Pick<PromptOutcome, 'signal' | 'outcome' | 'reason'>[],
): Set<string> {
  const dismissals = new Map<string, number>();
  const retired = new Set<string>();
  for (const { signal, outcome, reason } of outcomes) {
    if (outcome === 'retired') {
      if (reason === 'back') {
        retired.delete(signal);
        dismissals.set(signal, 0);
      } else retired.add(signal);
    } else if (outcome === 'answered' || outcome === 'asked') dismissals.set(signal, 0);
    else if (outcome === 'dismissed' && reason !== 'timing') {
      const times = (dismissals.get(signal) ?? 0) + 1;
      dismissals.set(signal, times);
      if (reason === 'never' || times >= RETIRES_AFTER) retired.add(signal);
    }
  }
  return retired;
}

/** Days for which entries of `week` are stored: seven whole days and today. */
const WEEK_DAYS = 8;
/** Most entries of `week`. */
const MOST_SHOWN = 500;

/** Days for which the outcome of a question about a person is kept here: none hides it longer. */
const PERSON_DAYS = LONGEST_LATER + 1;
/** Most of these outcomes. */
const MOST_OF_PERSONS = 200;

const ofPerson = new Set(signals.filter(({ about }) => about !== 'deal').map(({ id }) => id));

/** The outcomes of questions about a person, the latest first, with the person. */
function ofPersons(
  outcomes: readonly PromptOutcome[],
  owners: ReadonlyMap<string, string>,
  now: Now,
): NonNullable<Exposure['person']> {
  return outcomes
    .filter(({ signal, at }) => ofPerson.has(signal) && daysSince(at, now) < PERSON_DAYS)
    .flatMap(({ refKey, signal, fingerprint, outcome, reason, severity, until, at }) => {
      const owner = owners.get(refKey);
      if (owner === undefined) return [];
      const dated = { ...(severity !== undefined && { severity }), ...(until && { until }) };
      return [{ owner, signal, fingerprint, outcome, reason, ...dated, at }];
    })
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST_OF_PERSONS);
}

/** The latest time on each of the two latest days: today's, and the one that counts today. */
function lastDays(times: readonly number[], now: Now): number[] {
  const sorted = times.toSorted((a, b) => b - a);
  const day = (at: number | undefined) => (at === undefined ? null : daysSince(at, now));
  const latest = day(sorted[0]);
  return [sorted[0], sorted.find((at) => day(at) !== latest)].filter((at) => at !== undefined);
}

/**
 * Collects the inputs of the ranking from a person's outcomes on all deals and from the questions
 * that they saw.
 * @param owners of deals, by key, to find whom an outcome of a question about a person is about.
 */
export function gatherExposure(
  outcomes: readonly PromptOutcome[],
  seen: readonly Pick<PromptShown, 'signal' | 'kind' | 'last' | 'before'>[],
  now: Now,
  owners: ReadonlyMap<string, string> = new Map(),
): Exposure {
  const times = new Map<string, number[]>();
  const week: Exposure['week'] = [];
  for (const { signal, kind, last, before } of seen) {
    const own = before === null ? [last] : [last, before];
    const others = times.get(signal);
    if (others) others.push(...own);
    else times.set(signal, own);
    if (kind) for (const at of own) if (now.ms - at < WEEK_DAYS * DAY_MS) week.push({ kind, at });
  }
  const shown = Object.fromEntries([...times].map(([signal, all]) => [signal, lastDays(all, now)]));
  week.sort((a, b) => b.at - a.at);
  return {
    shown,
    week: week.slice(0, MOST_SHOWN),
    retired: [...retiredOf(outcomes)].sort(),
    person: ofPersons(outcomes, owners, now),
  };
}

/**
 * The exposure on the days before today, for the ranking. Today is left out, so that a look at the
 * panel does not change the panel.
 */
export function exposureBefore(
  exposure: Exposure,
  now: Now,
): { week: Record<Kind, number>; shownAgo: Record<string, number> } {
  const week: Record<Kind, number> = { process: 0, skill: 0, human: 0, praise: 0 };
  for (const item of exposure.week) {
    const days = daysSince(item.at, now);
    if (days >= 1 && days <= 7) week[item.kind] += 1;
  }
  const shownAgo: Record<string, number> = {};
  for (const [signal, times] of Object.entries(exposure.shown)) {
    const days = times.map((at) => daysSince(at, now)).filter((ago) => ago >= 1);
    if (days.length > 0) shownAgo[signal] = Math.min(...days);
  }
  return { week, shownAgo };
}
