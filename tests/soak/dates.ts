import { type DateFormat, parseDate, readInstant } from '../../lib/values/index.ts';
import type { SoakOptions, SoakResult } from './index.ts';
import { calendarLocales, combinations, locales } from './locales.ts';

const WIDTHS = [undefined, 'short', 'long'] as const;
const STYLES: readonly Intl.DateTimeFormatOptions[] = [
  ...(['full', 'long', 'medium', 'short'] as const).flatMap((dateStyle) => [
    { dateStyle },
    { dateStyle, timeStyle: 'short' as const },
    ...(['h12', 'h23'] as const).map((hourCycle) => ({
      dateStyle,
      timeStyle: 'medium' as const,
      hourCycle,
    })),
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
/** Each half of the day, days over and under 12, the first and the last hour. */
const MOMENTS = [
  '2026-11-24T21:14:05',
  '2026-03-12T09:05',
  '2025-05-04T00:30',
  '2027-12-31T12:40',
  '2026-10-11T23:59',
];
const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-22T12:00:00Z');

/** What is known of the page: the CRM's formats, or only the language of its words. */
const KNOWN: Readonly<Record<string, (tag: string) => Pick<DateFormat, 'locale' | 'language'>>> = {
  formats: (tag) => ({ locale: tag }),
  language: (tag) => ({ locale: null, language: tag.replace(/-u-.*/, '') }),
};
const isoDate = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The fault in a reading; null for the right value, an unsure one, and none. */
function faultOf(text: string, ms: number, hasTime: boolean, format: DateFormat): string | null {
  const date = parseDate(text, format);
  if (date?.sure && date.date !== isoDate(ms)) return `read as ${date.date}`;
  const moment = hasTime ? readInstant(text, format) : null;
  // A text with seconds is read to the minute.
  const isWrong = moment?.sure && Math.floor(moment.ms / 60_000) !== Math.floor(ms / 60_000);
  return isWrong ? `read as ${new Date(moment.ms).toISOString()}` : null;
}

/** Languages of which nearly all is read with known formats and a year of four digits. */
const READ = 'en-US en-GB de fr es it pt-BR nl pl sv da nb fi cs ja ko zh-CN ru tr hu'.split(' ');
const LEAST_READ = 0.85;

/** What is not read of one of these languages, where it is too much; null else. */
function unreadIn(tag: string): string | null {
  const unread: string[] = [];
  const styles = STYLES.filter(({ year }) => year !== '2-digit');
  const moments = MOMENTS.slice(0, 3);
  for (const style of styles)
    for (const at of moments) {
      const ms = Date.parse(`${at}Z`);
      const text = new Intl.DateTimeFormat(tag, { ...style, timeZone: 'UTC' }).format(ms);
      const format = { locale: tag, timeZone: 'UTC', now: NOW };
      const read = style.timeStyle ? readInstant(text, format) : parseDate(text, format);
      if (!read?.sure) unread.push(text);
    }
  const all = styles.length * moments.length;
  return unread.length > (1 - LEAST_READ) * all
    ? `${tag}: ${unread.length} of ${all} not read, as “${unread[0]}”`
    : null;
}

/**
 * Dates that Intl writes, in every locale and style, are never read as another date: they are
 * right, unsure, or not read. The figures say how many are read; in the languages of `READ` with
 * known formats nearly all are.
 */
export async function dates({ runs, seed, report }: SoakOptions): Promise<SoakResult> {
  const unread = READ.map(unreadIn).find((found) => found !== null);
  if (unread) return { runs: 0, failed: unread };
  const sure = { formats: 0, language: 0 };
  let done = 0;
  const lists = [calendarLocales, STYLES, MOMENTS] as const;
  for (const [tag, style, at] of combinations(lists, runs, seed)) {
    const ms = Date.parse(`${at}Z`);
    const text = new Intl.DateTimeFormat(tag, { ...style, timeZone: 'UTC' }).format(ms);
    for (const known of ['formats', 'language'] as const) {
      const format = { ...KNOWN[known]?.(tag), timeZone: 'UTC', now: NOW } as DateFormat;
      const fault = faultOf(text, ms, style.timeStyle !== undefined, format);
      if (fault) return { runs: done, failed: `${tag} (${known}): “${text}” is ${at}, ${fault}` };
      if (parseDate(text, format)?.sure) sure[known] += 1;
    }
    done += 1;
    report?.(done);
  }
  for (const tag of locales) {
    const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
    for (const days of [-3, -2, -1, 0, 1, 2, 3]) {
      const text = relative.format(days, 'day');
      const read = parseDate(text, { locale: tag, timeZone: 'UTC', now: NOW });
      const expected = isoDate(NOW + days * DAY_MS);
      if (read?.sure && read.date !== expected)
        return { runs: done, failed: `${tag}: “${text}” is ${expected}, read as ${read.date}` };
    }
  }
  const share = (count: number) => Math.round((1000 * count) / Math.max(1, done)) / 10;
  const figures = {
    'percent sure with formats': share(sure.formats),
    'with the language only': share(sure.language),
  };
  return { runs: done, failed: null, figures };
}
