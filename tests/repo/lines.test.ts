import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trackedFiles } from './tracked.ts';

const MAX_COLUMNS = 100;

/** Lines that cannot be shorter: an import, or a URL that would be broken. */
const allowed = (line: string) =>
  /^\s*(?:import|export)\b.*\bfrom '[^']+';$/.test(line) || /\bhttps?:\/\/\S{40,}/.test(line);

/** The lines of a file that are too long, with their numbers and lengths. */
function longLines(path: string, source: string): string[] {
  return source
    .split('\n')
    .map((line, index) => ({ line, at: `${path}:${index + 1}` }))
    .filter(({ line }) => line.length > MAX_COLUMNS && !allowed(line))
    .map(({ line, at }) => `${at}: ${line.length} columns`);
}

const files = trackedFiles(/\.(?:tsx?|m?js|css|ya?ml)$/);
const longIn = (path: string) => longLines(path, readFileSync(path, 'utf8'));

describe('lines', () => {
  it(`have ${MAX_COLUMNS} columns at most`, () => {
    expect(files.length).toBeGreaterThan(500);
    expect(files.flatMap(longIn)).toEqual([]);
  });

  const long = 'a'.repeat(MAX_COLUMNS + 1);
  it.each([
    ['code', `const a = '${long}';`, 1],
    ['a comment', `// ${long}`, 1],
    ['a line of exactly 100 columns', 'a'.repeat(MAX_COLUMNS), 0],
    ['a line with a long URL', `// Source: https://example.com/${long}`, 0],
    ['a long line with a short URL', `// http://a.test ${long}`, 1],
    ['an import', `import { a } from './${long}.ts';`, 0],
  ])('a planted line is judged: %s', (_, line, count) => {
    expect(longLines('planted.ts', `\n${line}\n`)).toHaveLength(count);
  });
});
