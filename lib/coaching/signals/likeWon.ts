import { known } from '../../model/index.ts';
import { DAY_MS, daysSince } from '../days.ts';
import { type Signal, say } from '../signal.ts';
import { stageInputOf } from '../stages.ts';

/** Fewest won deals to compare with. */
const ENOUGH = 10;

/**
 * 51. Praise. Triggered when the deal is in the second half of the pipeline, has as many contacts
 * as won deals had, is younger than they became, had contact within two weeks, has an amount within
 * one standard deviation, and has no grave warning. It compares five plain figures and computes no
 * score.
 */
export const likeWon: Signal = {
  id: 'likeWon',
  number: 51,
  kind: 'praise',
  skill: 'qualification',
  topic: 'likeWon',
  about: 'deal',
  side: 'both',
  limit: 14,
  unit: 'days',
  needs: ['contacts', 'createdAt', 'activities', 'stage', 'stages', 'history'],
  last: true,
  check({ fields, history, position, lastActivity, now }, limit, triggered) {
    const contacts = known(fields.contacts);
    const created = known(fields.createdAt);
    const amount = known(fields.amount);
    const usual = history?.cycleDays;
    if (
      !contacts ||
      created === undefined ||
      position === null ||
      !usual ||
      usual.n < ENOUGH ||
      !history?.contacts ||
      fields.contacts.state !== 'seen'
    )
      return 'unknown';
    const spread = amount?.currency ? history.amounts[amount.currency] : undefined;
    const alike =
      position >= 0.5 &&
      contacts.length >= Math.max(2, history.contacts.value) &&
      (now.ms - created) / DAY_MS <= usual.value &&
      lastActivity.state === 'seen' &&
      daysSince(lastActivity.value, now) <= limit &&
      (!amount || !spread || Math.abs(amount.amount - spread.mean) <= spread.sd) &&
      !triggered.some((item) => item.kind !== 'praise' && item.severity >= 0.7);
    if (!alike) return null;
    return {
      severity: 0.4,
      fingerprintInputs: { stage: stageInputOf(fields) },
      evidence: [
        { fact: 'contacts', values: [say.count(contacts.length)] },
        { fact: 'usual', values: [say.days(Math.round(usual.value)), say.count(usual.n)] },
      ],
      source: fields.contacts.source,
      values: [say.count(usual.n)],
    };
  },
};
