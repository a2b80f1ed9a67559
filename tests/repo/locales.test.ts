import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { factFields } from '../../lib/coaching/authored/index.ts';
import { signals, turns, variantKey, weights, wordings } from '../../lib/coaching/index.ts';
import { lint } from '../../lib/coaching/lint/index.ts';
import { askKey, itemKey, methods } from '../../lib/coaching/playbooks/index.ts';
import { ErrorCode } from '../../lib/messages/error.ts';
import {
  Audience,
  collectionNames,
  collections,
  DealStatus,
  dealFields,
  elements,
  ReadFailure,
  Source,
  skills,
  Unseen,
} from '../../lib/model/index.ts';
import { rejectCodes } from '../../lib/sync/protocol.ts';

type Tree = { [key: string]: string | Tree };
const load = (language: string) =>
  JSON.parse(readFileSync(`locales/${language}.json`, 'utf8')) as Tree;
const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[path + key, value] as [string, string]]
      : flat(value, `${path}${key}.`),
  );
const english = new Map(flat(load('en')));

describe('locale files', () => {
  it.each(['de', 'es'])(
    '%s has every sentence, with the same placeholders, and no other',
    (language) => {
      const other = new Map(flat(load(language)));
      expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
      const places = (text: string) => [...new Set(text.match(/\$\d/g) ?? [])].sort().join();
      for (const [key, text] of other) {
        // A count of one can be written as a word.
        if (!key.endsWith('.1') && !key.endsWith('.0'))
          expect(`${key} ${places(text)}`).toBe(`${key} ${places(english.get(key) ?? '')}`);
        else expect(places(other.get(key.replace(/\d$/, 'n')) ?? ''), key).toContain(places(text));
      }
    },
  );

  it.each(['de', 'es'])('the server has every text in %s too', (language) => {
    const keys = (of: string) =>
      flat(JSON.parse(readFileSync(`server/i18n/${of}.json`, 'utf8')) as Tree).map(([key]) => key);
    expect(keys(language)).toEqual(keys('en'));
  });

  it('has keys that every browser takes', () =>
    expect([...english.keys()].filter((key) => !/^[A-Za-z0-9_.]+$/.test(key))).toEqual([]));

  const withWordings = (part: string) =>
    /^(?:rep|manager)/.test(part)
      ? (part.startsWith('manager') ? turns : wordings).map((wording) => `${part}.${wording}`)
      : [part];
  const ofSignals = signals.flatMap(({ id, variants = {} }) =>
    [
      ...['name', 'rep', 'manager', 'because'],
      ...Object.entries(variants).flatMap(([variant, parts]) =>
        parts.map((part) => variantKey(part, variant)),
      ),
    ]
      .flatMap(withWordings)
      .map((part) => `signals.${id}.${part}`),
  );
  it('has no sentence of a signal that is unreachable', () =>
    expect(
      [...english.keys()].filter((key) => key.startsWith('signals.') && !ofSignals.includes(key)),
    ).toEqual([]));

  it('has the sentences whose keys are put together from ids', () => {
    const wanted = [
      ...ofSignals,
      ...ErrorCode.options.map((code) => `error.${code}`),
      ...ReadFailure.options.map((failure) => `failure.${failure}`),
      ...Unseen.options.map((why) => `unseen.${why}`),
      ...Source.options.map((source) => `source.${source}`),
      ...rejectCodes.map((code) => `attention.${code}`),
      ...collectionNames.flatMap((name) =>
        collections[name].readable.map((field) => `attention.words.${name}.${field}`),
      ),
      ...['private', 'pair', 'org'].map((kind) => `attention.again.${kind}`),
      ...Object.keys(dealFields)
        .filter((name) => !/History$|^stages$|^activities$/.test(name))
        .map((name) => `facts.${name}`),
      ...DealStatus.options.map((status) => `stageStatus.${status}`),
      ...Audience.options.map((audience) => `notes.audience.${audience}`),
      ...factFields.map((field) => `condition.facts.${field.name}`),
      ...skills.map((skill) => `skill.${skill}`),
      ...elements.map((element) => `element.${element}`),
      ...[...Object.keys(weights), 'tired'].map((part) => `rank.${part}`),
      ...methods.flatMap((method) => [
        `playbook.method.${method.id}.name`,
        `playbook.method.${method.id}.summary`,
        ...method.stages.flatMap((stage) => [
          ...['name', 'seller', 'buyer', 'guidance'].map(
            (part) => `playbook.stage.${stage.id}.${part}`,
          ),
          ...stage.ask.map(askKey),
          ...stage.exit.map((item) => itemKey(item.id)),
        ]),
      ]),
      ...['process', 'skill', 'human', 'praise'].map((kind) => `prompts.kind.${kind}`),
      ...turns.map((turn) => `prompts.turn.${turn}`),
    ];
    expect(wanted.filter((key) => !english.has(key))).toEqual([]);
  });

  it.each(['en', 'de', 'es'] as const)(
    'asks: every shipped question passes the lint, in %s',
    (language) => {
      const questions = flat(load(language)).filter(([key]) =>
        /^(?:signals\.\w+\.(?:rep|manager)\w*\.\w+|playbook\.ask\..+|lint\.offer\.\w+)$/.test(key),
      );
      expect(questions.length).toBeGreaterThan(signals.length * 2 * wordings.length);
      const issues = questions.flatMap(([key, text]) =>
        lint(text.replace(/\$\d/g, 'Marlow'), language).map(
          (issue) => `${key}: ${text} → ${issue.code} ${issue.matched}`,
        ),
      );
      expect(issues).toEqual([]);
    },
  );

  it.each(['en', 'de', 'es'])(
    'has no two texts of one side with the same words, in %s',
    (language) => {
      const locale = new Map(flat(load(language)));
      const bases = new Set(
        ofSignals.filter((key) => key.endsWith('.will')).map((key) => key.replace(/\.will$/, '')),
      );
      const same = [...bases].filter((base) => {
        const texts = turns.map((turn) => locale.get(`${base}.${turn}`)).filter(Boolean);
        return new Set(texts).size < texts.length;
      });
      expect(same).toEqual([]);
    },
  );
  it('has English questions that are read at a glance', () => {
    const long = ofSignals.filter(
      (key) => /\.(?:rep|manager)\w*\./.test(key) && (english.get(key) ?? '').length > 90,
    );
    expect(long).toEqual([]);
  });
});

/**
 * Sentences in a component instead of the locale file: JSX text, and attributes that people hear or
 * see.
 */
export function strayWords(name: string, source: string): string[] {
  const found: string[] = [];
  const visibleAttributes = new Set<unknown>([
    'aria-label',
    'title',
    'placeholder',
    'alt',
    'label',
    'description',
  ]);
  const keep = (text: string) => /\p{L}{2}/u.test(text) && found.push(text.trim());
  new Visitor({
    JSXText: ({ value }) => keep(value),
    JSXAttribute: ({ name: { name: attribute }, value }) => {
      if (visibleAttributes.has(attribute) && value?.type === 'Literal') keep(String(value.value));
    },
  }).visit(parseSync(name, source).program);
  return found;
}

describe('components', () => {
  const files = readdirSync('components', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  );
  it.each(files)('%s has no text outside the locale file', (name) => {
    expect(strayWords(name, readFileSync(join('components', name), 'utf8'))).toEqual([]);
  });
  it('the check finds a planted text', () => {
    expect(
      strayWords('a.tsx', 'const A = () => <p title="Hello there">Hello <b>{x}</b></p>'),
    ).toEqual(['Hello there', 'Hello']);
  });
});
