import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { civilDay, dueDay } from '../../lib/crm/days.ts';
import { DateOrder } from '../../lib/model/index.ts';
import {
  pageDecimal,
  pageOrders,
  parseDate,
  parseMoney,
  readInstant,
} from '../../lib/values/index.ts';

/**
 * Texts of CRM pages with their evidence and their right values. A row that is `silent` is not
 * read: it must be unreadable or unsure, never another value. Once it is read, the mark goes.
 */
function table<Row>(name: string): Row[] {
  const text = readFileSync(`tests/fixtures/tables/${name}.jsonl`, 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const NOW = Date.parse('2026-11-22T12:00:00Z');
interface DateRow {
  text: string;
  evidence?: {
    pageLang?: string;
    otherDates?: string[];
    crmDateFormat?: string;
    timeZone?: string;
  };
  expect: { date?: string; moment?: string; unsure?: string[]; unreadable?: true };
  silent?: true;
}

/** The order in a format's pattern: `DD/MM/YYYY`, `%d.%m.%Y`, `M/d/yy`. */
function patternOrder(pattern = ''): DateOrder | null {
  const letters = pattern
    .toLowerCase()
    .replace(/[^dmy]/g, '')
    .replace(/(.)\1+/g, '$1');
  return DateOrder.options.find((order) => order === letters) ?? null;
}

function readDate({ text, evidence = {}, expect: { moment } }: DateRow) {
  const { pageLang = null, otherDates = [], crmDateFormat, timeZone = 'UTC' } = evidence;
  const format = {
    locale: null,
    language: pageLang,
    timeZone,
    now: NOW,
    order: patternOrder(crmDateFormat),
    orders: pageOrders(otherDates.map((other) => ({ text: other }))),
    stamps: otherDates.filter((other) => /^\d{4}-/.test(other)).map((other) => other.slice(0, 10)),
  };
  const read = parseDate(text, format);
  if (read === null) return { unreadable: true };
  if (!read.sure) return { unsure: read.either?.map(({ date }) => date).sort() ?? [] };
  if (moment === undefined) return { date: read.date };
  const ms = readInstant(text, format)?.ms;
  return ms === undefined ? { unreadable: true } : { moment: ms };
}

describe('a date of a page', () => {
  const rows = table<DateRow>('dates');
  const isUnread = (read: object) => 'unreadable' in read || 'unsure' in read;
  it.each(rows.map((row) => [row.text, row.evidence?.pageLang ?? '', row] as const))(
    '%s (%s)',
    (_text, _language, row) => {
      const { moment, unsure, ...rest } = row.expect;
      const right = {
        ...rest,
        ...(moment ? { moment: Date.parse(moment) } : {}),
        ...(unsure ? { unsure: [...unsure].sort() } : {}),
      };
      const read = readDate(row);
      if (!row.silent) return expect(read).toEqual(right);
      expect(read).not.toEqual(right);
      expect(read).toSatisfy(isUnread);
    },
  );
});

interface MoneyRow {
  text: string;
  evidence?: {
    pageLang?: string;
    crmCurrency?: string;
    recordCurrency?: string;
    region?: string;
    decimalMark?: string;
    otherAmounts?: string[];
  };
  expect: { amount?: number; currency?: string | null; unsure?: true; unreadable?: true };
  silent?: true;
}

describe('an amount of a page', () => {
  it.each(table<MoneyRow>('money').map((row) => [row.text, row.evidence ?? {}, row] as const))(
    '%s %o',
    (text, evidence, row) => {
      const { pageLang, crmCurrency, recordCurrency, region, decimalMark, otherAmounts } = evidence;
      const read = parseMoney(text, {
        locale: null,
        language: pageLang ?? null,
        currency: recordCurrency ?? null,
        crmCurrency: crmCurrency ?? null,
        region: region ?? null,
        decimal: decimalMark ?? pageDecimal(otherAmounts ?? []),
      });
      if (row.silent || row.expect.amount === undefined) return expect(read).toBeNull();
      expect(read?.amount).toBeCloseTo(row.expect.amount, 4);
      expect(read?.currency).toBe(row.expect.currency);
    },
  );
});

interface CivilRow {
  api: string;
  meaning: 'date' | 'moment';
  timeZone: string;
  expect: { day: string };
}

describe('the day of a value of an API', () => {
  it.each(
    table<CivilRow>('civil').map((row) => [row.api, row.meaning, row.timeZone, row] as const),
  )('%s, a %s, in %s', (api, meaning, timeZone, row) => {
    const format = { locale: null, timeZone, now: NOW, assumeUtc: true };
    const day = meaning === 'date' ? civilDay(api, format) : dueDay(api, format);
    expect(day).toBe(row.expect.day);
  });
});
