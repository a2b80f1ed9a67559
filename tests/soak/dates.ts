import fc from 'fast-check';
import { parseDate } from '../../lib/values/index.ts';
import type { SoakOptions, SoakResult } from './index.ts';

/** Without Kyrgyz and Uyghur: their order year, day, month contradicts ISO dates. */
const LANGUAGES = [
  'af am ar as ast az be bg bn br bs ca ceb cs cy da de de-AT de-CH el en en-AU en-CA en-GB en-IN',
  'en-US en-ZA eo es es-MX et eu fa fi fil fr fr-CA fr-CH ga gd gl gu he hi hr hu hy ia id is it',
  'ja ka kk km kn ko ku lb lo lt lv mk ml mn mr ms mt my nb ne nl nn oc or pa pl pt pt-PT qu rm ro',
  'ru rw sc se si sk sl so sq sr sr-Latn sv sw ta te tg th ti tk tr tt uk ur uz vi wo xh yo zh',
  'zh-TW zu',
].flatMap((line) => line.split(' '));
const WIDTHS = [undefined, 'short', 'long'] as const;
const STYLES: readonly Intl.DateTimeFormatOptions[] = [
  ...(['full', 'long', 'medium', 'short'] as const).flatMap((dateStyle) => [
    { dateStyle },
    { dateStyle, timeStyle: 'short' as const },
  ]),
  ...WIDTHS.flatMap((weekday) =>
    (['short', 'long', 'numeric', '2-digit'] as const).flatMap((month) =>
      (['numeric', '2-digit'] as const).map((year) => ({
        weekday,
        month,
        year,
        day: 'numeric' as const,
      })),
    ),
  ),
];
const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-22T12:00:00Z');

const read = (text: string, locale: string, now: number) =>
  parseDate(text, { locale, timeZone: 'UTC', now })?.date;
const isoDate = (ms: number) => new Date(ms).toISOString().slice(0, 10);
/** No date is correct, another date is a failure. */
function failureOf(
  locale: string,
  text: string,
  expected: string,
  actual: string | undefined,
): string | null {
  if (actual === undefined || actual === expected) return null;
  return `${locale}: “${text}” is ${expected}, read as ${actual}`;
}

/** Dates that Intl writes, in 100 languages and every style, are never read as another date. */
export async function dates({ runs, seed, report }: SoakOptions): Promise<SoakResult> {
  const inputs = fc.tuple(
    fc.constantFrom(...LANGUAGES),
    fc.constantFrom(...STYLES),
    fc.integer({ min: 0, max: 3000 }),
  );
  let done = 0;
  for (const [locale, style, day] of fc.sample(inputs, { numRuns: runs, seed })) {
    const date = Date.UTC(2020, 0, 1) + day * DAY_MS;
    const text = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(date);
    const failed = failureOf(locale, text, isoDate(date), read(text, locale, NOW));
    if (failed !== null) return { runs: done, failed };
    report?.(++done);
  }
  for (const locale of LANGUAGES) {
    const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    for (const days of [-2, -1, 0, 1, 2]) {
      const text = format.format(days, 'day');
      const expected = isoDate(NOW + days * DAY_MS);
      const failed = failureOf(locale, text, expected, read(text, locale, NOW));
      if (failed !== null) return { runs, failed };
    }
  }
  return { runs, failed: null };
}
