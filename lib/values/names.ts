/** What a page's language calls months, weekdays and the days around today: asked of Intl, once a language. */

/** The three that Sideline speaks, which pages in other languages are typed in too. */
const SPOKEN = ['en', 'de', 'es'] as const;
const WIDTHS = ['long', 'short'] as const;
/** “d’abril”, “da november”: the “of” before a month is no part of its name. */
const PARTICLE = /^(?:d[’']|d[aei] )/;
const LETTERS = /^\p{L}/u;

/** Names and text in one spelling: no dots, no capitals, no full-width forms. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[.,॰]/g, ' ').replace(/\s+/g, ' ').trim();
}

function isTag(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

/** A table for a page's language with the three spoken ones below it, worked out once. */
function perLanguage<T>(
  make: (tags: readonly string[], own: string | null) => T,
): (locale: string | null) => T {
  const kept = new Map<string | null, T>();
  return (locale) => {
    const own = locale !== null && isTag(locale) ? locale : null;
    const found = kept.get(own);
    if (found !== undefined) return found;
    const made = make(own === null ? SPOKEN : [...SPOKEN, own], own);
    kept.set(own, made);
    return made;
  };
}

/** The names that a format has for its months or weekdays, at the times given. */
function namesOf(
  tag: string,
  part: 'month' | 'weekday',
  options: Intl.DateTimeFormatOptions,
  times: readonly number[],
): string[] {
  const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC', calendar: 'gregory' });
  return times.map((at) =>
    plain(format.formatToParts(at).find(({ type }) => type === part)?.value ?? ''),
  );
}

const MONTHS = Array.from({ length: 12 }, (_, index) => Date.UTC(2024, index, 1));
/** From a Monday on. */
const WEEK = Array.from({ length: 7 }, (_, index) => Date.UTC(2024, 0, 1 + index));

/** Month names, long and short, to 1–12. The page's own language overrules the spoken ones. */
export const monthNames = perLanguage((tags) => {
  const table = new Map<string, number>();
  for (const tag of tags) {
    for (const month of WIDTHS) {
      // Alone and with a day beside it, since Slavic languages write the genitive then.
      for (const options of [{ month }, { month, day: 'numeric' }] as const) {
        for (const [index, name] of namesOf(tag, 'month', options, MONTHS).entries())
          if (LETTERS.test(name)) table.set(name.replace(PARTICLE, ''), index + 1);
      }
    }
  }
  const extra = { sept: 9, mär: 3, mrz: 3, jänner: 1 };
  for (const [name, month] of Object.entries(extra)) if (!table.has(name)) table.set(name, month);
  return table;
});

/** A name may stand for more than one day: Monday is 1, Sunday 7. */
export type Weekdays = ReadonlySet<number>;

function weekdaysIn(tags: readonly string[]): ReadonlyMap<string, Weekdays> {
  const table = new Map<string, Set<number>>();
  for (const tag of tags) {
    for (const weekday of WIDTHS) {
      for (const [index, name] of namesOf(tag, 'weekday', { weekday }, WEEK).entries())
        if (LETTERS.test(name)) table.set(name, (table.get(name) ?? new Set()).add(index + 1));
    }
  }
  return table;
}

/** Weekday names, long and short, in all the languages together, so that none of them is taken for a month. */
export const weekdayNames = perLanguage((tags) => weekdaysIn(tags));

/** Weekday names in the page's own language, and whether it writes them before the day. Without a language all of them count. */
export const ownWeekdays = perLanguage((_, own) => {
  if (own === null) return { names: weekdayNames(null), leads: true };
  const format = new Intl.DateTimeFormat(own, { weekday: 'short', day: 'numeric' });
  const order = format.formatToParts(0).map(({ type }) => type);
  return { names: weekdaysIn([own]), leads: order.indexOf('weekday') < order.indexOf('day') };
});

/** “today”, “übermorgen”, “avant-hier” to days from today. A word for two days (Hindi “yesterday” and “tomorrow”) says neither. */
export const relativeDays = perLanguage((tags) => {
  const table = new Map<string, number>();
  for (const tag of tags) {
    const format = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
    const names = [-2, -1, 0, 1, 2].map((days) => ({
      days,
      name: plain(format.format(days, 'day')),
    }));
    for (const { days, name } of names) {
      if (names.some((other) => other.name === name && other.days !== days)) table.delete(name);
      else if (name && !/\d/.test(name)) table.set(name, days);
    }
  }
  return table;
});

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

function orderOf(
  tag: string,
  options: Intl.DateTimeFormatOptions,
): { order: DateOrder; sign: string } {
  const format = new Intl.DateTimeFormat(tag, { ...options, calendar: 'gregory' });
  const parts = format.formatToParts(0);
  const at = (type: string) => parts.findIndex((part) => part.type === type);
  const sign = parts.find(({ type, value }) => type === 'literal' && /[./-]/.test(value));
  return {
    order: at('year') < at('day') ? 'ymd' : at('month') < at('day') ? 'mdy' : 'dmy',
    sign: sign?.value.replace(/[^./-]/g, '') ?? '',
  };
}

const SIZES = ['numeric', '2-digit'] as const;
/** A few languages write one order alone and another beside a weekday. */
const FIGURES: readonly Intl.DateTimeFormatOptions[] = [
  { dateStyle: 'short' },
  ...([undefined, 'short'] as const).flatMap((weekday) =>
    SIZES.flatMap((day) =>
      SIZES.flatMap((month) => SIZES.map((year) => ({ weekday, day, month, year }))),
    ),
  ),
];

/**
 * The order in which a language writes a date in figures, by the sign between them; null for a sign that it uses for two orders.
 * Empty without a language.
 */
export const figureOrders = perLanguage((_, own) => {
  const orders = new Map<string, DateOrder | null>();
  if (own === null) return orders;
  for (const { order, sign } of FIGURES.map((options) => orderOf(own, options)))
    orders.set(sign, orders.has(sign) && orders.get(sign) !== order ? null : order);
  return orders;
});

/** Whether a short year stands in front of a month's name; null where the language writes both. */
export const yearLeads = perLanguage((_, own): boolean | null => {
  if (own === null) return false;
  const orders = WIDTHS.map(
    (month) => orderOf(own, { day: 'numeric', month, year: '2-digit' }).order === 'ymd',
  );
  return orders[0] === orders[1] ? (orders[0] ?? false) : null;
});

/** The calendar that a language counts years in: `gregory` nearly everywhere. */
export const calendarOf = perLanguage((_, own) =>
  own === null ? 'gregory' : new Intl.DateTimeFormat(own).resolvedOptions().calendar,
);
