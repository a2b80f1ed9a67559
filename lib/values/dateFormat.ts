import { Temporal } from 'temporal-polyfill';
import type { DateReading, PageOrders } from './figures.ts';
import type { DateOrder } from './names.ts';

export interface DateFormat {
  /**
   * BCP 47 tag of the formats that the CRM uses for this person, or null without evidence of it.
   * The language of a page is none.
   */
  locale: string | null;
  /** BCP 47 tag of the page’s words; without it that of `locale`. */
  language?: string | null;
  /** The order of day, month and year that the CRM's settings or a person's answer name. */
  order?: DateOrder | null;
  /** The orders that the page's own dates prove. */
  orders?: PageOrders;
  /** ISO dates of the text's own element. */
  stamps?: readonly string[];
  /** IANA zone of “today” and of times without a zone. */
  timeZone: string;
  /** Unix time in milliseconds. */
  now: number;
  /**
   * True for API responses, whose times without a zone are UTC (Odoo, EspoCRM). Times that pages
   * show and people type are in `timeZone`.
   */
  assumeUtc?: boolean;
}

/**
 * `sure` is false where the year or the order of day and month is not certain; `either` lists the
 * dates that it can be, where they are known.
 */
export interface ReadDate {
  date: string;
  sure: boolean;
  either?: readonly DateReading[];
}
/** A date with the text in which its time is. */
export type Read = ReadDate & { time: string };

export function today(format: Pick<DateFormat, 'now' | 'timeZone'>): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(format.now)
    .toZonedDateTimeISO(format.timeZone)
    .toPlainDate();
}

/** The languages of a page: of its words, and of its formats where evidence shows them. */
export function tagsOf({ locale, language = locale }: DateFormat): (string | null)[] {
  return language === locale ? [language] : [language, locale].filter((tag) => tag !== null);
}
