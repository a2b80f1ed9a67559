import { useId } from 'react';
import { dayOf, today } from '../../../lib/coaching/index.ts';
import { clockAt, momentOn } from '../../../lib/coaching/moments/index.ts';
import { MAX_NAME_CHARS, type PlannedCall } from '../../../lib/model/index.ts';
import { useAction } from '../../data/actions.ts';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { t } from '../../ui/i18n.ts';
import { TextInput } from '../../ui/inputs.ts';
import { isComposing } from '../../ui/keys.ts';
import { LimitedInput } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { NotKept, NotSaved } from '../../ui/Problem.tsx';
import { useDraft } from '../useDraft.ts';
import type { MomentProps } from './Card.tsx';

interface Props {
  model: MomentProps['model'];
  /** The call that is changed; null for a new one. */
  call: PlannedCall | null;
  onClose(): void;
}

/** When the next call is and with whom, where the CRM does not show it. */
export default function CallForm({ model, call, onClose }: Props) {
  const { now } = model;
  const slot = `${model.key}#call${call === null ? '' : `=${call.call}`}`;
  const withWhom = useDraft(slot, call?.withWhom ?? '');
  const day = useDraft(`${slot}:day`, call ? dayOf(call.start, now.timeZone) : '');
  const time = useDraft(`${slot}:time`, call ? clockAt(call.start, now.timeZone) : '');
  const plan = useAction('call.plan');
  const reason = useId();
  const title = useId();
  const isOver = limitOf(withWhom.text, MAX_NAME_CHARS)?.over ?? false;
  const isTimed = day.text !== '' && time.text !== '';
  const start = isTimed ? momentOn(day.text, time.text, now.timeZone) : null;
  const isPast = start !== null && start <= now.ms;
  const close = () => {
    for (const draft of [withWhom, day, time]) draft.discard();
    onClose();
  };
  const save = () => {
    if (start === null || isPast || isOver || plan.isPending) return;
    const input = {
      refKey: model.key,
      call: call?.call ?? withWhom.id,
      start,
      withWhom: withWhom.text.trim(),
    };
    plan.mutate(input, { onSuccess: close });
  };
  return (
    <form
      className="card moment-fields"
      aria-labelledby={title}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) onClose();
      }}
    >
      <h3 id={title}>{t('moments.call.title')}</h3>
      <div className="call-when">
        <TextInput
          autoFocus
          size="xs"
          type="date"
          label={t('moments.call.day')}
          value={day.text}
          min={today(now)}
          onChange={(event) => day.change({ text: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          type="time"
          label={t('moments.call.time')}
          value={time.text}
          onChange={(event) => time.change({ text: event.currentTarget.value })}
        />
      </div>
      <LimitedInput
        size="xs"
        label={t('moments.call.with')}
        most={MAX_NAME_CHARS}
        reason={reason}
        readOnly={plan.isPending}
        value={withWhom.text}
        onChange={(event) => withWhom.change({ text: event.currentTarget.value })}
      />
      {isPast && <p className="hint">{t('moments.call.past')}</p>}
      <NotKept error={withWhom.problem} text={withWhom.text} full={t('notes.full')} />
      <NotSaved error={plan.error} text={withWhom.text} />
      <FormEnd
        save={t('moments.call.save')}
        disabled={start === null || isPast || isOver}
        isSaving={plan.isPending}
        onLeave={onClose}
      />
    </form>
  );
}
