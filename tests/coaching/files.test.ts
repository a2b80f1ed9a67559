import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import {
  exportPlaybook,
  exportPrompts,
  importPlaybook,
  importPrompts,
} from '../../lib/coaching/authored/file.ts';
import type { Playbook } from '../../lib/model/index.ts';
import { prompt } from '../helpers/prompts.ts';

/** Texts that YAML 1.1 or 1.2 reads as another type, and texts that they write differently. */
const ODD = [
  ...[
    'on',
    'off',
    'yes',
    'no',
    'y',
    'n',
    'On',
    'OFF',
    'Yes',
    'NO',
    'Y',
    'N',
    'true',
    'False',
    '~',
    'null',
    'Null',
    '=',
    '<<',
    '-',
    '?',
    '!',
    '&a',
    '*a',
    '%a',
    '@a',
    '`a',
  ],
  ...[
    '2027-01-01',
    '2027-1-1',
    '2027-01-01T10:00:00Z',
    '2027-01-01 10:00:00 +2',
    '12:30',
    '190:20:30',
    '1:30.5',
    '-1:30',
  ],
  ...[
    '0',
    '007',
    '-01',
    '0x1F',
    '0b11',
    '0o17',
    '1_000',
    '1e3',
    '1.5e+3',
    '.5',
    '5.',
    '.inf',
    '-.INF',
    '.nan',
    '+1',
    '1,000',
    ':symbol',
    '1_000.5',
    '685_230.15',
  ],
  ...[
    '---',
    '...',
    '# no',
    'a # b',
    'a: b',
    'a\nb',
    'a\n\nb\n',
    ' a',
    'a ',
    '\ta',
    'a\u2028b',
    'a\u2029',
    'a\u0085b',
    '\u007f',
    '\u009f',
    '\ufeffa',
    'a\ufffeb',
    '\u0001',
    '"',
    "'",
    '\\',
    '👩‍👧',
  ],
];
const odd = fc.constantFrom(...ODD);
const words = (max: number) =>
  fc.oneof(
    odd,
    fc.string({ unit: 'binary', minLength: 1, maxLength: max }),
    fc.string({ minLength: 1, maxLength: max }),
    fc.lorem({ maxCount: 12 }),
  );
const text = words(100).map((value) => value.slice(0, 120));

/** A file after a tool of YAML 1.1 read it and wrote it again. */
const through = (file: string) => stringify(parse(file, { version: '1.1' }), { version: '1.1' });

const written = fc.record({
  name: text,
  when: fc.constantFrom('', 'deal.amount > 5', 'deal.stage == "no"'),
  rep: text,
  manager: text,
  stage: fc.option(text),
  expires: fc.constantFrom(null, '2027-01-01'),
  directive: fc.option(text),
  priority: fc.integer({ min: 1, max: 5 }),
  on: fc.boolean(),
});

describe('a file of questions', () => {
  it('is the same after a tool that speaks YAML 1.1', () => {
    fc.assert(
      fc.property(fc.array(written, { maxLength: 3 }), (list) => {
        const file = exportPrompts(list.map((one) => prompt(one)));
        for (const back of [file, through(file)])
          expect(importPrompts(back)).toEqual({
            ok: true,
            value: list.map((one) => expect.objectContaining(one)),
          });
      }),
      { seed: 20, numRuns: 300 },
    );
  });
  it.each(ODD)('reads the same in YAML 1.1 and 1.2: %j', (value) => {
    const file = exportPrompts([prompt({ name: value, stage: value })]);
    const expected = { prompts: [{ name: value, stage: value, on: true, priority: 3 }] };
    expect(parse(file)).toMatchObject(expected);
    expect(parse(file, { version: '1.1' })).toMatchObject(expected);
  });
  it('leaves plain text plain', () => {
    expect(exportPrompts([prompt({ name: 'Pilot', rep: 'What now?' })])).toContain(
      '  - name: Pilot\n',
    );
  });
  it('holds no character that a reader of YAML 1.1 refuses or takes for the end of a line', () => {
    expect(exportPrompts(ODD.map((name) => prompt({ name })))).not.toMatch(
      /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|(?!\n)\p{Cc}/u,
    );
  });

  const inPrompt = (lines: string) =>
    `format: 1\nprompts:\n  - name: A\n    rep: B?\n    manager: C?\n${lines}`;
  it.each([
    ['    true: false', false],
    ['    True: true', true],
    ['    "true": false', false],
    ['    on: no', false],
    ['    on: Off', false],
    ['    on: yes', true],
    ['    true: n', false],
  ])('may write “on” in the words of YAML 1.1: %s', (line, on) => {
    const read = importPrompts(inPrompt(`${line}\n`));
    expect(read).toMatchObject({ ok: true, value: [{ on }] });
  });
  it.each([
    ['2026-12-31', '2026-12-31'],
    ['2026-12-31T00:00:00.000Z', '2026-12-31'],
    ['2026-12-31 00:00:00 +00:00', '2026-12-31'],
  ])('may hold a date with the time that a tool gave it: %s', (written, expires) => {
    expect(importPrompts(inPrompt(`    expires: ${written}\n`))).toMatchObject({
      ok: true,
      value: [{ expires }],
    });
  });
  it('holds no hour of a day', () => {
    expect(importPrompts(inPrompt('    expires: 2026-12-31T10:00:00Z\n')).ok).toBe(false);
  });
  it('may begin with the directive of YAML 1.1', () => {
    expect(importPrompts(`%YAML 1.1\n---\n${inPrompt('    true: false\n')}`)).toMatchObject({
      ok: true,
      value: [{ on: false }],
    });
  });
  it.each([
    '    on: true\n    true: false\n',
    '    true: false\n    on: true\n',
    '    on: "yes"\n',
    '    on: maybe\n',
    '    false: true\n',
  ])('is refused where it contradicts itself or means nothing: %j', (lines) => {
    expect(importPrompts(inPrompt(lines)).ok).toBe(false);
  });
  it.each(['0o17', '1e3', '2026', 'true', '007', '1.50'])(
    'takes %s for text where text is asked for',
    (value) => {
      const read = importPrompts(inPrompt(`    stage: ${value}\n    priority: 2\n`));
      expect(read).toMatchObject({ ok: true, value: [{ stage: value, priority: 2 }] });
    },
  );
});

describe('a file of a playbook', () => {
  const line = text;
  const slug = fc.constantFrom('on', 'no', 'y', 'e3');
  const playbook: fc.Arbitrary<Playbook> = fc.record({
    format: fc.constant(1 as const),
    name: line,
    method: text.map((value) => value.slice(0, 60)),
    summary: fc.oneof(fc.constant(''), text),
    stages: fc
      .record({
        id: slug,
        name: line,
        seller: text,
        buyer: text,
        ask: fc.array(line, { maxLength: 2 }),
        exit: fc.array(
          fc.record({
            id: fc.constantFrom('off', 'n', 'null', 'yes'),
            text: line,
            element: fc.constant(null),
          }),
          { maxLength: 1 },
        ),
        fields: fc.array(
          text.map((value) => value.slice(0, 40)),
          { maxLength: 2 },
        ),
        guidance: text,
      })
      .map((stage) => [stage]),
  });
  it('is the same after a tool that speaks YAML 1.1', () => {
    fc.assert(
      fc.property(playbook, (book) => {
        const file = exportPlaybook(book);
        for (const back of [file, through(file)])
          expect(importPlaybook(back)).toEqual({ ok: true, value: book });
      }),
      { seed: 20, numRuns: 500 },
    );
  });
});
