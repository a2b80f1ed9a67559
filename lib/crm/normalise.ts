import { cut } from '../model/cut.ts';
import {
  type ContactFieldName,
  type CrmName,
  type CrmRecord,
  contactFields,
  type DealFieldName,
  dealFields,
  type Field,
  LIST_CONFIDENCE,
  type RawField,
  type RawList,
  type RawRecord,
  type RecordRef,
  seen,
  type Unsure,
  unseen,
} from '../model/index.ts';
import {
  currencyIn,
  type DateFormat,
  type MoneyFormat,
  parseDate,
  parseInstant,
  parseMoney,
  parseNumber,
  readInstant,
} from '../values/index.ts';
import { civilDay, dueDay, shownDay } from './days.ts';
import { type Formats, formatsOf } from './formats.ts';
import { odooActivities } from './odooActivities.ts';

const DAY_MS = 86_400_000;

/** A parsed value, the values that a text can mean, or null for text that cannot be parsed. */
type Parsed = { value: unknown } | { readings: Unsure['readings'] } | null;
type FieldParser = (raw: RawField, text: string, formats: Formats) => Parsed;
type ListParser = (item: RawList['items'][number], format: DateFormat) => unknown;

const sure = (value: unknown): Parsed => (value === null || value === undefined ? null : { value });

const asText: FieldParser = (_, text) => sure(text.replace(/\s+/g, ' ').trim());
const asPerson: FieldParser = (raw, text) =>
  sure({ id: raw.id ?? null, name: text.replace(/\s+/g, ' ').trim() });
const asNumber: FieldParser = (raw, text, { numbers }) =>
  sure(parseNumber(text, raw.source === 'api' ? { locale: 'en' } : numbers));
/** A percentage is at most 100: “50.000 %” has three decimals, whatever the decimal sign. */
const asPercent: FieldParser = (raw, text, formats) => {
  const read = asNumber(raw, text, formats);
  if (read === null || !('value' in read) || Number(read.value) <= 100) return read;
  const values = ['.', ','].map((decimal) => parseNumber(text, { locale: null, decimal }));
  const fitting = values.filter((value) => value !== null && value <= 100);
  return fitting.length === 1 ? sure(fitting[0]) : null;
};
const datesOf = (raw: RawField, { dates }: Formats): DateFormat =>
  raw.iso === undefined ? dates : { ...dates, stamps: [raw.iso.slice(0, 10)] };

/** A moment in the past: readings in the future are none. */
const asInstant: FieldParser = (raw, text, formats) => {
  const read = readInstant(text, datesOf(raw, formats));
  if (read === null) return null;
  if (read.sure) return sure(read.ms);
  const past = (read.either ?? []).filter(({ ms }) => ms <= formats.dates.now + DAY_MS);
  const [only] = past;
  if (past.length === 1 && only?.order) return sure(only.ms);
  return { readings: past.map(({ order, ms }) => ({ order, value: ms })) };
};
const asDate: FieldParser = (raw, text, formats) => {
  if (raw.source === 'api') return sure(civilDay(text, formats.dates));
  const read = parseDate(text, datesOf(raw, formats));
  if (read === null) return null;
  if (read.sure) return sure(read.date);
  return { readings: (read.either ?? []).map(({ order, date }) => ({ order, value: date })) };
};
/** A next step is due like an activity, which may be a moment: see `dueDay`. */
const asDueDate: FieldParser = (raw, text, formats) =>
  raw.source === 'api' ? sure(dueDay(text, formats.dates)) : asDate(raw, text, formats);
const asMoney: FieldParser = (raw, text, { numbers }) => {
  const isApi = raw.source === 'api';
  const own = raw.currency ?? (raw.shown ? currencyIn(raw.shown, numbers) : null);
  const format: MoneyFormat = isApi ? { locale: null, decimal: '.' } : numbers;
  const plain = isApi && PLAIN.test(text) ? Number(text) : null;
  if (plain === null) return sure(parseMoney(text, { ...format, currency: own }));
  if (raw.currency === undefined && raw.shown !== undefined) {
    const shown = parseMoney(raw.shown, numbers);
    if (shown?.sign !== undefined && own === null)
      return sure({ amount: plain, currency: null, sign: shown.sign });
  }
  return sure({ amount: plain, currency: own });
};
const asPipeline: FieldParser = (raw, text) => sure({ id: raw.id ?? text, name: text });
const asStatus: FieldParser = (_, text) =>
  sure(text === 'open' || text === 'won' || text === 'lost' ? text : null);

