import { useState } from 'react';
import { dayOf, daysSince } from '../../lib/coaching/index.ts';
import {
  type ContactFields,
  type DealFields,
  type Field,
  isEmpty,
  known,
} from '../../lib/model/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import { typable } from '../../lib/values/index.ts';
import type { RecordModel } from '../data/record.ts';
import { date, fromToday, money } from '../ui/format.ts';
import { Provenance, sourceOf } from '../ui/Provenance.tsx';
import { t, tKey } from '../ui/words.ts';
import { FactEditor } from './FactEditor.tsx';
import './facts.css';

interface Line {
  id: string;
  field: Field<unknown>;
  value: string;
  small?: string | undefined;
  wide?: boolean;
  /** Said in place of why the field was not seen. */
  unseen?: string | undefined;
}

const NONE: Field<unknown> = { state: 'unseen', why: 'notSupported' };

/** The facts of a deal, in the order of the panel; the last ones only on demand. */
function dealLines(
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
        field: planned ? fields.activities : fields.activities,
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

function contactLines(fields: ContactFields, model: RecordModel): Line[] {
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

function Value({ line }: { line: Line }) {
  const { field } = line;
  if (field.state === 'unseen') {
    if (field.why === 'filling') {
      return (
        <span className="skeleton">
          <span className="visually-hidden">{t('unseen.filling')}</span>
        </span>
      );
    }
    return <span className="unseen">{line.unseen ?? tKey(`unseen.${field.why}`)}</span>;
  }
  if (isEmpty(field)) return <span className="unseen">{t('facts.empty')}</span>;
  return (
    <>
      <span title={line.value}>{line.value}</span>
      {line.small && <small title={line.small}>{line.small}</small>}
    </>
  );
}

function Fact({ line, model }: { line: Line; model: RecordModel }) {
  const [editing, setEditing] = useState(false);
  const { field } = line;
  const typed = field.state === 'seen' && field.source === 'typed';
  const canType =
    (typable as readonly string[]).includes(line.id) &&
    (typed || (field.state === 'unseen' && field.why !== 'filling'));
  const label = tKey(`facts.${line.id}`);
  const at =
    field.state === 'unseen' ? undefined : date(dayOf(field.at, model.now.timeZone), model.now);
  return (
    <div className={line.wide || editing ? 'wide' : undefined}>
      <dt>
        {label}
        <Provenance source={sourceOf(field)} at={at} />
      </dt>
      <dd>
        {editing ? (
          <FactEditor
            model={model}
            field={line.id}
            label={label}
            value={typed ? line.value : ''}
            onDone={() => setEditing(false)}
          />
        ) : (
          <>
            <Value line={line} />
            {canType && (
              <button
                type="button"
                className="link act"
                aria-label={t(typed ? 'facts.changeOf' : 'facts.addOf', [label])}
                onClick={() => setEditing(true)}
              >
                {t(typed ? 'facts.change' : 'facts.add')}
              </button>
            )}
          </>
        )}
      </dd>
    </div>
  );
}

/** Whose record this is: the panel's banner. */
export function Head({ model, view }: { model: RecordModel; view: TabView }) {
  const { record, facts } = model;
  const typed = model.rows.facts.find((row) => row.fields.field === 'name')?.fields.value;
  // An id tells nobody anything: it stands only where the CRM is never read.
  const unnamed =
    view.state === 'ready'
      ? model.ref.id
      : t(model.ref.object === 'deal' ? 'facts.deal' : 'facts.contact');
  const name = (record && known(record.fields.name)) ?? typed ?? unnamed;
  const account = facts
    ? known(facts.fields.account)
    : record?.kind === 'contact'
      ? known(record.fields.account)
      : undefined;
  return (
    <div className="head">
      <h1>{name}</h1>
      {account && <p className="account">{account}</p>}
    </div>
  );
}

/** The facts of the record, each with where it comes from. */
export function Facts({ model, view }: { model: RecordModel; view: TabView }) {
  const [all, setAll] = useState(false);
  const { record, facts } = model;
  const deal = facts?.about === 'deal' ? dealLines(facts.fields, facts.lastActivity, model) : null;
  const blank = record || model.ref.object !== 'deal' ? [] : loadingLines(view);
  const lines = deal
    ? [...deal.first, ...(all ? deal.rest : [])]
    : record?.kind === 'contact'
      ? contactLines(record.fields, model)
      : blank;
  if (lines.length === 0) return null;
  return (
    <section
      className="facts-part"
      aria-label={t(model.ref.object === 'deal' ? 'facts.deal' : 'facts.contact')}
    >
      <dl className="facts">
        {lines.map((line) => (
          <Fact key={line.id} line={line} model={model} />
        ))}
      </dl>
      {deal && (
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'facts.less' : 'facts.more')}
        </button>
      )}
    </section>
  );
}

/** A record that has not been read yet: places for what is to come. */
function loadingLines(view: TabView): Line[] {
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
