import { known } from '../../model/index.ts';
import { decisionDatesOf } from '../checks.ts';
import { daysBetween, daysSince } from '../days.ts';
import { stageSince } from '../facts.ts';
import { isSmallDeal } from '../history.ts';
import { talksAhead } from '../planned.ts';
import { type Signal, say } from '../signal.ts';
import { currentStage, openStages, placeOf, stageInputOf, usualDaysIn } from '../stages.ts';

/** The date follows from what the buyer does: a question about people or the buyer comes first. */
const MOST = 0.6;

/**
 * 7. Triggered when won deals needed twice the days from this stage on that are left until the
 * close date. A smaller gap over an average says nothing about one deal, and the average nothing
 * about a much smaller deal, or where the buyer has named the day of the decision.
 */
export const timeShort: Signal = {
  id: 'timeShort',
  number: 7,
  kind: 'process',
  skill: 'planning',
  topic: 'closeDate',
  about: 'deal',
  side: 'manager',
  limit: 2,
  unit: 'times',
  needs: ['closeDate', 'stage', 'stages', 'stageSince', 'history'],
  check(facts, limit) {
    const { day } = facts;
    const date = known(facts.fields.closeDate);
    if (date === undefined) return facts.fields.closeDate.state === 'empty' ? null : 'unknown';
    const at = placeOf(facts.fields, currentStage(facts.fields));
    if (at === null || facts.fields.closeDate.state !== 'seen') return 'unknown';
    const usual = openStages(facts.fields)
      .slice(at)
      .map((item) => usualDaysIn(facts, item));
    if (usual.includes(null)) return 'unknown';
    // The usual deals are no measure for a small one, nor where the buyer has named the day.
    const isNamed = decisionDatesOf(facts).some((said) => said.date >= day && said.date <= date);
    if (isNamed || isSmallDeal(facts)) return null;
    const since = stageSince(facts);
    const spent = since ? daysSince(since.at, facts.now) : 0;
    const [here = 0, ...later] = usual.map((item) => item?.value ?? 0);
    const needed = Math.round(
      Math.max(0, here - spent) + later.reduce((sum, days) => sum + days, 0),
    );
    const left = daysBetween(day, date);
    // In the last stage a planned talk is what the time is for.
    if (at === openStages(facts.fields).length - 1 && talksAhead(facts).length > 0) return null;
    if (left < 0 || needed < Math.max(1, left * limit)) return null;
    return {
      severity: Math.min(MOST, 0.45 + 0.2 * ((needed - left) / Math.max(1, needed))),
      fingerprintInputs: { closeDate: date, stage: stageInputOf(facts.fields) },
      evidence: [
        { fact: 'closeDate', values: [say.date(date), say.days(left)] },
        {
          fact: 'usual',
          values: [say.days(needed), say.count(Math.min(...usual.map((item) => item?.n ?? 0)))],
        },
      ],
      source: facts.fields.closeDate.source,
      values: [say.days(needed), say.days(left)],
    };
  },
};
