import {
  type ContactFieldName,
  type CrmRecord,
  contactFields,
  type DealFieldName,
  dealFields,
  type Field,
  type RawField,
  type RawList,
  type RawRecord,
  type RecordRef,
  seen,
  unseen,
} from '../model/index.ts';
import {
  type DateFormat,
  parseDate,
  parseInstant,
  parseMoney,
  parseNumber,
} from '../values/index.ts';

/** A parsed value with its certainty (0 to 1), or null for text that cannot be parsed. */
type Parsed = { value: unknown; sure: number } | null;
type FieldParser = (raw: RawField, text: string, format: DateFormat) => Parsed;
type ListParser = (item: RawList['items'][number], format: DateFormat) => unknown;

const sure = (value: unknown): Parsed =>
  value === null || value === undefined ? null : { value, sure: 1 };

const asText: FieldParser = (_, text) => sure(text.replace(/\s+/g, ' ').trim());
const asPerson: FieldParser = (raw, text) =>
  sure({ id: raw.id ?? null, name: text.replace(/\s+/g, ' ').trim() });
const asNumber: FieldParser = (raw, text, format) =>
  sure(parseNumber(text, { locale: raw.source === 'api' ? 'en' : format.locale }));
const asInstant: FieldParser = (_, text, format) => sure(parseInstant(text, format));
const asDate: FieldParser = (_, text, format) => {
  const read = parseDate(text, format);
  return read && { value: read.date, sure: read.sure ? 1 : 0.7 };
};
const asMoney: FieldParser = (raw, text, format) =>
  sure(
    parseMoney(text, { locale: raw.source === 'api' ? 'en' : format.locale }, raw.currency ?? null),
  );
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
  nextStepDate: asDate,
  owner: asPerson,
  probability: asNumber,
  forecast: asText,
  createdAt: asInstant,
  modifiedAt: asInstant,
  stageSince: asInstant,
  lastActivity: asInstant,
  status: asStatus,
};

const instant = (text: string | null | undefined, format: DateFormat) =>
  text ? parseInstant(text, format) : null;
const civil = (text: string | null | undefined, format: DateFormat) =>
  text ? (parseDate(text, format)?.date ?? null) : null;
const number = (text: string | null | undefined) =>
  text ? (parseMoney(text, { locale: 'en' })?.amount ?? null) : null;
const KINDS = ['task', 'call', 'meeting', 'email'];
const isStatus = (status: string | null | undefined) => status === 'open' || isClosed(status);
const isClosed = (status: string | null | undefined) => status === 'won' || status === 'lost';

function change(
  value: (text: string | null | undefined, format: DateFormat) => unknown,
): ListParser {
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
      ? { id: item.id ?? null, name: item.name, role: item.role ?? null, title: item.title ?? null }
      : null,
  activities: (item, format) => ({
    id: item.id ?? null,
    kind: KINDS.includes(item.kind ?? '') ? item.kind : 'other',
    subject: item.subject ?? '',
    state: item.state === 'open' ? 'open' : 'done',
    at: instant(item.at, format),
    due: civil(item.due, format),
    contactId: item.contactId ?? null,
    direction: item.direction === 'in' || item.direction === 'out' ? item.direction : null,
    from: item.from ?? null,
  }),
  stageHistory: (item, format) => {
    const moved = change((text) => text ?? null)(item, format);
    const { fromId = null, toId = null, fromPipeline = null, toPipeline = null } = item;
    return moved && { ...moved, fromId, toId, fromPipeline, toPipeline };
  },
  closeDateHistory: change(civil),
  amountHistory: change(number),
  openDeals: (item) =>
    item.id &&
    item.name &&
    !isClosed(item.status) &&
    item.status !== 'unknown' &&
    item.probability !== '100' &&
    item.probability !== '0'
      ? {
          id: item.id,
          name: item.name,
          amount: number(item.amount),
          currency: item.currency ?? null,
        }
      : null,
};

function oneField(name: string, raw: RawRecord, page: DateFormat, at: number): Field<unknown> {
  const isApi = (raw.fields[name] ?? raw.lists[name])?.source === 'api';
  const format: DateFormat = isApi ? { ...page, assumeUtc: true } : page;
  const field = raw.fields[name];
  if (field) {
    if (field.stillLoading) return unseen('filling');
    const text = field.text?.trim() ?? '';
    if (text === '' || /^[-–—]{1,3}$/.test(text))
      return { state: 'empty', source: field.source, at };
    const parsed = fieldParsers[name]?.(field, text, format) ?? null;
    if (!parsed) return unseen('unparsed', text.slice(0, 200));
    return seen(
      parsed.value,
      field.source,
      at,
      field.source === 'label' ? Math.min(parsed.sure, 0.8) : parsed.sure,
    );
  }
  const list = raw.lists[name];
  if (list?.refused) return unseen('forbidden');
  const parser = listParsers[name];
  if (list && parser) {
    const items = list.items.map((item) => parser(item, format)).filter((item) => item !== null);
    return seen(items, list.source, at, list.partial ? 0.5 : 1);
  }
  if (raw.stillLoading) return unseen('filling');
  return unseen(raw.complete && !raw.requiredFields.includes(name) ? 'notSupported' : 'notVisible');
}

/**
 * Turns a reader's text into a record. Every field is parsed in the page's locale and zone, or is
 * unseen with the reason.
 * @param now Unix ms of the reading.
 * @param deviceZone IANA zone for dates on a page without a zone.
 */
export function normalise(
  raw: RawRecord,
  ref: RecordRef,
  now: number,
  deviceZone: string,
): CrmRecord {
  const format: DateFormat = { locale: raw.locale, timeZone: raw.timeZone ?? deviceZone, now };
  const names = Object.keys(raw.object === 'deal' ? dealFields : contactFields) as (
    | DealFieldName
    | ContactFieldName
  )[];
  const fields = Object.fromEntries(names.map((name) => [name, oneField(name, raw, format, now)]));
  const degraded = raw.stillLoading
    ? []
    : raw.requiredFields.filter((name) => fields[name]?.state === 'unseen');
  return {
    kind: raw.object,
    ref: { ...ref, object: raw.object },
    viewer: { crmUserId: raw.viewer.id, name: raw.viewer.name, email: raw.viewer.email },
    reading: { at: now, degraded, filling: raw.stillLoading, timeZone: raw.timeZone },
    fields,
  } as CrmRecord; // the parser of each field returns the type of that field
}
