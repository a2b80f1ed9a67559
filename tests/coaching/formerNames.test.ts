import { describe, expect, it } from 'vitest';
import { compileCondition, factNames } from '../../lib/coaching/authored/index.ts';
import { day, facts, ms } from '../helpers/deals.ts';

// Conditions that people stored under earlier versions contain the former names of facts.

const commitment = {
  refKey: 'k',
  text: 'Send the plan',
  owner: 'u',
  due: day(3),
  state: 'open' as const,
  settledAt: null,
  author: 'u',
  at: ms(-20),
};

describe('a former name of a fact', () => {
  it.each(['openCommitments', 'openPromises'])('is read like the present one: %s', (name) => {
    const condition = compileCondition(`deal.${name} == 1.0`);
    if (!condition.ok) expect.fail(condition.problem.code);
    expect(condition.test(facts({}, { commitments: [commitment] }))).toBe(true);
    expect(condition.test(facts())).toBe(false);
  });

  it('is not offered', () => {
    const offered = factNames().map(({ name }) => name);
    expect(offered).toContain('deal.openCommitments');
    expect(offered).not.toContain('deal.openPromises');
  });
});