const fieldParsers: Record<string, FieldParser> = {
  name: asText,
  account: asText,
  stage: asText,
  stageId: asText,
  pipeline: asPipeline,
  title: asText,
  email: asText,
  phone: asText,
  nextStep: asText,
  amount: asMoney,
  closeDate: asDate,
  nextStepDate: asDueDate,
  owner: asPerson,
  probability: asPercent,
  forecast: asText,
  createdAt: asInstant,
  modifiedAt: asInstant,
  stageSince: asInstant,
  lastActivity: asInstant,
  status: asStatus,
};

const instant = (text: string | null | undefined, format: DateFormat) =>
  text ? parseInstant(text, format) : null;
/** The times of a meeting; nothing where the CRM has no such pair. */
function span({ starts, ends, wholeDay }: Record<string, string | null>, format: DateFormat) {
  const [from, to] = [instant(starts, format), instant(ends, format)];
  if (wholeDay === 'true') return { wholeDay: true };
  return from === null || to === null ? {} : { starts: from, ends: to };
}
const PLAIN = /^-?\d+(?:\.\d+)?$/;
/** An amount of a list. A point before three figures is a decimal sign: lists are of an API. */
function number(text: string | null | undefined): number | null {
  if (!text) return null;
  return PLAIN.test(text) ? Number(text) : (parseMoney(text, { locale: 'en' })?.amount ?? null);
}
const KINDS = ['task', 'call', 'meeting', 'email'];
const isStatus = (status: string | null | undefined) => status === 'open' || isClosed(status);
const isClosed = (status: string | null | undefined) => status === 'won' || status === 'lost';

interface Change {
  at: number;
  from: unknown;
  to: unknown;
}
/** The status decides; without one, only a probability between 0 and 100 shows an open deal. */
const isOpenDeal = ({ status, probability }: RawList['items'][number]): boolean =>
  isStatus(status)
    ? status === 'open'
    : status !== 'unknown' && !/^(?:0|100)$/.test(probability ?? '');

function change(
  value: (text: string | null | undefined, format: DateFormat) => unknown,
): (item: RawList['items'][number], format: DateFormat) => Change | null {
  return (item, format) => {
    const at = instant(item.at, format);
    return at === null ? null : { at, from: value(item.from, format), to: value(item.to, format) };
  };
}

const listParsers: Record<string, ListParser> = {
  stages: (item) =>
    item.name
      ? {
          id: item.id ?? null,
          pipeline: item.pipeline ?? null,
          name: item.name,
          kind: isStatus(item.kind) ? item.kind : 'unknown',
        }
      : null,
  contacts: (item) =>
    item.name
      ? {
          id: item.id ?? null,
          name: item.name,
          role: item.role ?? null,
          ...(item.roleShown ? { roleShown: item.roleShown } : {}),
          title: item.title ?? null,
        }
      : null,
  activities: (item, format) => ({
    id: item.id ?? null,
    kind: KINDS.includes(item.kind ?? '') ? item.kind : 'other',
    subject: item.subject ?? '',
    text: item.text ?? null,
    state: item.state === 'open' ? 'open' : 'done',
    at: instant(item.at, format),
    due: shownDay(item.dueShown, item.due, format) ?? dueDay(item.due, format),
    ...span(item, format),
    contactId: item.contactId ?? null,
    direction: item.direction === 'in' || item.direction === 'out' ? item.direction : null,
    from: item.from ?? null,
  }),
  stageHistory: (item, format) => {
    const moved = change((text) => text ?? null)(item, format);
    const { fromId = null, toId = null, fromPipeline = null, toPipeline = null } = item;
    return moved && { ...moved, fromId, toId, fromPipeline, toPipeline };
  },
  closeDateHistory: change(civilDay),
  amountHistory: (item, format) => {
    const changed = change(number)(item, format);
    const { fromCurrency = null, toCurrency = null } = item;
    return changed && { ...changed, fromCurrency, toCurrency };
  },
  openDeals: (item) =>
    item.id && item.name && isOpenDeal(item)
      ? {
          id: item.id,
          name: item.name,
          amount: number(item.amount),
          currency: item.currency ?? null,
        }
      : null,
};

