import { known, type Stat } from '../../model/index.ts';
import { dayOf, daysBetween, daysSince } from '../days.ts';
import { type DealFacts, stageSince } from '../facts.ts';
import { daysOf, paceEvidence, paceOf, type Share } from '../pace.ts';
import { lateness, type Signal, say } from '../signal.ts';
import { stageInputOf, usualDaysIn } from '../stages.ts';
import { pauseUntil } from '../statements/statements.ts';

/** Factor on the median of won deals, as Gong's “stalled in stage” and Dynamics 365 count it. */
const TIMES = 1.5;

/** The usual days of won deals in this stage; null where too few are known. */
function usualOf(facts: DealFacts): Stat | null {
  const name = known(facts.fields.stage);
  if (name === undefined) return null;
  return usualDaysIn(facts, { id: known(facts.fields.stageId) ?? null, name });
}

/** Won deals spend very different shares of their time in a stage: less proves nothing. */
const SHARE: Share = { share: 0.7, least: 30, most: 365 };

/** Share of the days in a stage from which an agreed pause is their reason. */
const PAUSED = 0.25;

/** Whether an agreed pause is the reason: some weeks of it explain no year in one stage. */
function isExplained({ texts, now }: DealFacts, days: number): boolean {
  const pause = pauseUntil(texts ?? [], now);
  return pause !== null && daysBetween(dayOf(pause.at, now.timeZone), pause.until) >= days * PAUSED;
}

/**
 * 8. Triggered when the deal is in its stage for most of the time that a whole deal takes (70% of
 * the pace, 30 days or more), and for more than 1.5 times the median of won deals in that stage. A
 * deal that is quiet gets that question instead, and a pause is its reason where it is a quarter of
 * that time.
 */
export const stageStuck: Signal = {
  id: 'stageStuck',
  number: 8,
  kind: 'process',
  skill: 'qualification',
  topic: 'stage',
  about: 'deal',
  side: 'manager',
  limit: 30,
  unit: 'days',
  needs: ['stage', 'stageSince'],
  last: true,
  limitOn(facts) {
    const usual = usualOf(facts);
    const days = daysOf(SHARE, paceOf(facts));
    if (!usual) return days;
    return Math.max(SHARE.least, days ?? 0, Math.round(usual.value * TIMES));
  },
  check(facts, limit, triggered) {
    const stage = known(facts.fields.stage);
    const since = stageSince(facts);
    if (stage === undefined || !since) return 'unknown';
    const usual = usualOf(facts);
    const days = daysSince(since.at, facts.now);
    if (days <= limit || triggered.some((item) => item.signal === 'quiet')) return null;
    if (isExplained(facts, days)) return null;
    const day = dayOf(since.at, facts.now.timeZone);
    return {
      severity: lateness(days, limit),
      fingerprintInputs: { stage: stageInputOf(facts.fields), since: day },
      evidence: [
        { fact: 'stage', values: [say.text(stage)] },
        { fact: 'stageSince', values: [say.date(day), say.days(days)] },
        ...(usual
          ? [
              {
                fact: 'usual' as const,
                values: [say.days(Math.round(usual.value)), say.count(usual.n)],
              },
            ]
          : []),
        ...paceEvidence(facts),
      ],
      source: since.source,
      values: [say.text(stage), say.days(days)],
    };
  },
};
