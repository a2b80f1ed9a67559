import { readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { trackedFiles } from './tracked.ts';

// docs/glossary.md lists the retired words; this test finds those that return.

const languages = ['en', 'de', 'es'] as const;
type Language = (typeof languages)[number];

interface Retired {
  language: Language;
  term: string;
  /** Documents may use it, because code or the technique has this name. */
  onScreenOnly: boolean;
}

/** Phrases in which a retired word is right, with the reason. */
const allowed: { language: Language; words: string; why: string }[] = [
  { language: 'en', words: 'Prompts', why: 'the accessible name of the region, which stays' },
  { language: 'en', words: 'back in touch', why: 'an idiom, no count of activities' },
  { language: 'en', words: 'be in touch', why: 'an idiom, no count of activities' },
  { language: 'en', words: 'New note, only for you', why: 'the audience of a note' },
  { language: 'en', words: 'Taken over from', why: 'a deal has a new owner; nothing is imported' },
  { language: 'en', words: 'Buying signal', why: 'what buyers give, by its usual name' },
  { language: 'es', words: 'Señal de compra', why: 'what buyers give, by its usual name' },
  { language: 'es', words: 'Champion en silencio', why: 'a person who is quiet, no deal' },
  { language: 'en', words: 'Champion gone quiet', why: 'a person who is quiet, no deal' },
  { language: 'en', words: 'Team session', why: 'the term itself' },
  { language: 'de', words: 'Führung übernehmen', why: 'what a seller does in a method' },
  { language: 'es', words: 'Cuál es su límite', why: 'where a negotiation ends, no threshold' },
  { language: 'de', words: 'Geschäft des Kunden', why: 'the customer’s own business, no deal' },
  { language: 'es', words: 'negocio del cliente', why: 'the customer’s own business, no deal' },
  { language: 'es', words: 'comprador económico', why: 'the term for the economic buyer' },
  { language: 'es', words: 'Venta de valor', why: 'a skill, no deal' },
  { language: 'en', words: 'before: promises', why: 'a former name in the list of changes' },
  { language: 'en', words: 'before: what helps', why: 'a former name in the list of changes' },
  { language: 'es', words: 'sin dato', why: 'says that nothing is known; no field' },
];

/** The cells of the last column: “en: one, two; de: three”. */
function retiredOf(document: string): Retired[] {
  const rows = document
    .split('\n')
    .filter((line) => /^\|(?! ?(?:Concept|-))/.test(line))
    .map((line) => line.split('|').slice(1, -1));
  return rows.flatMap((cells) =>
    (cells[5] ?? '')
      .split(';')
      .map((part) => /^ *(en|de|es): (.+)$/.exec(part))
      .flatMap((match) =>
        (match?.[2] ?? '').split(',').flatMap((text) => {
          const term = text.trim();
          return term === ''
            ? []
            : [
                {
                  language: match?.[1] as Language,
                  term: term.replaceAll('*', ''),
                  onScreenOnly: term.startsWith('*'),
                },
              ];
        }),
      ),
  );
}

/** Retired as labels, in this form: “a restore brings back rows” says something else. */
const onlyAsWritten = new Set(['bring back', 'bring in', 'take in']);
/** Forms of English verbs that no ending makes. */
const irregular: Record<string, string> = {
  go: 'goes|went|gone|going',
  put: 'putting',
  take: 'took|taken',
};

/** An English term of several words, also where its first one has an ending: “takes back”. */
function formsOf({ language, term }: Retired): string {
  const [first = '', ...others] = term.split(' ');
  if (language !== 'en' || others.length === 0 || onlyAsWritten.has(term)) return term;
  const stem = first.endsWith('e') ? first.slice(0, -1) : first;
  const forms = [first, `${first}e?s`, `${stem}e?d`, `${stem}ing`, irregular[first]];
  return [`(?:${forms.filter((form) => form).join('|')})`, ...others].join(' ');
}

/** The retired words of one language in a text. `\b` does not work for letters beyond ASCII. */
function retiredWordsIn(text: string, language: Language, retired: readonly Retired[]): string[] {
  const rest = allowed
    .filter((exception) => exception.language === language)
    .reduce((left, { words }) => left.replaceAll(new RegExp(words, 'gi'), ''), text);
  return retired
    .filter((item) => item.language === language)
    .filter((item) =>
      new RegExp(`(?<![\\p{L}\\d])${formsOf(item)}(?![\\p{L}\\d])`, 'iu').test(rest),
    )
    .map(({ term }) => term);
}

const glossary = readFileSync('docs/glossary.md', 'utf8');
const retired = retiredOf(glossary);
const texts = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(texts);
/** Retired words that documents may not contain either. */
const inDocuments = retired.filter((item) => !item.onScreenOnly);

/** The lines of a document without code. Lines keep their numbers. */
const proseOf = (document: string): string[] =>
  document
    .replaceAll(/```[\s\S]*?```/g, (code) => code.replaceAll(/[^\n]/g, ''))
    .replaceAll(/`[^`\n]*`/g, '')
    .split('\n');

/** The strings of source code that contain a space: logs, errors, descriptions of routes, mails. */
function sentencesOf(path: string, source: string): string[] {
  const found: string[] = [];
  const add = (text: string) => void (/\S \S/.test(text) && found.push(text));
  new Visitor({
    Literal: ({ value }) => typeof value === 'string' && add(value),
    TemplateElement: ({ value }) => add(value.cooked ?? ''),
  }).visit(parseSync(path, source).program);
  return found;
}
const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

describe('the glossary', () => {
  it('has six cells in every row, and a word in each language', () => {
    const [words = ''] = glossary.split('\n## Words for one meaning\n');
    const rows = words.split('\n').filter((line) => line.startsWith('| '));
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) {
      const cells = row.split('|').slice(1, -1);
      expect(cells.length, row).toBe(6);
      expect(
        cells.slice(0, 5).filter((cell) => cell.trim() === ''),
        row,
      ).toEqual([]);
    }
  });
  it('has retired words in each language', () => {
    for (const language of languages)
      expect(retired.filter((item) => item.language === language).length).toBeGreaterThan(20);
  });
  it.each(languages)('no retired word is on screen or in a mail: %s', (language) => {
    const found = [`locales/${language}.json`, `server/i18n/${language}.json`].flatMap((file) =>
      texts(json(file)).flatMap((text) =>
        retiredWordsIn(text, language, retired).map((term) => `${file}: “${term}” in “${text}”`),
      ),
    );
    expect(found).toEqual([]);
  });
  it('no retired word is in a document', () => {
    const files = trackedFiles(/\.md$/).filter((file) => file !== 'docs/glossary.md');
    expect(files).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', 'docs/sync.md']));
    const found = files.flatMap((file) =>
      proseOf(readFileSync(file, 'utf8')).flatMap((line, at) =>
        retiredWordsIn(line, 'en', inDocuments).map((term) => `${file}:${at + 1}: “${term}”`),
      ),
    );
    expect(found).toEqual([]);
  });
  it('no retired word is in a sentence of the server', () => {
    const files = trackedFiles(/^server\/.*\.ts$/);
    expect(files.length).toBeGreaterThan(50);
    const found = files.flatMap((file) =>
      sentencesOf(file, readFileSync(file, 'utf8')).flatMap((text) =>
        retiredWordsIn(text, 'en', inDocuments).map((term) => `${file}: “${term}” in “${text}”`),
      ),
    );
    expect(found).toEqual([]);
  });
  it('every exception is needed', () => {
    const changes = readFileSync('CHANGELOG.md', 'utf8');
    const isUsed = ({ language, words }: (typeof allowed)[number]) =>
      [...texts(json(`locales/${language}.json`)), ...(language === 'en' ? [changes] : [])].some(
        (text) => text.toLowerCase().includes(words.toLowerCase()),
      );
    const needless = allowed.filter((exception) => !isUsed(exception));
    expect(needless).toEqual([]);
  });
  it.each([
    ['en', 'Two promises are open.', ['promises']],
    ['en', 'Let go', ['let go']],
    ['en', 'The server takes back what they confirmed', ['take back']],
    ['en', 'Taking back a note, once put off', ['put off', 'take back']],
    ['en', 'It took back a note', ['take back']],
    ['en', 'No compromises here', []],
    ['en', 'A quiet deal in this session', ['quiet', 'session']],
    ['en', 'Champion gone quiet', []],
    ['en', 'Team sessions', []],
    ['es', 'Fecha límite', ['límite']],
    ['de', 'Dieses Geschäft steht still', ['Geschäft']],
    ['de', 'Etwas über das Geschäft des Kunden', []],
    ['es', 'El negocio está abierto', ['negocio']],
    ['es', 'Un comprador económico', []],
  ] as const)('the check finds a planted word, %s: %s', (language, text, terms) =>
    expect(retiredWordsIn(text, language, retired)).toEqual(terms),
  );
  it('the check reads documents without their code', () => {
    const document = '# A promise\n```\npromise();\n```\nThe `promise` of a rep.\nTwo promises.';
    const found = proseOf(document).map((line) => retiredWordsIn(line, 'en', inDocuments));
    expect(found).toEqual([['promise'], [], [], [], [], ['promises']]);
  });
  it('the check reads sentences in source code, and no names', () => {
    const source = `
      log.error({ promise: 1 }, 'a promise was not kept');
      const text = \`The seller \${name} left.\`; // a promise
      await Promise.all(['promise']);
    `;
    const found = sentencesOf('server/a.ts', source).flatMap((text) =>
      retiredWordsIn(text, 'en', inDocuments),
    );
    expect(found).toEqual(['promise', 'seller']);
  });
  it('distinguishes words that are retired only on screen', () => {
    const row = '| a | b | c | d | `e` | en: *limit*, promise; de: Grenze |';
    expect(retiredOf(row)).toEqual([
      { language: 'en', term: 'limit', onScreenOnly: true },
      { language: 'en', term: 'promise', onScreenOnly: false },
      { language: 'de', term: 'Grenze', onScreenOnly: false },
    ]);
  });
});
