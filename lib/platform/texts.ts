import { type GeneratedI18nStructure, i18n } from '#i18n';
import { browser } from '#imports';
import { isolated } from '../model/direction.ts';

type Texts = GeneratedI18nStructure;
type Value = string | number;
type Two = [Value, Value];
type Three = [...Two, Value];
/** The values of a sentence, by their number. */
type Values = {
  0: [];
  1: [Value];
  2: Two;
  3: Three;
  4: [...Two, ...Two];
  5: [...Two, ...Three];
  6: [...Three, ...Three];
};

/**
 * The arguments after a key: none, its values, or a count and its values. For a union of keys, one
 * type that fits all.
 */
type Rest<Text> = [Text] extends [{ plural: false; substitutions: 0 }]
  ? []
  : [Text] extends [{ plural: false; substitutions: infer Count extends keyof Values }]
    ? [values: Values[Count]]
    : [Text] extends [{ plural: true; substitutions: 0 | 1 }]
      ? [count: number, values?: Values[1]]
      : [Text] extends [{ plural: true; substitutions: infer Count extends keyof Values }]
        ? [count: number, values: Values[Count]]
        : never;

// The library's own type compares each key with the union of all keys, which takes three quarters
// of the whole type check.
type Translate = <Key extends keyof Texts>(key: Key, ...rest: Rest<Texts[Key]>) => string;

type Argument = number | readonly Value[];
const translate = i18n.t as unknown as (key: string, ...rest: Argument[]) => string;
const withIsolated = (item: Argument): Argument =>
  typeof item === 'number' ? item : item.map(isolated);

/** Returns a sentence of the locale files: the only source of visible text. */
export const t = ((key: string, ...rest: Argument[]) =>
  translate(key, ...rest.map(withIsolated))) as unknown as Translate;

/** For keys that contain an id; tests/repo/locales checks that each exists in every language. */
export function tKey(key: string, values: readonly string[] = []): string {
  return translate(key, values.map(isolated));
}

export function language(): string {
  return browser.i18n.getUILanguage();
}
