import { Temporal } from 'temporal-polyfill';

export interface DateFormat {
  /** BCP 47 tag of the page, or null when the page does not say. */
  locale: string | null;
  /** IANA zone that “today” and times are meant in. */
  timeZone: string;
  /** Unix time in milliseconds. */
  now: number;
  /** True for what an API sent: its times without a zone are UTC (Odoo, EspoCRM: docs/decisions/coaching-rules.md). */
  assumeUtc?: boolean;
}

/** `sure` is false when the year or the order of day and month had to be guessed. */
export interface ReadDate {
  date: string;
  sure: boolean;
}

const RELATIVE = new Map(
  Object.entries({
    today: 0,
    heute: 0,
    hoy: 0,
    yesterday: -1,
    gestern: -1,
    ayer: -1,
    tomorrow: 1,
    morgen: 1,
    mañana: 1,
    vorgestern: -2,
    übermorgen: 2,
    anteayer: -2,
  }),
);

const UNITS = new Map(
  Object.entries({
    day: 'days',
    days: 'days',
    tag: 'days',
    tagen: 'days',
    tage: 'days',
    día: 'days',
    días: 'days',
    week: 'weeks',
    weeks: 'weeks',
    woche: 'weeks',
    wochen: 'weeks',
    semana: 'weeks',
    semanas: 'weeks',
    month: 'months',
    months: 'months',
    monat: 'months',
    monaten: 'months',
    mes: 'months',
    meses: 'months',
  }),
);
/** “3 days ago”, “vor 3 Tagen”, “hace 3 días”. */
const AGO = /^(?:(?:vor|hace) )?(?<n>\d{1,3}) (?<unit>[\p{L}]+)(?: ago)?$/u;

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[.,]/g, ' ').replace(/\s+/g, ' ').trim();
}

function isTag(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

const monthTables = new Map<string, Map<string, number>>();
/** Month names, long and short, in the page's language and in the three that Sideline speaks. */
function months(locale: string | null): Map<string, number> {
  const key = locale ?? '';
  const cached = monthTables.get(key);
  if (cached) return cached;
  const table = new Map<string, number>();
  for (const tag of ['en', 'de', 'es', ...(locale && isTag(locale) ? [locale] : [])]) {
    for (const month of ['long', 'short'] as const) {
      for (let index = 0; index < 12; index++) {
        // With a day beside it, since Slavic languages write the genitive then.
        const parts = new Intl.DateTimeFormat(tag, { month, day: 'numeric', timeZone: 'UTC' }).formatToParts(Date.UTC(2024, index, 1));
        const name = plain(parts.find((part) => part.type === 'month')?.value ?? '');
        if (name && !/^\d/.test(name)) table.set(name, index + 1);
      }
    }
  }
  for (const [name, month] of [
    ['sept', 9],
    ['mär', 3],
    ['mrz', 3],
    ['jänner', 1],
  ] as const)
    table.set(name, month);
  monthTables.set(key, table);
  return table;
}

/** True where the language writes the day before the month in figures; unknown languages do, most of the world does. */
function dayFirst(locale: string | null): boolean {
  if (!locale) return true;
  try {
    const order = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', year: 'numeric' }).formatToParts(0).map((part) => part.type);
    return order.indexOf('day') < order.indexOf('month');
  } catch {
    return true;
  }
}

function civil(year: number, month: number, day: number): string | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length <= 2 ? 2000 + year : year;
}

/** The year that puts the date nearest to today: “2 Jan”, read in December, is next year's. */
function nearest(month: number, day: number, today: Temporal.PlainDate): string | null {
  let best: { date: string; days: number } | null = null;
  for (const year of [today.year - 1, today.year, today.year + 1]) {
    const date = civil(year, month, day);
    if (!date) continue;
    const days = Math.abs(today.until(date, { largestUnit: 'days' }).days);
    if (!best || days < best.days) best = { date, days };
  }
  return best?.date ?? null;
}

export function today(format: Pick<DateFormat, 'now' | 'timeZone'>): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(format.now).toZonedDateTimeISO(format.timeZone).toPlainDate();
}