function entriesIn({ partial }: RawList): keyof typeof LIST_CONFIDENCE {
  if (partial === 'older') return 'latest';
  return partial ? 'some' : 'all';
}

function oneField(name: string, raw: RawRecord, formats: Formats, at: number): Field<unknown> {
  const field = raw.fields[name];
  if (field) {
    if (field.stillLoading) return unseen('filling');
    const text = field.text?.trim() ?? '';
    if (text === '' || /^[-–—]{1,3}$/.test(text))
      return { state: 'empty', source: field.source, at };
    const { source } = field;
    const ofSource = source === 'api' ? { ...formats, dates: formats.apiDates } : formats;
    const parsed = fieldParsers[name]?.(field, text, ofSource) ?? null;
    const shown = cut(text, 200);
    if (!parsed) return unseen('unparsed', shown);
    if ('readings' in parsed)
      return {
        state: 'unseen',
        why: 'unsure',
        raw: shown,
        unsure: { source, at, readings: [...parsed.readings] },
      };
    return seen(parsed.value, source, at, source === 'label' ? 0.8 : 1);
  }
  const list = raw.lists[name];
  if (list?.refused) return unseen('forbidden');
  if (list?.failed) return unseen('unparsed');
  const parser = listParsers[name];
  if (list && parser) {
    const format = list.source === 'api' ? formats.apiDates : formats.dates;
    const items = list.items.map((item) => parser(item, format)).filter((item) => item !== null);
    return seen(items, list.source, at, LIST_CONFIDENCE[entriesIn(list)]);
  }
  if (raw.stillLoading) return unseen('filling');
  const mayExist = [...raw.requiredFields, ...(raw.notRead ?? [])].includes(name);
  return unseen(raw.complete && !mayExist ? 'notSupported' : 'notVisible');
}

/** What is put together from several lists of a reader, before its texts are parsed. */
const combined: Partial<Record<CrmName, (raw: RawRecord, now: number) => RawRecord>> = {
  odoo: odooActivities,
};

/**
 * Turns a reader's text into a record. Every field is parsed in the formats that the
 * page's own texts show (formats.ts), or is unseen with the reason.
 * @param now Unix ms of the reading.
 * @param deviceZone IANA zone for dates on a page without a zone.
 */
export function normalise(
  read: RawRecord,
  ref: RecordRef,
  now: number,
  deviceZone: string,
): CrmRecord {
  const raw = combined[read.crm]?.(read, read.clock ?? now) ?? read;
  const formats = formatsOf(raw, now, deviceZone);
  const language = raw.language?.toLowerCase().match(/^[a-z]{2,8}/)?.[0];
  const names = Object.keys(raw.object === 'deal' ? dealFields : contactFields) as (
    | DealFieldName
    | ContactFieldName
  )[];
  const fields = Object.fromEntries(names.map((name) => [name, oneField(name, raw, formats, now)]));
  // A field that the CRM refused, or whose text can be read in two ways, is no sign of a changed
  // page.
  const isMissing = (field: Field<unknown> | undefined) =>
    field?.state === 'unseen' && field.why !== 'forbidden' && field.why !== 'unsure';
  const degraded = raw.stillLoading
    ? []
    : raw.requiredFields.filter((name) => isMissing(fields[name]));
  return {
    kind: raw.object,
    ref: { ...ref, object: raw.object },
    viewer: { crmUserId: raw.viewer.id, name: raw.viewer.name, email: raw.viewer.email },
    reading: {
      at: now,
      degraded,
      filling: raw.stillLoading,
      timeZone: raw.timeZone,
      ...(language ? { language } : {}),
      ...(raw.viewerLoading ? { viewerLoading: true } : {}),
      ...(raw.clock === undefined ? {} : { clock: raw.clock }),
    },
    fields,
  } as CrmRecord; // the parser of each field returns the type of that field
}
