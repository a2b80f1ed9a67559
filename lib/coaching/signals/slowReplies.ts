import { median, replyTimes } from '../history.ts';
import { daysOf, paceEvidence, paceOf, type Share } from '../pace.ts';
import { type Signal, say } from '../signal.ts';

/** Fewest replies on this deal, and fewest won deals with replies, for a comparison. */
const REPLIES = 3;
const DEALS = 5;
/** Compared with the buyer's own answers: this many times theirs, and this share of the pace. */
const TIMES_THEIRS = 3;
const SHARE: Share = { share: 0.1, least: 2, most: 10 };
const SLOW_DAYS = 4;
const HOURS_PER_DAY = 24;
const LEAST = 0.55;
const MOST = 0.7;

/**
 * 44. Triggered when our answers take twice as long as they took on won deals, or three times as
 * long as the buyer's and a tenth of the pace.
 */
export const slowReplies: Signal = {
  id: 'slowReplies',
  number: 44,
  kind: 'human',
  skill: 'planning',
  topic: 'replies',
  about: 'deal',
  side: 'manager',
  limit: 2,
  unit: 'times',
  needs: ['activities', 'direction'],
  byAbsence: true,
  variants: { theirs: ['because'] },
  check(facts, limit) {
    const usual = facts.history?.replyHours;
    const times = replyTimes(facts);
    const ours = median(times?.ours ?? []);
    if (!times || ours === null || times.ours.length < REPLIES) return 'unknown';
    const isEnough = usual !== null && usual !== undefined && usual.n >= DEALS;
    const mostOfWon = isEnough ? Math.max(4, usual.value * limit) : null;
    const theirs = median(times.theirs);
    const mostOfTheirs =
      theirs === null
        ? null
        : Math.max(
            theirs * TIMES_THEIRS,
            (daysOf(SHARE, paceOf(facts)) ?? SLOW_DAYS) * HOURS_PER_DAY,
          );
    if (mostOfWon === null && mostOfTheirs === null) return 'unknown';
    const isOverWon = mostOfWon !== null && ours > mostOfWon;
    if (!isOverWon && (mostOfTheirs === null || ours < mostOfTheirs)) return null;
    const most = isOverWon ? mostOfWon : (mostOfTheirs ?? 0);
    const other = isOverWon ? (usual?.value ?? 0) : (theirs ?? 0);
    return {
      severity: Math.min(MOST, LEAST + (MOST - LEAST) * Math.min(1, ours / most - 1)),
      fingerprintInputs: { replies: times.ours.length },
      evidence: [
        { fact: 'activities', values: [say.count(Math.round(ours)), say.count(times.ours.length)] },
        ...(isOverWon && usual
          ? [
              {
                fact: 'usual' as const,
                values: [say.count(Math.round(usual.value)), say.count(usual.n)],
              },
            ]
          : paceEvidence(facts)),
      ],
      source: facts.fields.activities.state === 'seen' ? facts.fields.activities.source : 'api',
      values: [say.count(Math.round(ours)), say.count(Math.round(other))],
      ...(!isOverWon && { as: 'theirs' }),
    };
  },
};
