import { useRef, useState } from 'react';
import type { DealPlan } from '../../lib/coaching/index.ts';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import { fieldLabel } from '../ui/fields.ts';
import { Icon } from '../ui/Icon.tsx';
import { t } from '../ui/i18n.ts';
import { NotSaved } from '../ui/Problem.tsx';
import { PlanCheck } from './PlanCheck.tsx';
import { PlanSuggestion } from './PlanSuggestion.tsx';
import './plan.css';

/** Offers the newer playbook version. A deal keeps its version until a person moves it. */
function Newer({ model, plan }: { model: RecordModel; plan: DealPlan }) {
  const move = useAction('playbook.move');
  const { latest } = plan.book;
  if (latest.version === plan.version.version || latest.retired) return null;
  return (
    <>
      <p className="hint">
        {t('plan.newer', [String(latest.version), latest.why])}{' '}
        <button
          type="button"
          className="link"
          disabled={move.isPending}
          onClick={() =>
            move.mutate({ refKey: model.key, playbook: plan.book.id, version: latest.version })
          }
        >
          {t('plan.move', [String(latest.version)])}
        </button>
      </p>
      <NotSaved error={move.error} />
    </>
  );
}

/** The playbook for this stage: first the buyer's step, then the exit criteria. */
export default function Plan({ model, plan }: { model: RecordModel; plan: DealPlan }) {
  const [all, setAll] = useState(false);
  const { checklist, version } = plan;
  const { stage } = checklist;
  // A criterion that was met stays in the list, with its evidence, while the deal is shown.
  const listed = useRef(new Set<string>());
  for (const item of checklist.items) {
    const isOpenFromBefore = !item.done && checklist.skipped.includes(item);
    if (item.stage === stage?.id || isOpenFromBefore) listed.current.add(item.id);
  }
  const items = checklist.items.filter((item) => all || listed.current.has(item.id));
  const done = checklist.items.filter((item) => item.done).length;
  return (
    <section className="part plan" aria-label={t('plan.region')}>
      <div className="part-head">
        <h2>{t('plan.region')}</h2>
        <span className="grow" />
        <span className="aside">
          {t('plan.version', [version.document.name, String(version.version)])}
        </span>
      </div>
      <Newer model={model} plan={plan} />
      {stage ? (
        <div className="card">
          <p className="kind">
            <Icon name="two" size={14} />
            <b>{t('plan.buyer')}</b>
            <span dir="auto">{stage.name}</span>
          </p>
          <p className="buyer">{stage.buyer}</p>
          {stage.ask.length > 0 && (
            <ul className="asks">
              {[...new Set(stage.ask)].map((ask) => (
                <li key={ask}>{ask}</li>
              ))}
            </ul>
          )}
          <details>
            <summary>{t('plan.seller')}</summary>
            <p>{stage.seller}</p>
            <p className="hint">{stage.guidance}</p>
            {stage.fields.length > 0 && (
              <p className="hint">{t('plan.fields', [stage.fields.map(fieldLabel).join(', ')])}</p>
            )}
          </details>
        </div>
      ) : (
        <p className="hint">{t('plan.unmapped')}</p>
      )}
      <p className="aside">{t('plan.count', [String(done), String(checklist.items.length)])}</p>
      <ul className="checks">
        {items.map((check) => (
          <PlanCheck
            key={check.id}
            check={check}
            model={model}
            plan={plan}
            id={`check-${check.id}`}
          />
        ))}
      </ul>
      <div className="ends">
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'plan.less' : 'plan.all')}
        </button>
        {stage && (
          <PlanSuggestion
            key={`${plan.book.id} ${stage.id}`}
            model={model}
            plan={plan}
            stage={stage.id}
          />
        )}
      </div>
    </section>
  );
}
