import { known } from '../../model/index.ts';
import { daysAgo, latestStatement, sentenceFinding } from '../checks.ts';
import { dayOf, daysSince } from '../days.ts';
import type { DealFacts } from '../facts.ts';
import { isContact } from '../planned.ts';
import { type Signal, say } from '../signal.ts';

/** Times of the limit for which an owner is new who has not talked to the buyer. */
const UNMET = 2;

const metSince = ({ done }: DealFacts, at: number) =>
  done.some((item) => isContact(item) && (item.at ?? 0) > at);

/**
 * 46. Triggered when nobody owns the deal, or when a new owner took it over within the last 14
 * days: a visit or a note shows it (docs/decisions/coaching-rules.md).
 */
export const newOwner: Signal = {
  id: 'newOwner',
  number: 46,
  kind: 'process',
  skill: 'relationships',
  topic: 'owner',
  about: 'deal',
  side: 'rep',
  limit: 14,
  unit: 'days',
  needs: ['owner'],
  variants: { nobody: ['rep', 'manager', 'because'], said: ['because'] },
  check(facts, limit) {
    const { fields, snapshots, now } = facts;
    const statement = latestStatement(facts, 'handover', limit * UNMET);
    const isNew =
      statement && (statement.at >= daysAgo(facts, limit) || !metSince(facts, statement.at));
    if (statement && isNew) return sentenceFinding(facts, statement, 0.7);
    if (fields.owner.state === 'unseen') return 'unknown';
    if (fields.owner.state === 'empty')
      return {
        severity: 0.6,
        fingerprintInputs: { owner: null },
        evidence: [{ fact: 'owner', values: [] }],
        source: fields.owner.source,
        as: 'nobody',
      };
    const owner = known(fields.owner)?.name ?? '';
    const owned = snapshots.filter((snapshot) => snapshot.owner !== null);
    const lastOther = owned.findLastIndex((snapshot) => snapshot.owner !== owner);
    const [before, since] = [owned[lastOther], owned[lastOther + 1]];
    if (!before?.owner || !since || daysSince(since.at, now) > limit) return null;
    return {
      severity: 0.5,
      fingerprintInputs: { from: before.owner, to: owner },
      evidence: [
        {
          fact: 'owner',
          values: [
            say.text(before.owner),
            say.text(owner),
            say.date(dayOf(since.at, now.timeZone)),
          ],
        },
      ],
      source: 'snapshot',
      values: [say.text(before.owner)],
    };
  },
};
