// Conditions of authored questions: their results, the sentence for each mistake, and that no text
// makes one slow.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileCondition,
  factFields,
  factValues,
  type Problem,
} from '../../lib/coaching/authored/index.ts';
import { facts, ms } from '../helpers/deals.ts';

const celTypes: Record<string, string> = { number: 'double', boolean: 'bool', string: 'string' };
const celType = (value: unknown) =>
  Array.isArray(value) ? 'list<string>' : celTypes[typeof value];
const test = (when: string, dealFacts = facts()) => {
  const condition = compileCondition(when);
  return condition.ok ? condition.test(dealFacts) : condition.problem;
};

describe('a condition', () => {
  it.each([
    ['', true],
    ['deal.amount > 39999 && deal.stage == "Qualification"', true],
    ['deal.amount > 40000', false],
    ['deal.contacts < 2 || deal.hasDecisionMaker', true],
    ['!deal.hasNextStep', false],
    ['deal.daysToClose <= 60 && deal.daysToClose > 59', true],
    ['deal.stage in ["Proposal", "Qualification"]', true],
    ['deal.contactRoles.exists(role, role.contains("Decision"))', true],
    ['deal.contactNames.all(name, name.startsWith("R"))', false],
    ['size(deal.texts) > 0', true],
    ['deal.quietDays == 3.0', true],
    ['deal.name != "Pilot 🚀" && deal.amount < 1.5e21', true],
    ['deal.name == "\\\\ud83d\\\\ude80 1e+21.0"', false],
  ])('%s', (when, expected) => expect(test(when)).toBe(expected));

  it('gives the same result and takes the same steps with and without the interpreter', () => {
    const number = fc.oneof(
      fc.integer({ min: -100, max: 100_000 }).map(String),
      fc.double({ min: 0, max: 1000, noNaN: true }).map((value) => value.toFixed(2)),
      fc.constantFrom('40000', '40000.0', '9007199254740993', '1.5e21'),
    );
    const sign = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
    const text = fc.oneof(
      fc.constantFrom('Qualification', '', 'x'.repeat(200)),
      fc.string({ maxLength: 5 }),
    );
    const condition = fc.oneof(
      fc
        .tuple(fc.constantFrom('amount', 'contacts', 'quietDays', 'position'), sign, number)
        .map(([fact, is, value]) => `deal.${fact} ${is} ${value}`),
      fc
        .tuple(fc.constantFrom('stage', 'name', 'nextStep'), fc.constantFrom('==', '!='), text)
        .map(([fact, is, value]) => `deal.${fact} ${is} ${JSON.stringify(value)}`),
      fc.constantFrom('deal.hasNextStep', '!deal.hasNextStep', 'deal.hasAmount', '!deal.hasAmount'),
    );
    const deal = fc.record({
      amount: fc.constantFrom(undefined, null, { amount: 40_000, currency: 'EUR' }),
      name: fc.constantFrom('Pilot', 'x'.repeat(200), undefined),
      nextStep: fc.constantFrom(undefined, null, 'Call'),
    });
    const run = (when: string, values: Parameters<typeof facts>[0]) => {
      const compiled = compileCondition(when);
      if (!compiled.ok) return null;
      // At its first evaluation the interpreter replaces its own parts, and counts more.
      compiled.test(facts(values));
      const budget = { left: 1000 };
      return { result: compiled.test(facts(values), budget), steps: 1000 - budget.left };
    };
    fc.assert(
      fc.property(condition, deal, (when, values) => {
        const [simple, whole] = [run(when, values), run(`${when} || false`, values)];
        expect(simple?.result).toBe(whole?.result);
        if (simple === null || whole === null || simple.result === 'unknown') return;
        // The interpreter counts `||` too, and `false` where it has to look at it.
        expect(whole.steps - simple.steps).toBe(simple.result === true ? 1 : 2);
      }),
      { numRuns: 800, seed: 20_261_128 },
    );
  });

  it('is unsure if it depends on an unknown field, and only then', () => {
    const blind = facts({ amount: undefined });
    expect(test('deal.amount > 10', blind)).toBe('unknown');
    expect(test('!(deal.amount > 10)', blind)).toBe('unknown');
    expect(test('deal.amount > 10 || deal.stage == "Qualification"', blind)).toBe(true);
    expect(test('deal.amount > 10 && deal.stage == "Proposal"', blind)).toBe(false);
    expect(test('deal.hasAmount', facts({ amount: null }))).toBe(false);
  });

  it.each([
    ['deal.amont > 5', 'unknownFact', ['deal.amont', 'amount']],
    ['amount > 5', 'unknownFact', ['amount', 'amount']],
    ['deal.amount > "much"', 'compare', ['number', 'text', '>']],
    ['deal.stage', 'notYesNo', []],
    ['deal.quietDays > 14 and deal.hasAmount', 'useSign', ['and', '&&']],
    ['deal.stage = "Proposal"', 'useSign', ['=', '==']],
    ['deal.amount >', 'unfinished', []],
    ['deal.stage == "Prop', 'unfinished', []],
    ['deal.stage.matches("(a+)+$")', 'notAllowed', ['matches']],
    ['!has(deal.amount)', 'notAllowed', ['has']],
    ['cel.bind(a, [1], a == a)', 'notAllowed', ['bind']],
    ['deal.texts.map(t, t + t).size() > 1', 'notAllowed', ['map']],
    ['deal.texts.exists(a, deal.texts.exists(b, deal.texts.exists(c, a == c)))', 'tooDeep', []],
    [`${'('.repeat(400)}true${')'.repeat(400)}`, 'tooDeep', []],
    [Array(400).fill('deal.hasAmount').join('||'), 'tooLong', ['2000']],
    ['constructor.constructor("return 1")()', 'notUnderstood', null],
    ['deal["amount"] > 5', 'notAllowed', ['[ ]']],
    ['deal.__proto__ == 1', 'unknownFact', null],
  ] as const)('%s is refused in words: %s', (when, code, words) => {
    const problem = test(when);
    expect(problem).toMatchObject({ code: words === null ? expect.any(String) : code });
    if (words !== null) expect((problem as Problem).values).toEqual(words);
  });

  it('ends in time and never throws, for any text', () => {
    const word = fc.constantFrom(
      'deal.amount',
      'deal.texts',
      'deal',
      '&&',
      '||',
      '!',
      '(',
      ')',
      '"x"',
      '1',
      '>',
      '==',
      '.exists(a, ',
      '.size()',
      'has(',
      '[',
      ']',
      '?',
      ':',
      'true',
      'in',
      '{',
      '}',
      ',',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 200 }),
          fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
        ),
        (when) => {
          const answer = test(when);
          expect(
            answer === true ||
              answer === false ||
              answer === 'unknown' ||
              typeof answer === 'object',
          ).toBe(true);
        },
      ),
      { numRuns: 800 },
    );
  });
  it('the slowest allowed expression takes milliseconds', () => {
    const long = facts(
      {},
      {
        notes: Array.from({ length: 80 }, (_, index) => ({
          text: `${'word '.repeat(100)}${index}`,
          at: ms(-1),
        })),
      },
    );
    expect(test('deal.texts.exists(a, deal.texts.exists(b, a == "no" && b == "no"))', long)).toBe(
      false,
    );
  });
  it('has a value of the right type for every fact of a deal without unknown fields', () => {
    const values = factValues(facts({ forecast: 'Commit' }));
    for (const { name, type } of factFields) {
      if (name === 'checklistOpen' || name === 'checklistDone') continue; // only with a playbook
      const value = values[name];
      expect(`${name} ${celType(value)}`).toBe(`${name} ${type}`);
    }
    expect(
      Object.keys(
        factValues(facts({ amount: undefined, contacts: undefined, activities: undefined })),
      ),
    ).not.toContain('contacts');
  });
});
