import { lazy, Suspense, useState } from 'react';
import { dayOf } from '../../lib/coaching/index.ts';
import { isEmpty, known, type Unseen } from '../../lib/model/index.ts';
import type { TabView } from '../../lib/store/index.ts';
import { typable } from '../../lib/values/typable.ts';
import type { RecordModel } from '../data/record.ts';
import { date } from '../ui/format.ts';
import { t, tKey } from '../ui/i18n.ts';
import { Provenance } from '../ui/Provenance.tsx';
import { Either } from './Either.tsx';
import { contactLines, dealLines, type Line, loadingLines } from './factLines.ts';
import { titleOf } from './recordName.ts';
import './facts.css';

// Shown with all details only.
const Legend = lazy(() => import('./Legend.tsx'));
// Few fields are typed by hand, and the editor parses dates and amounts. Few amounts have a sign of
// several currencies.
const FactEditor = lazy(() => import('./FactEditor.tsx'));
const WhichCurrency = lazy(() => import('./WhichCurrency.tsx'));

/** Why a field has no value. Its mark says the same, so that there is one statement. */
function unseenText({ unseen }: Line, why: Unseen): string {
  return unseen ?? tKey(`unseen.${why}`);
}

function Value({ line, model }: { line: Line; model: RecordModel }) {
  const { field } = line;
  if (field.state === 'unseen') {
    if (field.why === 'filling') {
      return (
        <span className="skeleton">
          <span className="visually-hidden">{t('unseen.filling')}</span>
        </span>
      );
    }
    if (field.unsure && field.unsure.readings.length > 0)
      return <Either unsure={field.unsure} model={model} />;
    const raw = field.why === 'unsure' ? field.raw : undefined;
    return <span className="unseen">{raw ?? unseenText(line, field.why)}</span>;
  }
  if (isEmpty(field)) return <span className="unseen">{line.empty ?? t('facts.empty')}</span>;
  return (
    <>
      <span title={line.value} dir="auto">
        {line.value}
      </span>
      {line.small && (
        <small title={line.small} dir="auto">
          {line.small}
        </small>
      )}
      {line.sign && (
        // The place of the list, so that nothing below moves when it comes.
        <Suspense fallback={<span className="which" />}>
          <WhichCurrency sign={line.sign} model={model} />
        </Suspense>
      )}
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
  const act = t(typed ? 'facts.changeOf' : 'facts.addOf', [label]);
  return (
    <div className={line.wide || editing ? 'wide' : undefined}>
      <dt>
        {label}
        {field.state === 'unseen' ? (
          <Provenance source="unseen" why={unseenText(line, field.why)} />
        ) : (
          <Provenance
            source={field.source}
            at={date(dayOf(field.at, model.now.timeZone), model.now)}
          />
        )}
      </dt>
      <dd>
        {editing ? (
          <Suspense>
            <FactEditor
              model={model}
              field={line.id}
              label={label}
              value={typed ? line.value : ''}
              onDone={() => setEditing(false)}
            />
          </Suspense>
        ) : (
          <>
            <Value line={line} model={model} />
            {canType && (
              <button
                type="button"
                className="link act"
                aria-label={act}
                title={act}
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

function buyerOf({ facts, record }: RecordModel): string | undefined {
  if (facts) return known(facts.fields.account);
  return record?.kind === 'contact' ? known(record.fields.account) : undefined;
}

/** The heading of the panel: the name of the record and its account. */
export function Head({
  model,
  isWithheld = false,
}: {
  model: RecordModel;
  /** The CRM does not give the record to this person. */
  isWithheld?: boolean;
}) {
  const buyer = buyerOf(model);
  return (
    <div className="head">
      <h1 dir="auto">{titleOf(model, isWithheld)}</h1>
      {buyer && (
        <p className="account" dir="auto">
          {buyer}
        </p>
      )}
    </div>
  );
}

interface Lines {
  /** Always shown. */
  first: readonly Line[];
  /** Shown on demand; null where there is no such button. */
  rest: readonly Line[] | null;
}

function linesOf(model: RecordModel, view: TabView): Lines {
  const { record, facts } = model;
  if (facts?.about === 'deal') return dealLines(facts.fields, facts.lastActivity, model);
  if (record?.kind === 'contact') return { first: contactLines(record.fields, model), rest: null };
  const isLoading = !record && model.ref.object === 'deal';
  return { first: isLoading ? loadingLines(view) : [], rest: null };
}

/** The facts of the record, each with its source. */
export function Facts({ model, view }: { model: RecordModel; view: TabView }) {
  const [all, setAll] = useState(false);
  const { first, rest } = linesOf(model, view);
  const lines = all && rest ? [...first, ...rest] : first;
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
      {all && rest && (
        <Suspense>
          <Legend lines={lines} />
        </Suspense>
      )}
      {rest && (
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'facts.less' : 'facts.more')}
        </button>
      )}
    </section>
  );
}
