import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type LintLanguage, languageOf, lint, refuses } from '../../lib/coaching/lint/index.ts';

type Labelled = { language: LintLanguage; label: string; hard: boolean; text: string };

const languages: LintLanguage[] = ['en', 'de', 'es'];
const set: Labelled[] = languages.flatMap((language) =>
  Object.entries(
    parse(readFileSync(`tests/coaching/lint/${language}.yaml`, 'utf8')) as Record<string, string[]>,
  ).flatMap(([label, texts]) =>
    texts.map((text) => ({
      language,
      label: label.replace('-hard', ''),
      hard: label.endsWith('-hard'),
      text,
    })),
  ),
);

/** Precision: share of wrong texts among the refused. Recall: share of refused among the wrong. */
function measure(items: Labelled[]) {
  const refused = items.filter((item) => refuses(lint(item.text, item.language)));
  const wrong = items.filter((item) => item.label !== 'ok');
  const hits = refused.filter((item) => item.label !== 'ok').length;
  return {
    precision: hits / refused.length,
    recall: hits / wrong.length,
    falseAlarms: refused
      .filter((item) => item.label === 'ok')
      .map((item) => `${item.text} → ${JSON.stringify(lint(item.text, item.language))}`),
    missed: wrong
      .filter((item) => !refused.includes(item))
      .map((item) => `${item.label}: ${item.text}`),
  };
}

describe('the labelled sentences', () => {
  it('are at least 300, a third of them hard', () => {
    expect(set.length).toBeGreaterThanOrEqual(300);
    expect(set.filter((item) => item.hard).length / set.length).toBeGreaterThanOrEqual(1 / 3);
    expect(new Set(set.map((item) => item.text)).size).toBe(set.length);
  });
  it.each(languages)('are classified with precision and recall of 0.95 or more: %s', (language) => {
    const { precision, recall, falseAlarms, missed } = measure(
      set.filter((item) => item.language === language),
    );
    console.log(`lint ${language}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
    expect({
      precision: precision >= 0.95,
      falseAlarms: precision >= 0.95 ? [] : falseAlarms,
    }).toEqual({ precision: true, falseAlarms: [] });
    expect({ recall: recall >= 0.95, missed: recall >= 0.95 ? [] : missed }).toEqual({
      recall: true,
      missed: [],
    });
  });
  it('are classified in all languages together, the hard ones too', () => {
    const all = measure(set);
    const hard = measure(set.filter((item) => item.hard));
    const figures = ({ precision, recall }: typeof all) =>
      `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`;
    console.log(`lint all: ${figures(all)}; hard: ${figures(hard)}`);
    expect(hard.precision).toBeGreaterThanOrEqual(0.9);
    expect(hard.recall).toBeGreaterThanOrEqual(0.9);
  });
});

describe('the lint', () => {
  it('offers a wording that passes', () => {
    const [issue] = lint('Call the decision maker today!', 'en');
    expect(issue).toMatchObject({
      code: 'order',
      offer: 'What would it take to call the decision maker today?',
    });
    expect(lint(issue?.offer ?? '', 'en')).toEqual([]);
    expect(lint('Who signs? What do they want?', 'en')[0]?.offer).toBe('Who signs?');
  });
  it('only warns of a question to which yes is an answer', () => {
    expect(lint('Did they confirm the budget?', 'en')).toMatchObject([
      { code: 'closed', severity: 'warning' },
    ]);
    expect(lint('Haben sie das Budget bestätigt?', 'de')).toMatchObject([
      { code: 'closed', severity: 'warning' },
    ]);
    expect(lint('¿Han confirmado el presupuesto?', 'es')).toMatchObject([
      { code: 'closed', severity: 'warning' },
    ]);
  });
  it('only warns of a long question, and refuses a far too long one', () => {
    expect(lint(`What would ${'really '.repeat(14)}help them?`, 'en')).toMatchObject([
      { code: 'long', severity: 'warning' },
    ]);
    expect(lint(`What would ${'really '.repeat(25)}help them?`, 'en')).toMatchObject([
      { code: 'tooLong', severity: 'error' },
    ]);
  });
  it('refuses nothing at all', () => expect(refuses(lint('   ', 'en'))).toBe(true));
  it.each([
    ['What would make replying worth their time?', 'de', 'en'],
    ['Was würde eine Antwort lohnend machen?', 'en', 'de'],
    ['¿Qué haría que responder valiera la pena?', 'en', 'es'],
    ['Quux?', 'de', 'de'],
  ] as [string, LintLanguage, LintLanguage][])(
    'detects the language of “%s”',
    (text, otherwise, language) => expect(languageOf(text, otherwise)).toBe(language),
  );
  it('ends in time for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 400 }),
          fc.string({ unit: 'grapheme', maxLength: 400 }),
          fc
            .array(
              fc.constantFrom('what', 'and', 'why', 'you', ',', '?', ' ', 'call', 'por qué', 'du'),
              { maxLength: 120 },
            )
            .map((parts) => parts.join(' ')),
        ),
        fc.constantFrom(...languages),
        (text, language) => {
          const issues = lint(text, language);
          for (const issue of issues) expect(['error', 'warning']).toContain(issue.severity);
          expect(lint(text, language)).toEqual(issues);
        },
      ),
      { numRuns: 500 },
    );
  });
});
