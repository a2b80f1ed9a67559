import { type GeneratedI18nStructure, i18n } from '#i18n';
import { browser } from '#imports';

type Texts = GeneratedI18nStructure;
type Value = string | number;
type Two = [Value, Value];
type Three = [...Two, Value];
/** Values of a sentence by their number. */
type Values = {
  0: [];
  1: [Value];
  2: Two;
  3: Three;
  4: [...Two, ...Two];
  5: [...Two, ...Three];
  6: [...Three, ...Three];
};

/** What follows a key: nothing, its values, or a count and its values; one for all keys where it can be several. */
type Rest<Text> = [Text] extends [{ plural: false; substitutions: 0 }]
  ? []
  : [Text] extends [{ plural: false; substitutions: infer Count extends keyof Values }]
    ? [values: Values[Count]]
    : [Text] extends [{ plural: true; substitutions: 0 | 1 }]
      ? [count: number, values?: Values[1]]
      : [Text] extends [{ plural: true; substitutions: infer Count extends keyof Values }]
        ? [count: number, values: Values[Count]]
        : never;

// The library's own type compares each key with the union of all keys: three quarters of the whole type check.
type Translate = <Key extends keyof Texts>(key: Key, ...rest: Rest<Texts[Key]>) => string;

/** The one way to a sentence: every one comes from the locale files. */
export const t = i18n.t as unknown as Translate;

/** For keys that are put together from an id; tests/repo/locales checks that each exists in every language. */
export function tKey(key: string, values: readonly string[] = []): string {
  return (i18n.t as unknown as (key: string, values: readonly string[]) => string)(key, values);
}

export function language(): string {
  return browser.i18n.getUILanguage();
}
