import { median, replyTimes } from '../history.ts';
import { lateness, type Signal, say } from '../signal.ts';

/** Fewest replies on this deal, and fewest won deals with replies, for a comparison. */
const REPLIES = 3;
const DEALS = 5;

/** 44. Fires when our answers take twice as long as they took on won deals. */
export const slowReplies: Signal = {
  id: 'slowReplies',
  number: 44,
  kind: 'human',
  skill: 'planning',
  topic: 'replies',
  limit: 2,
  unit: 'times',
  needs: ['activities', 'direction', 'history'],
  check(facts, limit) {
    const usual = facts.history?.replyHours;
    const times = replyTimes(facts);
    const ours = median(times?.ours ?? []);
    if (!times || !usual || usual.n < DEALS || ours === null || times.ours.length < REPLIES)
      return 'unknown';
    const most = Math.max(4, usual.value * limit);
    if (ours <= most) return null;
    return {
      severity: Math.min(0.7, lateness(ours, most)),
      fingerprintInputs: { replies: times.ours.length },
      evidence: [
        { fact: 'activities', values: [say.count(Math.round(ours)), say.count(times.ours.length)] },
        { fact: 'usual', values: [say.count(Math.round(usual.value)), say.count(usual.n)] },
      ],
      source: facts.fields.activities.state === 'seen' ? facts.fields.activities.source : 'api',
      values: [say.count(Math.round(ours)), say.count(Math.round(usual.value))],
    };
  },
};
