import { dayOf, daysSince } from '../../lib/coaching/index.ts';
import { type ContactFields, type DealFields, type Field, known } from '../../lib/model/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import type { RecordModel } from '../data/record.ts';
import { date, fromToday, money } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';

/** One fact of the panel, in words. */
export interface Line {
  id: string;
  field: Field<unknown>;
  value: string;
  small?: string | undefined;
  wide?: boolean;
  /** Shown in place of why the field was not seen. */
  unseen?: string | undefined;
}

const NONE: Field<unknown> = { state: 'unseen', why: 'notSupported' };

/** The facts of a deal, in the order of the panel; the last ones only on demand. */
export function dealLines(
  fields: DealFields,
  last: Field<number>,
  model: RecordModel,
): { first: Line[]; rest: Line[] } {
  const { now } = model;
  const close = known(fields.closeDate);
  const amount = known(fields.amount);
  const due = known(fields.nextStepDate);
  const activity = known(last);
  const since = known(fields.stageSince);
  const contacts = known(fields.contacts);
  const planned = known(fields.activities)?.filter((item) => item.state === 'open');
  const probability = known(fields.probability);
  const instant = (field: Field<number>) =>
    field.state === 'seen' ? date(dayOf(field.value, now.timeZone), now) : '';
  const days = since === undefined ? undefined : t('unit.days', Math.max(0, daysSince(since, now)));
  return {
    first: [
      { id: 'stage', field: fields.stage, value: known(fields.stage) ?? '', small: days },
      { id: 'amount', field: fields.amount, value: amount ? money(amount) : '' },
      {
        id: 'closeDate',
        field: fields.closeDate,
        value: close ? date(close, now) : '',
        small: close && fromToday(close, now),
      },
      { id: 'owner', field: fields.owner, value: known(fields.owner)?.name ?? '' },
      {
        id: 'nextStep',
        field: fields.nextStep,
        value: known(fields.nextStep) ?? '',
        small: due && date(due, now),
        wide: true,
      },
      {
        id: 'lastActivity',
        field: last,
        value: activity === undefined ? '' : date(dayOf(activity, now.timeZone), now),
        small: activity === undefined ? undefined : fromToday(dayOf(activity, now.timeZone), now),
      },
      {
        id: 'openActivities',
        field: fields.activities,
        value: planned ? (planned.length === 0 ? t('facts.none') : String(planned.length)) : '',
        small: planned?.map((item) => item.subject).join(', '),
      },
    ],
    rest: [
      {
        id: 'contacts',
        field: fields.contacts,
        value: contacts
          ? contacts.length === 0
            ? t('facts.noneNamed')
            : contacts
                .map((item) => (item.role ? `${item.name} (${item.role})` : item.name))
                .join(', ')
          : '',
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
      { id: 'news', field: news(model), value: model.facts?.news?.value ?? '', wide: true },
      { id: 'createdAt', field: fields.createdAt, value: instant(fields.createdAt) },
      { id: 'modifiedAt', field: fields.modifiedAt, value: instant(fields.modifiedAt) },
      { id: 'stageSince', field: fields.stageSince, value: instant(fields.stageSince) },
    ],
  };
}

/** Bad news about the company is nowhere in a CRM: a person types it in, and questions follow. */
function news({ facts }: RecordModel): Field<unknown> {
  return facts?.news
    ? { state: 'seen', value: facts.news.value, source: 'typed', at: facts.news.at, confidence: 1 }
    : { state: 'unseen', why: 'notSupported' };
}

export function contactLines(fields: ContactFields, model: RecordModel): Line[] {
  const { now } = model;
  const deals = known(fields.openDeals);
  const activities = known(fields.activities);
  const done = (activities ?? []).flatMap((item) =>
    item.state === 'done' && item.at !== null && item.at <= now.ms ? [item.at] : [],
  );
  const latest = done.length > 0 ? Math.max(...done) : undefined;
  return [
    { id: 'title', field: fields.title, value: known(fields.title) ?? '' },
    { id: 'owner', field: fields.owner, value: known(fields.owner)?.name ?? '' },
    { id: 'email', field: fields.email, value: known(fields.email) ?? '', wide: true },
    {
      id: 'lastActivity',
      field:
        activities && latest === undefined
          ? { state: 'empty', source: 'api', at: now.ms }
          : fields.activities,
      value: latest === undefined ? '' : date(dayOf(latest, now.timeZone), now),
      small: latest === undefined ? undefined : fromToday(dayOf(latest, now.timeZone), now),
    },
    {
      id: 'openDeals',
      field: fields.openDeals,
      value: deals ? (deals.length === 0 ? t('facts.none') : String(deals.length)) : '',
      small: deals?.map((deal) => deal.name).join(', '),
    },
  ];
}

/** A record that has not been read yet: places for what is to come. */
export function loadingLines(view: TabView): Line[] {
  const field: Field<unknown> =
    view.state === 'reading' ? { state: 'unseen', why: 'filling' } : NONE;
  return ['stage', 'amount', 'closeDate', 'owner', 'nextStep', 'lastActivity'].map((id) => ({
    id,
    value: '',
    field,
    unseen: view.state === 'failed' ? t('unseen.notRead') : undefined,
    wide: id === 'nextStep',
  }));
}
