import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTree } from './imports.ts';

const view = [...readTree(['lib/view'])];
/** Files that take a database, or query the one of another function. */
const reads = (source: string) =>
  /\bSidelineDb\b|\bfrom 'dexie'|\bgetMeta\b|\bdb\.\w+\./.test(source);
/** The files that ARCHITECTURE.md names: the sentence about views that read a database. */
const named = () => {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  const sentence = /`lib\/view` except the functions that read a\s+database:.*?\)\./s.exec(
    text,
  )?.[0];
  return [...(sentence ?? '').matchAll(/`(\w+\.ts)`/g)].map((match) => match[1] ?? '');
};

describe('views', () => {
  it('read the database in the files that ARCHITECTURE.md names, and in no other', () => {
    const found = view.flatMap(([path, source]) => (reads(source) ? [basename(path)] : []));
    expect(found.sort()).toEqual(named().sort());
    expect(found.length).toBeLessThan(view.length / 3);
  });
  it.each([
    "import type { SidelineDb } from '../store/index.ts';",
    "import { getMeta } from '../store/index.ts';",
    'export const all = (db: Db) => db.rows.toArray();',
  ])('a planted read is caught: %s', (line) => {
    const [, source = ''] = view.find(([path]) => path === 'lib/view/badge.ts') ?? [];
    expect(source).not.toBe('');
    expect([reads(source), reads(`${source}\n${line}`)]).toEqual([false, true]);
  });
});
