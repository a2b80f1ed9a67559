import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import * as z from 'zod/mini';
import {
  exportPlaybook,
  exportPrompts,
  importPlaybook,
  importPrompts,
  PlaybookFile,
  PromptFile,
} from '../../lib/coaching/authored/file.ts';
import {
  compileAll,
  compileCondition,
  compilePrompt,
  factFields,
  factValues,
  MOST_AUTHORED,
  type Problem,
} from '../../lib/coaching/authored/index.ts';
import { coach } from '../../lib/coaching/index.ts';
import { fromMethod, type Method, methods } from '../../lib/coaching/playbooks/index.ts';
import type { AuthoredPrompt, PromptOutcome } from '../../lib/model/index.ts';
import { day, facts, ms, NOON } from '../helpers/deals.ts';
import { prompt } from '../helpers/prompts.ts';

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
  ])('%s', (when, expected) => expect(test(when)).toBe(expected));

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
  ] as const)('%s is rejected with the code %s', (when, code, values) => {
    const problem = test(when);
    expect(problem).toMatchObject({ code: values === null ? expect.any(String) : code });
    if (values !== null) expect((problem as Problem).values).toEqual(values);
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

describe('an authored prompt', () => {
  const shown = (prompts: AuthoredPrompt[], dealFacts = facts(), outcomes: PromptOutcome[] = []) =>
    coach(dealFacts, {
      outcomes,
      authored: compileAll(prompts.map((fields, index) => ({ id: `p${index}`, fields }))),
    }).prompts.map(({ item }) => item.authored?.name ?? item.signal);
  it('is asked where its condition and its stage fit, until it expires', () => {
    expect(shown([prompt()])).toEqual(['Pilot']);
    expect(shown([prompt({ stage: 'qualification' })])).toEqual(['Pilot']);
    expect(shown([prompt({ stage: 'Proposal' })])).toEqual([]);
    expect(shown([prompt({ expires: day(0) })])).toEqual(['Pilot']);
    expect(shown([prompt({ expires: day(-1) })])).toEqual([]);
    expect(shown([prompt({ on: false })])).toEqual([]);
    expect(shown([prompt()], facts({ stage: 'Lost', status: 'lost' }))).toEqual([]);
  });
  it('is listed once if the same question was written several times', () => {
    expect(
      shown([prompt({ name: 'A' }), prompt({ name: 'B', rep: 'Who  repeats the NUMBERS ?' })]),
    ).toHaveLength(1);
  });
  it('stays dismissed the next day, and is shown again after a change of the deal', () => {
    const quietPrompt = prompt({ when: 'deal.quietDays > 1' });
    const [asked] = coach(facts(), {
      authored: compileAll([{ id: 'p', fields: quietPrompt }]),
    }).triggered.filter((item) => item.authored);
    if (!asked) throw new Error('not asked');
    const answered: PromptOutcome = {
      refKey: 'k',
      signal: asked.signal,
      fingerprint: asked.fingerprint,
      outcome: 'answered',
      reason: null,
      author: 'u',
      at: NOON,
    };
    const again = (dealFacts: ReturnType<typeof facts>) =>
      coach(dealFacts, {
        outcomes: [answered],
        authored: compileAll([{ id: 'p', fields: quietPrompt }]),
      }).prompts.filter(({ item }) => item.authored).length;
    expect(
      again(facts({}, { now: { ms: NOON + 5 * 86_400_000, timeZone: 'Europe/London' } })),
    ).toBe(0);
    expect(
      again(
        facts({
          activities: [
            {
              id: 'b',
              kind: 'call',
              subject: 'x',
              state: 'done',
              at: ms(-2),
              due: null,
              contactId: null,
            },
          ],
        }),
      ),
    ).toBe(1);
  });
  it('with a broken condition silences nothing else', () =>
    expect(
      shown([
        prompt({ name: 'Bad', when: 'deal.x >' }),
        prompt({ rep: 'What else?', name: 'Good' }),
      ]),
    ).toEqual(['Good']));
  it('is not crowded out by those that are off', () => {
    const off = Array.from({ length: MOST_AUTHORED + 5 }, (_, index) => ({
      id: `p${index}`,
      fields: prompt({ on: false, priority: 5 }),
    }));
    expect(compileAll([...off, { id: 'on', fields: prompt({ priority: 1 }) }])).toHaveLength(1);
  });
  it('among ten thousand: the most important and newest are asked, and it stays quick', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      id: `p${index}`,
      fields: prompt({
        name: `N${index}`,
        rep: `What about ${index}?`,
        priority: index === 7777 ? 5 : 2,
        at: index,
        when: `deal.amount > ${index % 50}`,
      }),
    }));
    const compiled = compileAll(many);
    expect(compiled).toHaveLength(MOST_AUTHORED);
    expect(coach(facts(), { authored: compiled }).prompts[0]?.item.authored?.name).toBe('N7777');
    expect(coach(facts(), { authored: compiled }).prompts).toHaveLength(3);
  });
  it('carries HTML as text', () => {
    const compiled = compilePrompt('p', prompt({ rep: '<img src=x onerror=alert(1)> What now?' }));
    const triggered = compiled?.check(facts());
    expect(triggered && triggered !== 'unknown' && triggered.authored?.rep).toBe(
      '<img src=x onerror=alert(1)> What now?',
    );
  });
});

