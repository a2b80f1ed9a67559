/** Names of months, weekdays and the days around today, from Intl, cached per language. */

/** The languages of the UI: people type them on pages in other languages too. */
const UI_LANGUAGES = ['en', 'de', 'es'] as const;
const WIDTHS = ['long', 'short'] as const;
/** The “of” before a month is not part of its name: “d’abril”, “da november”. */
const PARTICLE = /^(?:d[’']|d[aei] )/;
const LETTERS = /^\p{L}/u;

/** One spelling for names and text: no dots, no capitals, no full-width forms. */
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

/** Caches a value per page language; `make` gets the UI languages and then the page's own. */
function perLanguage<T>(
  make: (tags: readonly string[], pageLanguage: string | null) => T,
): (locale: string | null) => T {
  const cache = new Map<string | null, T>();
  return (locale) => {
    const language = locale !== null && isTag(locale) ? locale : null;
    const cached = cache.get(language);
    if (cached !== undefined) return cached;
    const made = make(language === null ? UI_LANGUAGES : [...UI_LANGUAGES, language], language);
    cache.set(language, made);
    return made;
  };
}

/** The names of the months or weekdays at the given times. */
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
/** Seven days from a Monday on. */
const WEEK = Array.from({ length: 7 }, (_, index) => Date.UTC(2024, 0, 1 + index));

/** Month names, long and short, to 1–12. The page's language overrides the UI languages. */
export const monthNames = perLanguage((tags) => {
  const table = new Map<string, number>();
  for (const tag of tags) {
    for (const month of WIDTHS) {
      // Alone and with a day: Slavic languages use the genitive beside a day.
      for (const options of [{ month }, { month, day: 'numeric' }] as const) {
        for (const [index, name] of namesOf(tag, 'month', options, MONTHS).entries())
          if (LETTERS.test(name)) table.set(name.replace(PARTICLE, ''), index + 1);
      }
    }
  }
  for (const [name, month] of [...table])
    if (name.includes(' ')) table.set(name.replaceAll(' ', ''), month);
  const extra = { sept: 9, mär: 3, mrz: 3, jänner: 1 };
  for (const [name, month] of Object.entries(extra)) if (!table.has(name)) table.set(name, month);
  return table;
});

/** The days that a name can mean, perhaps several: Monday is 1, Sunday 7. */
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

/** Weekday names, long and short, of all the languages, so that none is read as a month. */
export const weekdayNames = perLanguage((tags) => weekdaysIn(tags));

/**
 * Weekday names of the page's language, and whether it writes them before the day. Without a page
 * language all of them count.
 */
export const ownWeekdays = perLanguage((_, language) => {
  if (language === null) return { names: weekdayNames(null), leads: true };
  const format = new Intl.DateTimeFormat(language, {
    ...{ weekday: 'short', day: 'numeric', timeZone: 'UTC' },
  });
  const order = format.formatToParts(0).map(({ type }) => type);
  return { names: weekdaysIn([language]), leads: order.indexOf('weekday') < order.indexOf('day') };
});

/**
 * “today”, “übermorgen”, “avant-hier” to days from today. A word for two days (Hindi “yesterday”
 * and “tomorrow”) is left out.
 */
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

const relativeFormats = perLanguage((tags) =>
  tags.flatMap((tag) =>
    (['long', 'short', 'narrow'] as const).map(
      (style) => new Intl.RelativeTimeFormat(tag, { style, numeric: 'always' }),
    ),
  ),
);

/** “in 3 days”, “il y a 3 j”, “3天前” to days from today, as Intl writes them. */
export function daysFromToday(words: string, locale: string | null): number | undefined {
  const days = Number(/\d{1,3}/.exec(words)?.[0]);
  if (!Number.isFinite(days)) return undefined;
  const formats = relativeFormats(locale);
  const fitting = [days, -days].filter((candidate) =>
    formats.some((format) => plain(format.format(candidate, 'day')) === words),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => Date.UTC(2024, 0, 1, hour));
const PERIODS: readonly Intl.DateTimeFormatOptions[] = [
  { hour: 'numeric', hour12: true },
  { hour: 'numeric', hourCycle: 'h12', dayPeriod: 'short' },
  { hour: 'numeric', hourCycle: 'h12', dayPeriod: 'long' },
];

/** Words for parts of the day (“PM”, “下午”, “de la noche”) and their hours, long words first. */
export const dayPeriods = perLanguage((_, language) => {
  const table = new Map<string, Set<number>>();
  for (const options of PERIODS) {
    const format = new Intl.DateTimeFormat(language ?? 'en', { ...options, timeZone: 'UTC' });
    for (const [hour, at] of HOURS.entries()) {
      const part = format.formatToParts(at).find(({ type }) => type === 'dayPeriod')?.value ?? '';
      const name = plain(part).replace(/[^\p{L}\p{M}]/gu, '');
      // One Latin letter beside a time is a unit: “14 h”.
      if (name !== '' && !/^[a-z]$/.test(name))
        table.set(name, (table.get(name) ?? new Set()).add(hour));
    }
  }
  return [...table].sort(([a], [b]) => b.length - a.length);
});

/** True for languages that write twelve hours with a word that Intl does not mark. */
export const hidesHalf = perLanguage((_, language) => {
  if (language === null) return false;
  const format = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: 'UTC' });
  const hasPeriod = format.formatToParts(0).some(({ type }) => type === 'dayPeriod');
  return format.resolvedOptions().hour12 === true && !hasPeriod;
});

/** Words between a date and its time: “at”, “um”, “ساعت”. */
export const joiners = perLanguage((tags) => {
  const words = new Set('at on um a las la à às alle ore om kl klo o ob u в of de the'.split(' '));
  for (const tag of tags) {
    for (const dateStyle of ['full', 'long', 'medium', 'short'] as const) {
      const format = new Intl.DateTimeFormat(tag, {
        ...{ dateStyle, timeStyle: 'short', timeZone: 'UTC' },
      });
      for (const { type, value } of format.formatToParts(0)) {
        if (type !== 'literal') continue;
        for (const word of plain(value).split(/[^\p{L}\p{M}\u200c\u200d]+/u)) words.add(word);
      }
    }
  }
  return words;
});

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

function orderOf(
  tag: string,
  options: Intl.DateTimeFormatOptions,
): { order: DateOrder | 'ydm'; sign: string } {
  const format = new Intl.DateTimeFormat(tag, {
    ...{ ...options, calendar: 'gregory', timeZone: 'UTC' },
  });
  const parts = format.formatToParts(0);
  const at = (type: string) => parts.findIndex((part) => part.type === type);
  const sign = parts.find(({ type, value }) => type === 'literal' && /[./-]/.test(value));
  let order: DateOrder | 'ydm' = 'dmy';
  if (at('year') < at('day')) order = at('month') < at('day') ? 'ymd' : 'ydm';
  else if (at('month') < at('day')) order = 'mdy';
  return { order, sign: sign?.value.replace(/[^./-]/g, '') ?? '' };
}

const SIZES = ['numeric', '2-digit'] as const;
/** All formats in figures: a few languages use another order beside a weekday. */
const FIGURES: readonly Intl.DateTimeFormatOptions[] = [
  { dateStyle: 'short' },
  ...([undefined, 'short'] as const).flatMap((weekday) =>
    SIZES.flatMap((day) =>
      SIZES.flatMap((month) => SIZES.map((year) => ({ weekday, day, month, year }))),
    ),
  ),
];

/**
 * The order of a language's dates in figures, by the sign between them; null for a sign that it
 * uses for two orders. Empty without a language.
 */
export const figureOrders = perLanguage((_, language) => {
  const orders = new Map<string, DateOrder | null>();
  if (language === null) return orders;
  for (const { order, sign } of FIGURES.map((options) => orderOf(language, options))) {
    const isOther = orders.has(sign) && orders.get(sign) !== order;
    orders.set(sign, isOther || order === 'ydm' ? null : order);
  }
  return orders;
});

/** True for Kyrgyz and Uyghur, which write the year, the day and then the month. */
export const monthIsLast = perLanguage(
  (_, language) =>
    language !== null && FIGURES.some((options) => orderOf(language, options).order === 'ydm'),
);

/** Whether a short year comes before a month's name; null where the language writes both. */
export const yearLeads = perLanguage((_, language): boolean | null => {
  if (language === null) return false;
  const leads = new Set(
    WIDTHS.flatMap((month) =>
      [undefined, ...WIDTHS].map(
        (weekday) =>
          orderOf(language, { weekday, day: 'numeric', month, year: '2-digit' }).order[0] === 'y',
      ),
    ),
  );
  return leads.size === 1 ? leads.has(true) : null;
});

/** The calendar of a language's years: `gregory` nearly everywhere. */
export const calendarOf = perLanguage((_, language) =>
  language === null
    ? 'gregory'
    : new Intl.DateTimeFormat(language, { timeZone: 'UTC' }).resolvedOptions().calendar,
);
