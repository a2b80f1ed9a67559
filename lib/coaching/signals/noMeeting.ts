import { known } from '../../model/index.ts';
import { dayOf } from '../days.ts';
import { paceOf } from '../pace.ts';
import { dateOf, talksAhead } from '../planned.ts';
import { type Signal, say } from '../signal.ts';

/** Open activities listed as evidence. */
const MOST_SHOWN = 3;
/** A shorter sale is often made without a meeting, days. */
const SHORT = 30;

/**
 * 17. Triggered from the middle of the pipeline on when no meeting was held and neither a meeting
 * nor a call is planned.
 */
export const noMeeting: Signal = {
  id: 'noMeeting',
  number: 17,
  kind: 'process',
  skill: 'planning',
  topic: 'planned',
  about: 'deal',
  side: 'rep',
  limit: 0.5,
  unit: 'none',
  needs: ['activities'],
  byAbsence: 'ever',
  check(facts, limit) {
    const { fields, position, done, now } = facts;
    const activities = known(fields.activities);
    if (activities === undefined || fields.activities.state !== 'seen') return 'unknown';
    // Where nothing is planned at all, signal 15 asks, and this one would repeat it.
    const open = activities.filter((item) => item.state === 'open');
    if (open.length === 0 || (position !== null && position < limit)) return null;
    if (talksAhead(facts).length > 0 || done.some((item) => item.kind === 'meeting')) return null;
    if (paceOf(facts).days < SHORT) return null;
    const last = done[0];
    const since = last?.at ? dayOf(last.at, now.timeZone) : null;
    return {
      severity: 0.35 + 0.25 * (position ?? 0.5),
      fingerprintInputs: { meeting: null },
      evidence: [
        {
          fact: 'openActivities',
          values: open.slice(0, MOST_SHOWN).flatMap((item) => {
            const when = dateOf(item, facts);
            return [say.text(item.subject), ...(when === null ? [] : [say.date(when)])];
          }),
        },
        ...(last && since
          ? [{ fact: 'activities' as const, values: [say.text(last.subject), say.date(since)] }]
          : []),
      ],
      source: fields.activities.source,
    };
  },
};