describe('files', () => {
  const book = fromMethod(
    methods.find((method) => method.id === 'meddpicc') as Method,
    (key) => key,
  );
  it('are the same after export and import', () => {
    const one = prompt({
      when: 'deal.amount > 5',
      stage: 'Proposal',
      expires: '2027-01-01',
      directive: 'The law says so',
    });
    const read = importPrompts(exportPrompts([one]));
    expect(read.ok && read.value[0]).toMatchObject({
      name: 'Pilot',
      when: 'deal.amount > 5',
      stage: 'Proposal',
      expires: '2027-01-01',
      directive: 'The law says so',
    });
    const back = importPlaybook(exportPlaybook(book));
    expect(back.ok && back.value).toEqual(book);
  });
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]',
    'c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]',
    'd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]',
  ].join('\n');
  it.each([
    ['nothing', '  ', 'empty'],
    ['a list', '- 1', 'notOurs'],
    ['broken YAML', 'prompts: [', 'notYaml'],
    ['a newer format', 'format: 2\nprompts: []', 'newer'],
    [
      'a word it does not know',
      stringify({ format: 1, prompts: [{ name: 'A', rep: 'B?', manager: 'C?', colour: 'red' }] }),
      'field',
    ],
    ['a prompt without a question', stringify({ format: 1, prompts: [{ name: 'A' }] }), 'field'],
    [
      'a condition that does not work',
      stringify({ format: 1, prompts: [{ name: 'A', rep: 'B?', manager: 'C?', when: 'deal.x' }] }),
      'condition',
    ],
    ['something enormous', `format: 1\nprompts: []\n# ${'x'.repeat(600_000)}`, 'tooLarge'],
    ['aliases without end', bomb, 'notYaml'],
    ['a file that holds itself', 'format: 1\nprompts: &a\n  - *a', 'notOurs'],
    ['code', 'format: 1\nprompts: !!js/function "function(){}"', 'field'],
  ])('with %s are refused with a reason', (_, text, code) => {
    const read = importPrompts(text);
    expect(read.ok ? 'taken' : read.problems[0]?.code).toBe(code);
  });
  it.each([
    ['a newer format', stringify({ ...book, format: 7 }), 'newer'],
    [
      'too many stages',
      stringify({
        ...book,
        stages: Array.from({ length: 16 }, (_, index) => ({
          ...book.stages[0],
          id: `s${index}`,
          exit: [],
        })),
      }),
      'field',
    ],
    [
      'one id for two things',
      stringify({ ...book, stages: [book.stages[0], book.stages[0]] }),
      'field',
    ],
    [
      'a stage that holds itself',
      'format: 1\nname: A\nmethod: x\nsummary: x\nstages: &s\n  - *s',
      'notOurs',
    ],
    [
      'an unknown field',
      stringify({ ...book, stages: [{ ...book.stages[0], fields: 'amount' }] }),
      'field',
    ],
  ])('of a playbook with %s are not taken', (_, text, code) => {
    const read = importPlaybook(text);
    expect(read.ok ? 'taken' : read.problems[0]?.code).toBe(code);
  });
  it('have schemas that are up to date', () => {
    for (const [name, schema] of [
      ['prompts', PromptFile],
      ['playbook', PlaybookFile],
    ] as const) {
      const path = `docs/schemas/${name}.schema.json`;
      expect(existsSync(path), `${path}: npm run docs`).toBe(true);
      expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(
        JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input' }))),
      );
    }
  });
});