/** Reads a civil date as pages write it: ISO, `12/24/2026`, `24.12.2026`, `16 Dec`, `Dec 16, 2026`, `16 de diciembre de 2026`, `Yesterday`. Null for anything else. */
export function parseDate(text: string, format: DateFormat): ReadDate | null {
  const day0 = today(format);
  const words = plain(text).replace(/ (?:at|um|a las?) \d.*$/, '');
  const relative = RELATIVE.get(words);
  if (relative !== undefined) return { date: day0.add({ days: relative }).toString(), sure: true };

  const ago = AGO.exec(words);
  if (ago && / ago$|^vor |^hace /.test(words) && UNITS.has(ago.groups?.unit ?? ''))
    return { date: day0.subtract({ [UNITS.get(ago.groups?.unit ?? '') ?? 'days']: Number(ago.groups?.n) }).toString(), sure: true };

  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t\s].*)?$/i.exec(text.trim());
  if (iso) {
    const date = civil(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    return date ? { date, sure: true } : null;
  }
  const figures = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:,?\s.*)?$/.exec(text.trim());
  if (figures) {
    const [, a = '', sign, b = '', year = ''] = figures;
    const first = sign === '.' || dayFirst(format.locale);
    const [day, month] = first ? [a, b] : [b, a];
    const date = civil(fullYear(year), Number(month), Number(day));
    if (date) return { date, sure: sign === '.' || format.locale !== null || Number(a) > 12 || a === b };
    // 12/24/2026 on a page that claims to be British: only one order makes a date.
    const other = civil(fullYear(year), Number(day), Number(month));
    return other ? { date: other, sure: false } : null;
  }
  return byName(words, format.locale, day0);
}

function byName(words: string, locale: string | null, day0: Temporal.PlainDate): ReadDate | null {
  const table = months(locale);
  const tokens = words.split(/[\s-]+/).filter((word) => !/^(?:de|del|of|the|el|st|nd|rd|th)$/.test(word));
  let month: number | undefined;
  const numbers: string[] = [];
  for (const token of tokens) {
    const named = table.get(token);
    if (named !== undefined && month === undefined) month = named;
    else if (/^\d{1,4}(?:st|nd|rd|th)?$/.test(token)) numbers.push(token.replace(/\D+$/, ''));
    else if (month !== undefined && numbers.length > 0)
      break; // a time of day follows
    else if (month !== undefined || !/^[\p{L}]{2,10}$/u.test(token)) return null; // a weekday may stand in front
  }
  const day = numbers.find((number) => number.length <= 2);
  if (month === undefined || day === undefined) return null;
  const year = numbers.find((number) => number.length === 4) ?? numbers.filter((number) => number !== day)[0];
  const date = year === undefined ? nearest(month, Number(day), day0) : civil(fullYear(year), month, Number(day));
  return date ? { date, sure: year !== undefined } : null;
}

/** @param zone `Z`, an offset, or the name of a zone in brackets. */
function moment(local: string, zone: string): number | null {
  if (/T24/.test(local)) return null;
  try {
    const text = `${local}${zone}`;
    return zone.startsWith('[') ? Temporal.ZonedDateTime.from(text).epochMilliseconds : Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}

/** Reads a moment to Unix milliseconds. A time without a zone is local time in the format's zone, unless it came from an API. */
export function parseInstant(text: string, format: DateFormat): number | null {
  const trimmed = text.trim();
  const exact = /^(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(z|[+-]\d{2}:?\d{2})?$/i.exec(trimmed);
  if (exact) {
    return moment(`${exact[1]}T${exact[2]}`, exact[3]?.toUpperCase() ?? (format.assumeUtc ? 'Z' : `[${format.timeZone}]`));
  }
  const read = parseDate(trimmed, format);
  if (!read) return null;
  const [, hour, minute, half] = /(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]\.?\s?m)?/i.exec(trimmed) ?? [];
  const start = Temporal.PlainDate.from(read.date);
  const hours = hour === undefined ? 12 : (half ? Number(hour) % 12 : Number(hour)) + (half && /^p/i.test(half) ? 12 : 0);
  // A bare day counts from noon, so that no zone moves it into the next one.
  if (hours > 23 || Number(minute ?? 0) > 59) return null;
  return start.toZonedDateTime({ timeZone: format.timeZone, plainTime: new Temporal.PlainTime(hours, Number(minute ?? 0)) }).epochMilliseconds;
}
