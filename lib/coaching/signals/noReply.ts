import { known } from '../../model/index.ts';
import { dayOf } from '../days.ts';
import { median, replyTimes } from '../history.ts';
import { isContact } from '../planned.ts';
import { lateness, type Signal, say } from '../signal.ts';

/** Fewest answers from which the usual time is computed. */
const ENOUGH = 2;
/** Hours: a shorter wait is never too long. */
const LEAST_HOURS = 48;

/**
 * 2. Fires when our last message has waited for an answer more than twice as long as the buyer
 * usually takes (Einstein compares the same two times).
 */
export const noReply: Signal = {
  id: 'noReply',
  number: 2,
  kind: 'skill',
  skill: 'communication',
  topic: 'silence',
  about: 'deal',
  side: 'rep',
  limit: 2,
  unit: 'times',
  needs: ['activities', 'direction'],
  contact: true,
  unless: ['contactAhead', 'agreedPause'],
  check(facts, limit) {
    const times = replyTimes(facts);
    if (known(facts.fields.activities) === undefined || !times) return 'unknown';
    const last = facts.done.find(isContact);
    const usual = median(times.theirs);
    if (last?.direction !== 'out' || last.at === null) return null;
    if (usual === null || times.theirs.length < ENOUGH) return 'unknown';
    const hours = (facts.now.ms - last.at) / 3_600_000;
    const most = Math.max(LEAST_HOURS, usual * limit);
    if (hours <= most) return null;
    const day = dayOf(last.at, facts.now.timeZone);
    return {
      severity: lateness(hours, most),
      fingerprintInputs: { last: last.id ?? day },
      evidence: [
        { fact: 'said', values: [say.text(last.subject), say.date(day)] },
        {
          fact: 'usual',
          values: [say.days(Math.max(1, Math.round(usual / 24))), say.count(times.theirs.length)],
        },
      ],
      source: facts.fields.activities.state === 'seen' ? facts.fields.activities.source : 'api',
      values: [say.text(last.subject), say.days(Math.floor(hours / 24))],
    };
  },
};
