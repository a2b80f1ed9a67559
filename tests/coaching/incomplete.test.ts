// Lists that may be incomplete: what is not in them is neither a silence nor a deal without moves.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factValues } from '../../lib/coaching/authored/fields.ts';
import { coach } from '../../lib/coaching/index.ts';
import type { DealFieldName } from '../../lib/model/index.ts';
import { day, deal, facts, ms } from '../helpers/deals.ts';
import { done, mail, open as task } from './signals/samples.ts';

type Input = Parameters<typeof facts>;

/** The facts of a deal of which some lists may be incomplete. */
function incomplete(
  names: DealFieldName[],
  values: Input[0],
  more: Input[1] = {},
  confidence = 0.5,
) {
  const record = deal(values);
  for (const name of names) {
    const field = record.fields[name];
    if (field.state === 'seen') field.confidence = confidence;
  }
  return facts({}, { record, ...more });
}
const outcome = (signal: string, it: ReturnType<typeof facts>) => {
  const { triggered, notEvaluated } = coach(it);
  if (triggered.some((item) => item.signal === signal)) return 'triggered';
  return notEvaluated.includes(signal) ? 'unknown' : 'notTriggered';
};

const open = { nextStep: null, nextStepDate: null, contacts: undefined };
const later = { stage: 'Negotiation' };
const lists: Record<string, Input[0]> = {
  quiet: { ...open, activities: [done(-40)] },
  noReply: { ...open, activities: [mail(-20, 'out'), mail(-25, 'out'), mail(-30, 'in')] },
  slowing: { ...open, activities: [-35, -36, -37, -38, -39, -40].map((at) => done(at)) },
  oneSided: { ...open, activities: [-1, -2, -3, -4, -5, -6].map((at) => mail(at, 'out')) },
  noMeeting: {
    ...later,
    createdAt: ms(-100),
    activities: [mail(-3, 'in'), task(day(4))],
  },
  reengaged: { ...open, activities: [mail(-1, 'in'), mail(-60, 'in')] },
  buyerWaits: { ...open, activities: [{ ...mail(-9, 'in'), subject: 'Which price?' }] },
  championQuiet: {
    ...open,
    ...later,
    contacts: [{ id: 'c1', name: 'Ruth', role: 'Champion', title: null }],
    activities: [{ ...mail(-40, 'in'), contactId: 'c1' }, mail(-39, 'out')],
  },
};

describe('activities that may be incomplete', () => {
  it.each(Object.entries(lists))('do not show what %s asks about', (signal, values) => {
    expect(outcome(signal, facts(values))).toBe('triggered');
    expect(outcome(signal, incomplete(['activities'], values))).toBe('unknown');
  });
  it('are no silence, whatever the latest is, and no warning where it is recent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), (ago) => {
        const values = { ...open, activities: [done(-ago)] };
        const whole = outcome('quiet', facts(values));
        const expected = whole === 'triggered' ? 'unknown' : whole;
        expect(outcome('quiet', incomplete(['activities'], values))).toBe(expected);
      }),
      { seed: 20261128, numRuns: 60 },
    );
  });
  it('of which only the older ones are missing show a silence', () => {
    expect(outcome('quiet', incomplete(['activities'], lists.quiet, {}, 0.9))).toBe('triggered');
  });
  it('give conditions no number', () => {
    const numbers = ['quietDays', 'activities30', 'plannedActivities', 'overdueTasks'];
    const has = (it: ReturnType<typeof facts>) => numbers.filter((name) => name in factValues(it));
    expect(has(facts())).toEqual(numbers);
    expect(has(incomplete(['activities'], {}))).toEqual([]);
  });
});
