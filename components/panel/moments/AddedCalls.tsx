import { lazy, Suspense } from 'react';
import type { PlannedCall } from '../../../lib/model/index.ts';
import { addedAhead } from '../../../lib/view/moments.ts';
import { useAction } from '../../data/actions.ts';
import { useUi } from '../../data/ui.ts';
import { Icon } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { RowFailsafe } from '../RowFailsafe.tsx';
import type { MomentProps } from './Card.tsx';
import { startText } from './callTime.ts';

// Its fields are separate parts of a library, and few calls are added by hand.
const CallForm = lazy(() => import('./CallForm.tsx'));

function AddedCall({ call, model }: { call: PlannedCall; model: MomentProps['model'] }) {
  const { set } = useUi();
  const remove = useAction('call.remove');
  const meeting = { start: call.start, end: null, day: null, lastDay: null };
  const when = startText(meeting, model.now);
  const text = [when, call.withWhom].filter(Boolean).join(' · ');
  return (
    <li>
      <span dir="auto">{text}</span>
      <button
        type="button"
        className="link"
        aria-label={t('moments.call.editOf', [text])}
        onClick={() => set({ planning: call.call })}
      >
        {t('moments.brief.edit')}
      </button>
      <button
        type="button"
        className="link"
        aria-label={t('moments.call.removeOf', [text])}
        disabled={remove.isPending}
        onClick={() => remove.mutate({ refKey: model.key, call: call.call })}
      >
        {t('moments.call.remove')}
      </button>
      <NotSaved error={remove.error} />
    </li>
  );
}

/** The calls that the person added to the deal, and the form for one more. */
export function AddedCalls({ model }: { model: MomentProps['model'] }) {
  const { planning, set } = useUi();
  const calls = model.facts ? addedAhead(model.facts) : [];
  const changed = calls.find(({ call }) => call === planning) ?? null;
  const hasForm = planning === 'new' || changed !== null;
  if (calls.length === 0 && !hasForm) return null;
  return (
    <section className="part" aria-label={t('moments.call.region')}>
      <div className="part-head">
        <h2>{t('moments.call.region')}</h2>
        <span className="grow" />
        <span className="readers">
          <Icon name="lock" size={14} />
          {t('moments.private')}
        </span>
      </div>
      <ul className="added-calls">
        {calls.map((call) => (
          <RowFailsafe key={call.call} as="li">
            <AddedCall call={call} model={model} />
          </RowFailsafe>
        ))}
      </ul>
      {hasForm && (
        <Suspense>
          <CallForm
            key={planning}
            model={model}
            call={changed}
            onClose={() => set({ planning: null })}
          />
        </Suspense>
      )}
    </section>
  );
}
