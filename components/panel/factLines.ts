import { dayOf, daysBetween, daysSince, plannedDay, today } from '../../lib/coaching/index.ts';
import {
  type Activity,
  type ContactFields,
  type DealContact,
  type DealFields,
  type Field,
  known,
  shownRole,
  upToDate,
} from '../../lib/model/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import type { RecordModel } from '../data/record.ts';
import { date, fromToday, money } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';

/** One fact of the panel, as text. */
export interface Line {
  id: string;
  field: Field<unknown>;
  value: string;
  small?: string | undefined;
  wide?: boolean;
  /** Shown instead of the reason why the field was not seen. */
  unseen?: string | undefined;
  /** Shown where the field was seen and has nothing, instead of “not set”. */
  empty?: string;
  /** The sign of an amount in an unknown currency. */
  sign?: string | undefined;
}

const NONE: Field<unknown> = { state: 'unseen', why: 'notSupported' };

/** A list that may be incomplete and has nothing does not prove that there is nothing. */
function whole(field: Field<unknown>, items: readonly unknown[] | undefined): Field<unknown> {
  const isPart = field.state === 'seen' && field.confidence < 1;
  return isPart && items?.length === 0 ? { state: 'unseen', why: 'notVisible' } : field;
}

/** The latest activity, unless a later one may be missing. */
const latestOf = (field: Field<number>): Field<number> =>
  field.state === 'seen' && !upToDate(field) ? { state: 'unseen', why: 'notVisible' } : field;

/** How many there are; empty for a list that was not seen. */
function countText(list: readonly unknown[] | undefined): string {
  if (!list) return '';
  return list.length === 0 ? t('facts.none') : String(list.length);
}

/** Names and roles; empty for contacts that were not seen. */
function contactsText(contacts: readonly DealContact[] | undefined): string {
  if (!contacts) return '';
  if (contacts.length === 0) return t('facts.noneNamed');
  return contacts
    .map((contact) => {
      const role = shownRole(contact);
      return role ? `${contact.name} (${role})` : contact.name;
    })
    .join(', ');
}

/** The subject of an open activity, with its day. */
function plannedText(item: Activity, now: RecordModel['now']): string {
  const { subject } = item;
  const day = plannedDay(item, now.timeZone, 'starts');
  if (day === null) return subject;
  const key = daysBetween(day, today(now)) > 0 ? 'commitments.was' : 'commitments.by';
  return `${subject} (${t(key, [date(day, now)])})`;
}

/** The facts of a deal in the order of the panel; `rest` is shown on demand. */
export function dealLines(
  fields: DealFields,
  lastActivity: Field<number>,
  model: RecordModel,
): { first: Line[]; rest: Line[] } {
  const { now } = model;
  const close = known(fields.closeDate);
  const amount = known(fields.amount);
  const due = known(fields.nextStepDate);
  const last = latestOf(lastActivity);
  const activity = known(last);
  const since = known(fields.stageSince);
  const contacts = known(fields.contacts);
  const planned = known(fields.activities)?.filter((item) => item.state === 'open');
  const nextStep: Line = {
    id: 'nextStep',
    field: fields.nextStep,
    value: known(fields.nextStep) ?? '',
    small: due && date(due, now),
    wide: true,
  };
  // Four facts and the next step come before the first question.
  const hasStep = nextStep.value !== '';
  const probability = known(fields.probability);
  const instant = (field: Field<number>) =>
    field.state === 'seen' ? date(dayOf(field.value, now.timeZone), now) : '';
  const days = since === undefined ? undefined : t('unit.days', Math.max(0, daysSince(since, now)));
  return {
    first: [
      { id: 'stage', field: fields.stage, value: known(fields.stage) ?? '', small: days },
      {
        id: 'amount',
        field: fields.amount,
        value: amount ? money(amount) : '',
        sign: amount?.sign,
      },
      {
        id: 'closeDate',
        field: fields.closeDate,
        value: close ? date(close, now) : '',
        small: close && fromToday(close, now),
      },
      {
        id: 'lastActivity',
        field: last,
        empty: t('facts.none'),
        value: activity === undefined ? '' : date(dayOf(activity, now.timeZone), now),
        small: activity === undefined ? undefined : fromToday(dayOf(activity, now.timeZone), now),
      },
      ...(hasStep ? [nextStep] : []),
    ],
    rest: [
      { id: 'owner', field: fields.owner, value: known(fields.owner)?.name ?? '' },
      {
        id: 'openActivities',
        field: whole(fields.activities, planned),
        value: countText(planned),
        small: planned?.map((item) => plannedText(item, now)).join(', '),
      },
      ...(hasStep ? [] : [nextStep]),
      {
        id: 'contacts',
        field: fields.contacts,
        value: contactsText(contacts),
        wide: true,
      },
      {
        id: 'probability',
        field: fields.probability,
        value: probability === undefined ? '' : t('unit.percent', [String(probability)]),
      },
      ...(fields.forecast.state === 'unseen'
        ? []
        : [{ id: 'forecast', field: fields.forecast, value: known(fields.forecast) ?? '' }]),
      ...(fields.pipeline.state === 'unseen'
        ? []
        : [{ id: 'pipeline', field: fields.pipeline, value: known(fields.pipeline)?.name ?? '' }]),
      { id: 'news', field: news(model), value: model.facts?.news?.value ?? '', wide: true },
      { id: 'createdAt', field: fields.createdAt, value: instant(fields.createdAt) },
      { id: 'modifiedAt', field: fields.modifiedAt, value: instant(fields.modifiedAt) },
      { id: 'stageSince', field: fields.stageSince, value: instant(fields.stageSince) },
    ],
  };
}

/** Bad news about the account. No CRM has it, so a person enters it, and questions use it. */
function news({ facts }: RecordModel): Field<unknown> {
  return facts?.news
    ? { state: 'seen', value: facts.news.value, source: 'typed', at: facts.news.at, confidence: 1 }
    : { state: 'unseen', why: 'notSupported' };
}

export function contactLines(fields: ContactFields, model: RecordModel): Line[] {
  const { now } = model;
  const deals = known(fields.openDeals);
  const seenLast = model.facts && latestOf(model.facts.lastActivity);
  const last: Field<unknown> = seenLast ?? fields.activities;
  const latest = known(seenLast ?? undefined);
  return [
    { id: 'title', field: fields.title, value: known(fields.title) ?? '' },
    { id: 'owner', field: fields.owner, value: known(fields.owner)?.name ?? '' },
    { id: 'email', field: fields.email, value: known(fields.email) ?? '', wide: true },
    {
      id: 'lastActivity',
      field: last,
      empty: t('facts.none'),
      value: latest === undefined ? '' : date(dayOf(latest, now.timeZone), now),
      small: latest === undefined ? undefined : fromToday(dayOf(latest, now.timeZone), now),
    },
    {
      id: 'openDeals',
      field: fields.openDeals,
      value: countText(deals),
      small: deals?.map((deal) => deal.name).join(', '),
    },
  ];
}

/** Placeholder lines for a record that has not been read yet. */
export function loadingLines(view: TabView): Line[] {
  const field: Field<unknown> =
    view.state === 'reading' ? { state: 'unseen', why: 'filling' } : NONE;
  return ['stage', 'amount', 'closeDate', 'lastActivity'].map((id) => ({
    id,
    value: '',
    field,
    unseen: view.state === 'failed' ? t('unseen.notRead') : undefined,
  }));
}
