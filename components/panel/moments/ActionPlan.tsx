import { useState } from 'react';
import { today } from '../../../lib/coaching/index.ts';
import { MAX_LINE_CHARS, MAX_NAME_CHARS, type PlanStep } from '../../../lib/model/index.ts';
import type { MomentRows } from '../../../lib/store/index.ts';
import { planText, stepsInOrder } from '../../../lib/view/actionPlan.ts';
import { useAction } from '../../data/actions.ts';
import { ids } from '../../data/ids.ts';
import { ActionIcon } from '../../ui/Button.tsx';
import { CopyLink } from '../../ui/CopyLink.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { date } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';
import { NativeSelect, TextInput } from '../../ui/inputs.ts';
import { isComposing } from '../../ui/keys.ts';
import { LimitedInput } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { NotKept, NotSaved } from '../../ui/Problem.tsx';
import { audienceText } from '../../ui/readers.ts';
import { useDraft } from '../useDraft.ts';
import type { MomentProps } from './Card.tsx';

type Props = Omit<MomentProps, 'due'> & { rows: MomentRows };

const whose = ({ side, who }: Pick<PlanStep, 'side' | 'who'>) =>
  who.trim() || t(`actionPlan.${side}`);

/** A new step: what, whose, until when. */
function StepForm({ model, onClose }: { model: MomentProps['model']; onClose(): void }) {
  const slot = `${model.key}#step`;
  const text = useDraft(slot, '');
  const name = useDraft(`${slot}:who`, '');
  const [side, setSide] = useState<PlanStep['side']>('us');
  const [due, setDue] = useState('');
  const [step] = useState(() => ids.next());
  const save = useAction('plan.step');
  const over =
    limitOf(text.text, MAX_LINE_CHARS)?.over || limitOf(name.text, MAX_NAME_CHARS)?.over || false;
  const close = () => {
    for (const draft of [text, name]) draft.discard();
    onClose();
  };
  return (
    <form
      className="card moment-fields"
      onSubmit={(event) => {
        event.preventDefault();
        const fields = { text: text.text.trim(), side, who: name.text.trim(), due: due || null };
        save.mutate({ refKey: model.key, step, ...fields, state: 'open' }, { onSuccess: close });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) onClose();
      }}
    >
      <LimitedInput
        autoFocus
        size="xs"
        label={t('actionPlan.step')}
        most={MAX_LINE_CHARS}
        value={text.text}
        onChange={(event) => text.change({ text: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label={t('actionPlan.whose')}
        value={side}
        data={(['us', 'buyer'] as const).map((value) => ({
          value,
          label: t(`actionPlan.${value}`),
        }))}
        onChange={(event) => setSide(event.currentTarget.value === 'buyer' ? 'buyer' : 'us')}
      />
      <LimitedInput
        size="xs"
        label={t('actionPlan.name')}
        most={MAX_NAME_CHARS}
        value={name.text}
        onChange={(event) => name.change({ text: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('actionPlan.due')}
        value={due}
        min={today(model.now)}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
      <NotKept error={text.problem} text={text.text} full={t('notes.full')} />
      <NotSaved error={save.error} text={text.text} />
      <FormEnd
        save={t('actionPlan.save')}
        leave={t('actionPlan.close')}
        disabled={text.text.trim() === '' || over}
        isSaving={save.isPending}
        onLeave={onClose}
      />
    </form>
  );
}

/** The plan of both sides as a small table, which can be copied for the buyer. */
export function ActionPlan({ rows, model, who }: Props) {
  const [isAdding, setAdding] = useState(false);
  const save = useAction('plan.step');
  const steps = stepsInOrder(rows.steps);
  const change = (
    { refKey, step, text, side, who: name, due }: PlanStep,
    state: PlanStep['state'],
  ) => save.mutate({ refKey, step, text, side, who: name, due, state });
  return (
    <section className="part" aria-label={t('actionPlan.title')}>
      <div className="part-head">
        <h2>{t('actionPlan.title')}</h2>
        <span className="grow" />
        {steps.length > 0 && (
          <span className="readers">
            <Icon name={model.shareWith === null ? 'lock' : 'two'} size={14} />
            {audienceText(model.shareWith === null ? 'private' : 'pair', model, who, true)}
          </span>
        )}
        {!isAdding && (
          <button type="button" className="link" onClick={() => setAdding(true)}>
            {t('actionPlan.add')}
          </button>
        )}
      </div>
      {steps.length > 0 && (
        <>
          <table className="steps-table">
            <thead>
              <tr>
                <th scope="col">{t('actionPlan.step')}</th>
                <th scope="col">{t('actionPlan.whose')}</th>
                <th scope="col">{t('actionPlan.due')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <tr key={step.step}>
                  <th scope="row">
                    <label>
                      <input
                        type="checkbox"
                        aria-label={t('actionPlan.done', [step.text])}
                        checked={step.state === 'done'}
                        disabled={save.isPending}
                        onChange={(event) =>
                          change(step, event.currentTarget.checked ? 'done' : 'open')
                        }
                      />
                      <span dir="auto">{step.text}</span>
                    </label>
                  </th>
                  <td dir="auto">{whose(step)}</td>
                  <td>{step.due === null ? <Empty /> : date(step.due, model.now)}</td>
                  <td>
                    <ActionIcon
                      size="sm"
                      aria-label={t('actionPlan.remove', [step.text])}
                      disabled={save.isPending}
                      onClick={() => change(step, 'dropped')}
                    >
                      <Icon name="close" size={14} />
                    </ActionIcon>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <CopyLink text={planText(steps, whose, (due) => date(due, model.now))} />
        </>
      )}
      <NotSaved error={save.error} />
      {isAdding && <StepForm model={model} onClose={() => setAdding(false)} />}
    </section>
  );
}
