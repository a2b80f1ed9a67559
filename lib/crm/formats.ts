import type { RawRecord, Sample } from '../model/index.ts';
import {
  type DateFormat,
  type MoneyFormat,
  pageDecimal,
  pageOrders,
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
 * How the CRM writes dates and amounts, from what its page shows. The language of a page says only
 * in which words it is written.
 */
export function formatsOf(raw: RawRecord, now: number, deviceZone: string): Formats {
  const { samples = [] } = raw;
  const onPage = Object.values(raw.fields).filter(({ source }) => source !== 'api');
  const own = onPage.flatMap(({ text, iso }) => (text ? [{ text, iso: iso ?? null }] : []));
  const words = { locale: null, language: raw.language, timeZone: raw.timeZone ?? deviceZone, now };
  const seen = [...samples, ...own, ...pastSamples(raw, words)];
  const amounts = [...samples, ...own].map(({ text }) => text);
  return {
    dates: { ...words, orders: pageOrders(seen) },
    apiDates: { ...words, assumeUtc: true },
    numbers: {
      locale: null,
      language: raw.language,
      decimal: pageDecimal(amounts),
    },
  };
}
