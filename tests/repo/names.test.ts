import { readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { trackedFiles } from './tracked.ts';

// docs/glossary.md lists the names that code no longer uses; this test finds those that return.

interface Exception {
  /** The identifier or test title, or a comment's sentence. */
  name: RegExp;
  /** Only in files whose path begins so. */
  path: string;
  why: string;
}
const EXCEPTIONS: readonly Exception[] = [
  {
    name: /\bshadow roots?\b/g,
    path: '',
    why: 'shadow roots of the DOM, in comments and titles',
  },
  {
    name: /^(?:attachShadow|openOrClosedShadowRoot|ShadowRoot|shadowRoots?|shadowRootOf)$/g,
    path: '',
    why: 'shadow roots of the DOM',
  },
  { name: /^boxShadow$/g, path: '', why: 'a CSS property' },
  { name: /^(?:shadow|raised)$/g, path: 'tests/store/kept.test.ts', why: 'stored fields of 0.1.0' },
  { name: /^settledAt$/g, path: '', why: 'a stored field of commitments' },
  { name: /^onSettled$/g, path: 'components/', why: 'an option of TanStack Query' },
  { name: /^allSettled$/g, path: 'tests/', why: 'a function of Promise' },
  { name: /^openPromises$/g, path: 'lib/coaching/authored/', why: 'stored conditions contain it' },
];

const SOURCE = /\.(?:tsx?|m?js)$/;

/** The words of a name in lower case: `KeyedWorld` → keyed, world; `LOADED_MS` → loaded, ms. */
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

/** A word with its inflections: settle, settles, settled, settling. */
function formsOf(word: string): string[] {
  const stem = word.replace(/e$/, '');
  return [word, `${word}s`, `${word}d`, `${stem}ed`, `${stem}ing`];
}

const padded = (name: string) => ` ${wordsOf(name).join(' ')} `;
/** Each retired name with the word sequences that count as it. Two words are not inflected. */
const retiredForms = retired.map((name) => {
  const words = wordsOf(name);
  const [word = ''] = words;
  return { name, forms: (words.length === 1 ? formsOf(word) : [words.join(' ')]).map(padded) };
});
const known = new Map<string, readonly string[]>();

/** The retired names whose words a name contains, one after the other. */
function retiredPartsOf(name: string): readonly string[] {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const words = padded(name);
  const parts = retiredForms
    .filter(({ forms }) => forms.some((form) => words.includes(form)))
    .map((item) => item.name);
  known.set(name, parts);
  return parts;
}

/** The sentences of a comment, each on one line. Code in backquotes is left out. */
function sentencesOf(comment: string): string[] {
  const text = comment
    .replaceAll(/`[^`]*`/g, '')
    .replaceAll(/\s*\n\s*\*?\s*/g, ' ')
    .replace(/^[*\s]+/, '');
  return text.split(/(?<=[.:;])\s+/);
}

/** All identifiers, test titles and sentences of comments; other strings are not read. */
function namesOf(path: string, source: string): Set<string> {
  if (path.endsWith('.css'))
    return new Set(
      [...source.matchAll(/\/\*([\s\S]*?)\*\//g)].flatMap(([, text = '']) => sentencesOf(text)),
    );
  if (!SOURCE.test(path)) return new Set();
  const { program, comments } = parseSync(path, source);
  const names = new Set(comments.flatMap(({ value }) => sentencesOf(value)));
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
  }).visit(program);
  return names;
}

/** A name or sentence without the parts that are exceptions. */
const withoutExceptions = (path: string, name: string) =>
  EXCEPTIONS.filter((exception) => path.startsWith(exception.path)).reduce(
    (rest, exception) => rest.replaceAll(exception.name, ''),
    name,
  );

/** The retired names in a file's identifiers, test titles and comments, and in its path. */
function retiredNames(path: string, names: Iterable<string>): string[] {
  const isRetired = (name: string) =>
    retiredPartsOf(name).length > 0 && retiredPartsOf(withoutExceptions(path, name)).length > 0;
  const inFile = [...names]
    .filter(isRetired)
    .map((name) => `${path}: ${name} (${retiredPartsOf(name)})`);
  const inPath = path
    .split('/')
    .map((part) => part.replace(/(?<=.)\..*$/, ''))
    .filter(isRetired)
    .map((name) => `${path}: file name (${retiredPartsOf(name)})`);
  return [...inFile, ...inPath];
}

const files = new Map(
  trackedFiles(/(?:)/)
    // This test plants retired names.
    .filter((path) => path !== 'tests/repo/names.test.ts')
    .map((path) => [path, namesOf(path, readFileSync(path, 'utf8'))]),
);

describe('retired names', () => {
  it('are listed in the glossary', () => {
    expect(retired).toContain('raised');
    expect(retired.length).toBeGreaterThan(20);
  });

  it('are in no identifier, test title, comment and file name', () => {
    expect(files.size).toBeGreaterThan(800);
    const found = [...files].flatMap(([path, names]) => retiredNames(path, names));
    expect(found).toEqual([]);
  });

  it('have no exception that is not needed', () => {
    const needless = EXCEPTIONS.filter(
      ({ name, path: prefix }) =>
        ![...files].some(
          ([path, names]) =>
            path.startsWith(prefix) && [...names].some((item) => item.search(name) >= 0),
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
    ['an inflected word', 'lib/view/a.ts', 'const settles = 1;', 1],
    ['another inflected word', 'lib/view/a.ts', 'const SETTLED_MS = settling(1);', 2],
    ['a comment at the end of a line', 'lib/view/a.ts', 'const a = 1; // the door', 1],
    ['a comment of two lines', 'lib/view/a.ts', '/** What was put\n * away. */', 1],
    ['a comment of CSS', 'components/a.css', '/* The practice. */', 1],
    ['a style sheet', 'components/panel/face.css', '', 1],
    ['a document', 'docs/decisions/two-worlds.md', '', 1],
    ['a picture', 'docs/images/verdict.png', '', 1],
    ['a longer word', 'lib/view/a.ts', 'const tolerance = surface(interests);', 0],
    ['code in a comment', 'lib/view/a.ts', '// The table `world` is stored.', 0],
    ['a string', 'lib/view/a.ts', "const a = 'told';", 0],
    ['shadow roots in a comment', 'lib/view/a.ts', '// Only custom elements have shadow roots.', 0],
    ['another word beside them', 'lib/view/a.ts', '// The face of the shadow roots.', 1],
    ['the DOM', 'lib/view/a.ts', "element.attachShadow({ mode: 'open' });", 0],
  ])('a planted name is judged: %s', (_, path, source, count) => {
    expect(retiredNames(path, namesOf(path, source))).toHaveLength(count);
  });
});
