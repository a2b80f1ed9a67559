// F18: conditions that a manager writes and that keep every device busy. No clock is read here:
// steps.ts counts the work.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileAll, compileCondition } from '../../lib/coaching/authored/index.ts';
import { MOST_STEPS } from '../../lib/coaching/authored/steps.ts';
import { coach } from '../../lib/coaching/index.ts';
import { MOST_STEPS_PER_RECORD } from '../../lib/coaching/trigger.ts';
import { facts } from '../helpers/deals.ts';
import { prompt } from '../helpers/prompts.ts';

const A_LOT = 1e12;
/** One step can be over the budget by what its own result counts. */
const SLACK = 10_000;

/** A deal with as many and as long texts as the limits of facts allow. */
const large = () =>
  facts(
    {},
    {
      notes: Array.from({ length: 60 }, (_, index) => ({
        text: String.fromCharCode(97 + (index % 26)).repeat(500),
        at: index,
      })),
    },
  );

function run(source: string, left = A_LOT) {
  const condition = compileCondition(source);
  if (!condition.ok) return { result: condition.problem.code, steps: 0 };
  const budget = { left };
  const result = condition.test(large(), budget);
  return { result, steps: left - budget.left };
}
const joined = (count: number) =>
  Array.from({ length: count }, (_, index) => (index % 2 ? 'a' : 'b')).join('+');
const twoLoops = (inner: string) => `deal.texts.all(a, deal.texts.all(b, ${inner}))`;

describe('a condition', () => {
  it.each([
    ['joins texts in two loops', twoLoops(`(${joined(100)}).size() > 1`)],
    ['searches joined texts', twoLoops(`!((${joined(40)}).contains("#never#"))`)],
    ['changes joined texts', twoLoops(`!((${joined(30)}).lowerAscii().contains("#never#"))`)],
    ['has many parts', twoLoops(Array.from({ length: 30 }, () => 'a != "x"').join(' && '))],
    ['is true without its loops', `${twoLoops(`(${joined(100)}).size() > 1`)} || true`],
  ])('is stopped and not true where it %s', (_, source) => {
    const { result, steps } = run(source);
    expect(result).toBe('tooMuch');
    expect(steps).toBeGreaterThan(MOST_STEPS);
    expect(steps).toBeLessThan(MOST_STEPS + SLACK);
  });

  it.each([
    ['a short part', '!t.contains("aab")', 3],
    ['a long part', `!t.contains("${'a'.repeat(200)}b")`, 201],
    ['a joined part', `!t.contains(${Array(20).fill('"aab"').join(' + ')})`, 60],
  ])('counts each place where a text may have %s', (_, body, length) => {
    const { result, steps } = run(`deal.texts.all(t, ${body})`);
    expect(result).toBe(true);
    // 60 texts of 500 characters.
    expect(steps).toBeGreaterThan(60 * Math.floor(((501 - length) * length) / 64));
  });

  it('with one loop, or two over names, is evaluated', () => {
    expect(run('deal.texts.exists(t, t.contains("zzz"))').result).toBe(true);
    expect(run('deal.texts.all(t, deal.contactNames.all(c, !t.contains(c)))').result).toBe(true);
  });

  it('has the same result and steps at each evaluation, also after one that was stopped', () => {
    const condition = compileCondition(twoLoops(`(${joined(100)}).size() > 1`));
    if (!condition.ok) throw new Error('does not compile');
    const small = facts({}, { notes: [{ text: 'x', at: 1 }] });
    expect(condition.test(large())).toBe('tooMuch');
    expect(condition.test(small)).toBe(true);
    expect(condition.test(large())).toBe('tooMuch');
  });

  it('ends within the budget, whatever was accepted', () => {
    const text: fc.Arbitrary<string> = fc.oneof(
      fc.constantFrom('a', 'b', 'deal.stage', 'deal.name', '"never"'),
      fc.integer({ min: 2, max: 60 }).map((count) => `(${joined(count)})`),
      fc.constantFrom('a.lowerAscii()', '(a + b).lowerAscii()'),
    );
    const yes = fc.oneof(
      fc.tuple(text, text).map(([x, y]) => `${x}.contains(${y})`),
      fc.tuple(text, text).map(([x, y]) => `${x} == ${y}`),
      text.map((x) => `${x}.size() > 3`),
      text.map((x) => `${x} in deal.texts`),
    );
    const inner = fc
      .array(yes, { minLength: 1, maxLength: 8 })
      .chain((parts) => fc.constantFrom(' && ', ' || ').map((sign) => parts.join(sign)));
    const loop = fc.constantFrom('all', 'exists', 'exists_one');
    const source = fc
      .tuple(loop, loop, inner)
      .map(([x, y, body]) => `deal.texts.${x}(a, deal.texts.${y}(b, !(${body})))`);
    let stopped = 0;
    fc.assert(
      fc.property(fc.array(source, { minLength: 1, maxLength: 3 }), (sources) => {
        const { steps, result } = run(sources.join(' && '));
        if (result === 'tooMuch') stopped += 1;
        expect(steps).toBeLessThan(MOST_STEPS + SLACK);
      }),
      { numRuns: 60, seed: 18 },
    );
    expect(stopped).toBeGreaterThan(5);
  });
});

describe('500 conditions on one record', () => {
  it('share a budget, and the most important ones are evaluated first', () => {
    const heavy = twoLoops(`(${joined(100)}).size() > 1`);
    const prompts = Array.from({ length: 500 }, (_, index) => ({
      id: `p${String(index).padStart(3, '0')}`,
      fields: prompt({ when: index === 0 ? '' : heavy, priority: index === 0 ? 5 : 3 }),
    }));
    let spent = 0;
    const authored = compileAll(prompts).map((compiled) => ({
      id: compiled.id,
      check(deal: ReturnType<typeof facts>, budget?: { left: number }) {
        const before = budget?.left ?? 0;
        const result = compiled.check(deal, budget);
        spent += before - (budget?.left ?? 0);
        return result;
      },
    }));
    const coaching = coach(large(), { authored });
    expect(coaching.triggered.map((item) => item.signal)).toContain('written:p000');
    expect(coaching.notEvaluated.filter((id) => id.startsWith('written:'))).toHaveLength(499);
    expect(spent).toBe(MOST_STEPS_PER_RECORD);
  });
});
