import { useState } from 'react';
import { dayOf } from '../../lib/coaching/index.ts';
import { isEmpty, known } from '../../lib/model/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import { typable } from '../../lib/values/index.ts';
import type { RecordModel } from '../data/record.ts';
import { date } from '../ui/format.ts';
import { t, tKey } from '../ui/i18n.ts';
import { Provenance, sourceOf } from '../ui/Provenance.tsx';
import { FactEditor } from './FactEditor.tsx';
import { contactLines, dealLines, type Line, loadingLines } from './factLines.ts';
import './facts.css';

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
