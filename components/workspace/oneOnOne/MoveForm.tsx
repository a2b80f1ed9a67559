import { useState } from 'react';
import { addDays, today } from '../../../lib/coaching/index.ts';
import { useAction } from '../../data/actions.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/i18n.ts';
import { TextInput } from '../../ui/inputs.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { type StepProps, whichOf } from './context.ts';

const A_YEAR = 366;

/** Another day and time for the next one-on-one, or one where the rhythm is off. */
export function MoveForm({ onDone, ...props }: StepProps & { onDone(): void }) {
  const { plan, now } = props;
  const { next, rhythm } = plan;
  const [date, setDate] = useState(next?.date ?? today(now));
  const [time, setTime] = useState(next?.time ?? rhythm.time);
  const arrange = useAction('oneOnOne.arrange');
  const last = addDays(today(now), A_YEAR);
  const isWithin = date >= today(now) && date <= last && date.length === last.length;
  const isComplete = isWithin && time !== '';
  return (
    <form
      className="date-form"
      onSubmit={(event) => {
        event.preventDefault();
        const change = { to: `${date}T${time}`, state: 'open' as const };
        if (isComplete) arrange.mutate({ ...whichOf(props), ...change }, { onSuccess: onDone });
      }}
    >
      <TextInput
        type="date"
        label={t('oneOnOne.date')}
        min={today(now)}
        max={last}
        error={!isWithin && date !== '' ? t('oneOnOne.within') : null}
        value={date}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      <TextInput
        type="time"
        label={t('oneOnOne.time')}
        value={time}
        onChange={(event) => setTime(event.currentTarget.value.slice(0, 5))}
      />
      <Button type="submit" variant="default" disabled={!isComplete} loading={arrange.isPending}>
        {t('oneOnOne.saveMove')}
      </Button>
      <p className="hint">{t('oneOnOne.zone', [rhythm.timeZone])}</p>
      <NotSaved error={arrange.error} />
    </form>
  );
}
