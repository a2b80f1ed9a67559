import { expect, it } from 'vitest';
import { SAMPLE_SEED, soaks } from './index.ts';
import { locales } from './locales.ts';

it(`no date is read as another one, in ${soaks.dates?.inTests} as Intl writes them`, {
  timeout: 600_000,
}, async () => {
  const result = await soaks.dates?.run({
    ...{ runs: soaks.dates.inTests, seed: SAMPLE_SEED, url: null },
  });
  expect(result).toMatchObject({ failed: null });
  const { 'percent sure with formats': known = 0, 'with the language only': language = 0 } =
    result?.figures ?? {};
  expect(known, 'read with formats').toBeGreaterThan(80);
  expect(language, 'read with the language only').toBeGreaterThan(60);
});

it('the locales are those of ICU', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const two = letters.flatMap((a) => letters.map((b) => a + b));
  const three = two.flatMap((ab) => letters.map((c) => ab + c));
  const languages = (tags: readonly string[]) =>
    new Set(tags.map((tag) => new Intl.Locale(tag).language));
  const supported = languages(Intl.DateTimeFormat.supportedLocalesOf([...two, ...three]));
  expect([...supported].sort()).toEqual([...languages(locales)].sort());
  expect(Intl.DateTimeFormat.supportedLocalesOf([...locales])).toEqual(
    Intl.getCanonicalLocales([...locales]),
  );
});
