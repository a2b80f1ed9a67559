// F19: imported files that freeze the workspace. No clock is read here: the pieces of work that
// grew faster than the file are counted instead.

import { describe, expect, it, vi } from 'vitest';
import * as yaml from 'yaml';
import {
  exportPrompts,
  importPlaybook,
  importPrompts,
  MOST_BYTES,
} from '../../lib/coaching/authored/file.ts';
import { prompt } from '../helpers/prompts.ts';

vi.mock('yaml', { spy: true });

const codes = (text: string) => {
  const read = importPrompts(text);
  return read.ok ? [] : read.problems.map((problem) => problem.code);
};

describe('an imported file', () => {
  it('larger than 128 kB is refused before it is parsed, with its size', () => {
    vi.mocked(yaml.parseDocument).mockClear();
    const text = `format: 1\nprompts: []\n${'#'.repeat(MOST_BYTES)}`;
    for (const read of [importPrompts(text), importPlaybook(text)])
      expect(read).toEqual({
        ok: false,
        problems: [{ code: 'tooLarge', values: ['129', '128'] }],
      });
    expect(yaml.parseDocument).not.toHaveBeenCalled();
  });

  it('is measured in bytes, not in characters', () => {
    const text = `# ${'Ж'.repeat(MOST_BYTES / 2)}`;
    expect(text.length).toBeLessThan(MOST_BYTES);
    expect(codes(text)).toEqual(['tooLarge']);
  });

  it('is parsed without the checks that compare each key with all others', () => {
    vi.mocked(yaml.parseDocument).mockClear();
    codes('a: 1\nb: 2\n');
    expect(vi.mocked(yaml.parseDocument).mock.calls.map(([, options]) => options)).toEqual([
      expect.objectContaining({ uniqueKeys: false, prettyErrors: false }),
    ]);
  });

  it.each([
    ['a key twice', 'format: 1\nformat: 1\nprompts: []\n', '1', '1'],
    ['a key twice in a map inside', 'format: 1\nprompts:\n  - name: a\n    name: b\n', '3', '5'],
    ['a mistake in line 2', 'format: 1\nprompts: [}\n', '2', '11'],
  ])('with %s is refused with its place', (_, text, line, column) => {
    expect(importPrompts(text)).toEqual({
      ok: false,
      problems: [{ code: 'notYaml', values: [line, column] }],
    });
  });

  it.each([
    ['brackets', `a: ${'['.repeat(60_000)}${']'.repeat(60_000)}`],
    ['lists', `${'- '.repeat(60_000)}1`],
    ['keys of keys', `${'? '.repeat(60_000)}1`],
    ['maps', `${'{a: '.repeat(30_000)}`],
  ])('nested deeply is refused before it is parsed: %s', (_, text) => {
    vi.mocked(yaml.parseDocument).mockClear();
    expect(codes(text)).toEqual(['notYaml']);
    expect(yaml.parseDocument).not.toHaveBeenCalled();
  });

  it.each([
    ['a few brackets too many', `a: ${'['.repeat(50)}${']'.repeat(50)}`],
    ['aliases of aliases', bomb()],
    ['an alias of itself', 'format: 1\nprompts: &a\n  - *a\n'],
    ['quotes', '"'.repeat(2000)],
    ['tags', '!a '.repeat(2000)],
  ])('nested or repeated too often is refused: %s', (_, text) => {
    const [code] = codes(text);
    expect(['notYaml', 'notOurs', 'field']).toContain(code);
  });

  it('that an organisation exported is read again', () => {
    const prompts = Array.from({ length: 250 }, (_, index) =>
      prompt({ name: `Question ${index}`, when: 'deal.amount > 5' }),
    );
    const read = importPrompts(exportPrompts(prompts));
    expect(read.ok && read.value.length).toBe(250);
  });
});

function bomb(): string {
  const lines = ['a: &a [x,x,x,x,x,x,x,x,x]'];
  for (const [name, before] of ['ba', 'cb', 'dc', 'ed'].map((pair) => pair.split('')))
    lines.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`);
  return `${lines.join('\n')}\n`;
}
