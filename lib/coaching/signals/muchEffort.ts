import { known } from '../../model/index.ts';
import { DAY_MS, dayOf, daysSince } from '../days.ts';
import { stageSince } from '../facts.ts';
import { isSmallDeal } from '../history.ts';
import { type Signal, say } from '../signal.ts';
import { stageInputOf } from '../stages.ts';

/** Length of the period, in days; a stage that is younger than this does not count as unchanged. */
const DAYS = 30;
/** Activities on a small deal that are much effort. */
const MANY = 9;

/**
 * 45. Triggered when thirty days had eight activities or more and the stage did not change, because
 * the effort then has no visible effect. Also triggered when a deal of at most half the usual
 * amount had nine activities.
 */
export const muchEffort: Signal = {
  id: 'muchEffort',
  number: 45,
  kind: 'human',
  skill: 'qualification',
  topic: 'stage',
  about: 'deal',
  side: 'manager',
  limit: 8,
  unit: 'times',
  needs: ['activities', 'stage', 'stageSince'],
  variants: { small: ['because'] },
  check(facts, limit) {
    const { fields, done, now } = facts;
    const amount = known(fields.amount);
    const isSmall = isSmallDeal(facts);
    if (amount && fields.activities.state === 'seen' && isSmall && done.length >= MANY)
      return {
        severity: 0.6,
        fingerprintInputs: { amount: amount.amount },
        evidence: [
          { fact: 'activities', values: [say.count(done.length)] },
          { fact: 'amount', values: [say.money(amount)] },
        ],
        source: fields.activities.source,
        values: [say.count(done.length), say.money(amount)],
        as: 'small',
      };
    const since = stageSince(facts);
    const stage = known(fields.stage);
    if (fields.activities.state !== 'seen' || !since || stage === undefined) return 'unknown';
    const count = done.filter((item) => (item.at ?? 0) >= now.ms - DAYS * DAY_MS).length;
    const days = daysSince(since.at, now);
    if (days < DAYS || count < limit) return null;
    const day = dayOf(since.at, now.timeZone);
    return {
      severity: Math.min(0.7, 0.45 + 0.02 * (count - limit)),
      fingerprintInputs: { stage: stageInputOf(fields), since: day },
      evidence: [
        { fact: 'activities', values: [say.count(count)] },
        { fact: 'stageSince', values: [say.date(day), say.days(days)] },
      ],
      source: since.source,
      values: [say.count(count), say.text(stage)],
    };
  },
};
