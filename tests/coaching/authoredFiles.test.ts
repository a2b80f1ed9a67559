// Files of questions and playbooks: which ones are refused, with which reason, and the schemas in
// docs/schemas. How texts survive YAML is in files.test.ts.

import { existsSync, readFileSync } from 'node:fs';
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
import { fromMethod, type Method, methods } from '../../lib/coaching/playbooks/index.ts';
import { prompt } from '../helpers/prompts.ts';

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
