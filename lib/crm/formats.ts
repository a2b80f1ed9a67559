import type { RawRecord, Sample } from '../model/index.ts';
import {
  type DateFormat,
  type MoneyFormat,
  pageDecimal,
  pageOrders,
  patternOrder,
  readInstant,
} from '../values/index.ts';

/** The formats of one reading. */
export interface Formats {
  dates: DateFormat;
  /** For responses of an API: ISO dates, and times without a zone in UTC. */
  apiDates: DateFormat;
  numbers: MoneyFormat;
}

const DAY_MS = 86_400_000;
/** Fields whose moment has passed. */
const PAST = ['createdAt', 'modifiedAt', 'stageSince', 'lastActivity'];

/** Dates of the past that are not in the future in only one of their readings. */
function pastSamples(raw: RawRecord, dates: DateFormat): Sample[] {
  return PAST.flatMap((name) => {
    const text = raw.fields[name]?.text;
    const either = text ? readInstant(text, dates)?.either : undefined;
    const past = (either ?? []).filter(({ ms }) => ms <= dates.now + DAY_MS);
    const [only] = past;
    if (!text || past.length !== 1 || !only) return [];
    const iso = new Date(only.ms).toLocaleDateString('sv', { timeZone: dates.timeZone });
    return [{ text, iso }];
  });
}

/**
 * How the CRM writes dates and amounts, from what its session states and its page shows. The
 * language of a page says only in which words it is written.
 */
export function formatsOf(raw: RawRecord, now: number, deviceZone: string): Formats {
  const { formats = {}, samples = [] } = raw;
  const onPage = Object.values(raw.fields).filter(({ source }) => source !== 'api');
  const own = onPage.flatMap(({ text, iso }) => (text ? [{ text, iso: iso ?? null }] : []));
  const words = { locale: null, language: raw.locale, timeZone: raw.timeZone ?? deviceZone, now };
  const stated = { ...words, order: patternOrder(formats.date) };
  const seen = [...samples, ...own, ...pastSamples(raw, stated)];
  const amounts = [...samples, ...own].map(({ text }) => text);
  return {
    dates: { ...stated, orders: pageOrders(seen) },
    apiDates: { ...words, assumeUtc: true },
    numbers: {
      locale: null,
      language: raw.locale,
      decimal: formats.decimal ?? pageDecimal(amounts),
      crmCurrency: formats.currency ?? null,
    },
  };
}
