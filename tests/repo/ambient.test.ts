import { describe, expect, it } from 'vitest';
import { type Ambient, ambientIn } from './ambient.ts';
import { readTree } from './imports.ts';

/** Pure code: it gets time, time zone, ids and randomness as arguments (ARCHITECTURE.md). */
const PURE = /^lib\/(?:model|values|merge|coaching|view|crm)\/|^lib\/sync\/protocol\.ts$/;
/** Commands and stores have databases; their clock and ids come from the background, too. */
const GIVEN = /^lib\/(?:commands|store|messages)\//;

const sources = [...readTree(['lib'])].filter(([path]) => PURE.test(path) || GIVEN.test(path));

describe('time, time zone and randomness are arguments', () => {
  it('in all pure code, and in commands, stores and messages', () => {
    const found = sources.flatMap(([path, source]) =>
      ambientIn(path, source).map((what) => `${path}: ${what}`),
    );
    expect(found).toEqual([]);
    expect(sources.length).toBeGreaterThan(300);
  });

  it.each<[string, Ambient]>([
    ['export const at = () => Date.now();', 'time'],
    ["export const at = () => Date['now']();", 'time'],
    ['export const at = () => globalThis.Date.now();', 'time'],
    ['const { now } = Date; export const at = () => now();', 'time'],
    ['export const at = () => new Date();', 'time'],
    ['export const at = () => Date();', 'time'],
    ['export const at = (now = Date.now()) => now;', 'time'],
    ['export const at = () => performance.now();', 'time'],
    ['export const at = () => Temporal.Now.instant();', 'time'],
    ['export const day = (ms: number) => new Date(ms).getDate();', 'zone'],
    ['export const noon = () => new Date(2026, 10, 28);', 'zone'],
    ['export const day = (ms: number) => new Date(ms).toLocaleDateString();', 'zone'],
    ["export const f = new Intl.DateTimeFormat('en', { day: 'numeric' });", 'zone'],
    ['export const zone = (f: Intl.DateTimeFormat) => f.resolvedOptions().timeZone;', 'zone'],
    ['export const dice = () => Math.random();', 'randomness'],
    ['export const id = () => crypto.randomUUID();', 'randomness'],
    ["import { v4 } from 'uuid'; export const id = () => v4();", 'randomness'],
    ["import { randomBytes } from 'node:crypto';", 'randomness'],
  ])('a planted violation is caught: %s', (line, what) => {
    // Planted in a file of the project, behind everything that it has.
    const [path, source] = sources.find(([name]) => name === 'lib/coaching/days.ts') ?? ['', ''];
    expect(ambientIn(path, `${source}\n${line}`)).toEqual([what]);
  });

  it.each([
    'export const day = (ms: number) => new Date(ms).getUTCDate();',
    "export const f = (timeZone: string) => new Intl.DateTimeFormat('en', { timeZone });",
    'export const later = (now: number) => new Date(now);',
    "import { v5 } from 'uuid';",
    '// Date.now() in a comment',
    "export const text = 'Math.random()';",
  ])('what depends on arguments alone is none: %s', (line) =>
    expect(ambientIn('lib/coaching/days.ts', line)).toEqual([]),
  );
});
