import { known } from '../../model/index.ts';
import { latestStatement, sentenceFinding } from '../checks.ts';
import { DAY_MS, dayOf, daysSince } from '../days.ts';
import { isContact } from '../planned.ts';
import { type Signal, say } from '../signal.ts';
import { currentStage, fromOf, isSameStage, stageInput, toOf } from '../stages.ts';

/** Days for which a win is praised. */
const WIN_DAYS = 30;

/**
 * 52. Praise. Triggered when the deal is won, or when it moved forward within a week after a talk
 * or a message of the buyer in the week before the move and since the move before it, or when a
 * text of the week tells of a step of the buyer. A quote that we sent is no step of theirs.
 */
export const win: Signal = {
  id: 'win',
  number: 52,
  kind: 'praise',
  skill: null,
  topic: 'win',
  about: 'deal',
  side: 'manager',
  limit: 7,
  unit: 'days',
  needs: ['stage'],
  closed: true,
  variants: { won: ['because'], said: ['because'] },
  check(facts, limit) {
    const { fields, stageMoves, done, now } = facts;
    const stage = known(fields.stage);
    if (stage === undefined || fields.stage.state !== 'seen') return 'unknown';
    const since = known(fields.stageSince) ?? stageMoves?.list.at(-1)?.at;
    if (known(fields.status) === 'won') {
      const at = since ?? known(fields.modifiedAt);
      if (at === undefined || daysSince(at, now) > WIN_DAYS) return null;
      return {
        severity: 0.9,
        fingerprintInputs: { status: 'won' },
        evidence: [
          { fact: 'status', values: [say.text(stage), say.date(dayOf(at, now.timeZone))] },
        ],
        source: fields.stage.source,
        as: 'won',
      };
    }
    if (known(fields.status) === 'lost') return null;
    const statement = latestStatement(facts, 'progress', limit);
    if (statement) return sentenceFinding(facts, statement, 0.5);
    const current = currentStage(fields);
    const last = stageMoves?.list.at(-1);
    if (known(fields.stages) === undefined) return null;
    if (!last?.from || !last.to || daysSince(last.at, now) > limit)
      return stageMoves?.isUnsure ? 'unknown' : null;
    const { direction } = last;
    const isCurrent = current && isSameStage(fields, toOf(last), current);
    if (direction === null || isCurrent === null) return 'unknown';
    if (direction !== 'forward' || !isCurrent) return null;
    // One talk is the reason of one step, or of several on one day.
    const before = stageMoves?.list.findLast(({ at }) => at < last.at - DAY_MS)?.at ?? 0;
    const proof = done.find(
      (item) =>
        isContact(item) &&
        item.direction !== 'out' &&
        item.at !== null &&
        item.at <= last.at + DAY_MS &&
        item.at >= Math.max(last.at - limit * DAY_MS, before + DAY_MS),
    );
    if (!proof) return null;
    return {
      severity: 0.55,
      fingerprintInputs: { from: stageInput(fromOf(last)), to: stageInput(toOf(last)) },
      evidence: [
        { fact: 'stage', values: [say.text(last.from), say.text(last.to)] },
        {
          fact: 'lastActivity',
          values: [say.text(proof.subject), say.date(dayOf(proof.at ?? 0, now.timeZone))],
        },
      ],
      source: stageMoves?.source ?? 'snapshot',
      values: [say.text(last.to)],
    };
  },
};
