import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { trackedFiles } from './tracked.ts';

// docs/glossary.md lists the names that code no longer uses; this test finds those that return.

interface Exception {
  /** The whole identifier or test title. */
  name: RegExp;
  /** Only in files whose path begins so. */
  path: string;
  why: string;
}
const EXCEPTIONS: readonly Exception[] = [
  {
    name: /^(?:attachShadow|openOrClosedShadowRoot|ShadowRoot|shadowRoots?|shadowRootOf)$/,
    path: '',
    why: 'shadow roots of the DOM',
  },
  { name: /^has a closed shadow root$/, path: 'tests/host/', why: 'a shadow root of the DOM' },
  { name: /^boxShadow$/, path: '', why: 'a CSS property' },
  { name: /^(?:shadow|raised)$/, path: 'tests/store/kept.test.ts', why: 'stored fields of 0.1.0' },
];

/** The words of a name in lower case: `KeyedWorld` → keyed, world; `SETTLED_MS` → settled, ms. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** The first column of the glossary's table of retired names. */
function retiredIn(glossary: string): string[] {
  const [, section = ''] = glossary.split('\n## Retired names in code\n');
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| (?!Retired)([^|]+?) \|/gm)].map(([, name = '']) => name);
}

const retired = retiredIn(readFileSync('docs/glossary.md', 'utf8'));

const padded = (name: string) => ` ${wordsOf(name).join(' ')} `;
const retiredWords = retired.map((name) => ({ name, words: padded(name) }));
const known = new Map<string, readonly string[]>();

/** The retired names whose words a name contains, one after the other. */
function retiredPartsOf(name: string): readonly string[] {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const words = padded(name);
  const parts = retiredWords.filter((item) => words.includes(item.words)).map((item) => item.name);
  known.set(name, parts);
  return parts;
}

/** All identifiers and test titles of a file; comments and other strings are not read. */
function namesOf(path: string, source: string): Set<string> {
  const names = new Set<string>();
  const add = ({ name }: { name: string }) => void names.add(name);
  new Visitor({
    Identifier: add,
    JSXIdentifier: add,
    PrivateIdentifier: add,
    CallExpression({ callee, arguments: [title] }) {
      // Also `it.each(…)(title)` and `describe.skipIf(…)(title)`.
      if (!/^(?:it|describe|test)\b/.test(source.slice(callee.start, callee.end))) return;
      if (title?.type === 'Literal' && typeof title.value === 'string') names.add(title.value);
      if (title?.type === 'TemplateLiteral') names.add(source.slice(title.start, title.end));
    },
  }).visit(parseSync(path, source).program);
  return names;
}

const isException = (path: string, name: string) =>
  EXCEPTIONS.some((exception) => path.startsWith(exception.path) && exception.name.test(name));

/** The retired names in a file's identifiers and test titles, and in its path. */
function retiredNames(path: string, names: Iterable<string>): string[] {
  const isChecked = (name: string) => retiredPartsOf(name).length > 0 && !isException(path, name);
  const inFile = [...names]
    .filter(isChecked)
    .map((name) => `${path}: ${name} (${retiredPartsOf(name)})`);
  const inPath = path
    .split('/')
    .map((part) => basename(part).replace(/\..*$/, ''))
    .filter(isChecked)
    .map((name) => `${path}: file name (${retiredPartsOf(name)})`);
  return [...inFile, ...inPath];
}

const FOLDERS = /^(?:lib|server|components|entrypoints|demo|scripts|bench|tests)\//;
const files = new Map(
  trackedFiles(/\.(?:tsx?|m?js)$/)
    .filter((path) => FOLDERS.test(path))
    .map((path) => [path, namesOf(path, readFileSync(path, 'utf8'))]),
);

describe('retired names', () => {
  it('are listed in the glossary', () => {
    expect(retired).toContain('raised');
    expect(retired.length).toBeGreaterThan(20);
  });

  it('are in no identifier, test title and file name', () => {
    expect(files.size).toBeGreaterThan(500);
    const found = [...files].flatMap(([path, names]) => retiredNames(path, names));
    expect(found).toEqual([]);
  });

  it('have no exception that is not needed', () => {
    const needless = EXCEPTIONS.filter(
      ({ name, path: prefix }) =>
        ![...files].some(
          ([path, names]) => path.startsWith(prefix) && [...names].some((item) => name.test(item)),
        ),
    );
    expect(needless).toEqual([]);
  });

  it.each([
    ['a variable', 'lib/view/a.ts', 'const told = 1;', 1],
    ['a parameter', 'lib/view/a.ts', 'const a = (world: number) => world;', 1],
    ['a part of a name', 'lib/view/a.ts', 'class KeyedWorld {}', 1],
    ['a name of two words', 'lib/view/a.ts', 'function keepOnceMore() {}', 1],
    ['a constant', 'lib/view/a.ts', 'const TOLD_MS = 1;', 1],
    ['a property', 'lib/view/a.ts', 'const a = { raised: 1 };', 1],
    ['a private field', 'lib/view/a.ts', 'class A { #verdict = 1 }', 1],
    ['a component', 'components/panel/A.tsx', 'const a = <Door />;', 1],
    ['a file name', 'demo/world.ts', '', 1],
    ['a folder', 'demo/faces/odoo.ts', '', 1],
    ['a test title', 'tests/a.test.ts', "it('is told', () => {});", 1],
    ['a title of two words', 'tests/a.test.ts', "describe('what was put away', () => {});", 1],
    ['a title with a table', 'tests/a.test.ts', "it.each([1])('the world of %s', () => {});", 1],
    ['a title in a template', 'tests/a.test.ts', 'test(`the door`, () => {});', 1],
    ['a longer word', 'lib/view/a.ts', 'const tolerance = surface(interests);', 0],
    ['a comment and a string', 'lib/view/a.ts', "const a = 'told'; // the world", 0],
    ['the DOM', 'lib/view/a.ts', "element.attachShadow({ mode: 'open' });", 0],
  ])('a planted name is judged: %s', (_, path, source, count) => {
    expect(retiredNames(path, namesOf(path, source))).toHaveLength(count);
  });
});
