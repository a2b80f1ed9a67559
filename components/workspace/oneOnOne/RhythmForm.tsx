import { useState } from 'react';
import { today } from '../../../lib/coaching/index.ts';
import { periodOf } from '../../../lib/coaching/rhythm/index.ts';
import { cadences } from '../../../lib/model/index.ts';
import { useAction } from '../../data/actions.ts';
import { weekdayName } from '../../data/calendar.ts';
import { Button } from '../../ui/Button.tsx';
import { t, tKey } from '../../ui/i18n.ts';
import { NativeSelect, TextInput } from '../../ui/inputs.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import type { StepProps } from './context.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const LENGTHS = [15, 30, 45, 60];

/** How often a pair meets, and when. Either of the two chooses. */
export function RhythmForm({ plan, now, onDone }: StepProps & { onDone(): void }) {
  const { pair, rhythm } = plan;
  const [chosen, setChosen] = useState({
    ...{ every: rhythm.every, weekday: rhythm.weekday, time: rhythm.time },
    ...{ minutes: rhythm.minutes, timeZone: rhythm.timeZone, phase: rhythm.phase },
  });
  const save = useAction('oneOnOne.rhythm');
  /** The phase in which a period of two weeks begins this week. */
  const thisWeek =
    periodOf('twoWeeks', 0, today(now)).start === periodOf('week', 0, today(now)).start ? 0 : 1;
  return (
    <form
      className="date-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.time !== '')
          save.mutate({ pair: pair.scope, rhythm: chosen }, { onSuccess: onDone });
      }}
    >
      <NativeSelect
        label={t('oneOnOne.how')}
        value={chosen.every}
        data={cadences.map((every) => ({ value: every, label: tKey(`oneOnOne.every.${every}`) }))}
        onChange={({ currentTarget: { value } }) =>
          setChosen({ ...chosen, every: cadences.find((every) => every === value) ?? 'week' })
        }
      />
      {chosen.every !== 'off' && (
        <NativeSelect
          label={t('oneOnOne.day')}
          value={String(chosen.weekday)}
          data={WEEKDAYS.map((day) => ({ value: String(day), label: weekdayName(day, 'long') }))}
          onChange={(event) => setChosen({ ...chosen, weekday: Number(event.currentTarget.value) })}
        />
      )}
      {chosen.every === 'twoWeeks' && (
        <NativeSelect
          label={t('oneOnOne.startWeek')}
          value={String(chosen.phase)}
          data={[
            { value: String(thisWeek), label: t('oneOnOne.thisWeek') },
            { value: String(1 - thisWeek), label: t('oneOnOne.nextWeek') },
          ]}
          onChange={(event) => setChosen({ ...chosen, phase: Number(event.currentTarget.value) })}
        />
      )}
      <TextInput
        type="time"
        label={t('oneOnOne.time')}
        value={chosen.time}
        onChange={(event) => setChosen({ ...chosen, time: event.currentTarget.value.slice(0, 5) })}
      />
      <NativeSelect
        label={t('oneOnOne.minutes')}
        value={String(chosen.minutes)}
        data={[...new Set([...LENGTHS, chosen.minutes])].map(String)}
        onChange={(event) => setChosen({ ...chosen, minutes: Number(event.currentTarget.value) })}
      />
      <Button type="submit" variant="default" loading={save.isPending}>
        {t('oneOnOne.saveRhythm')}
      </Button>
      <p className="hint">{t('oneOnOne.zone', [chosen.timeZone])}</p>
      <NotSaved error={save.error} />
    </form>
  );
}
