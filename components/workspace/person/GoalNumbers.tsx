import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import {
  LEAST_OBSERVATIONS,
  latestOf,
  type Observation,
  observationsOf,
  ownRange,
  progressOf,
  reachOf,
} from '../../../lib/coaching/goals.ts';
import { dayOf } from '../../../lib/coaching/index.ts';
import type { Item } from '../../../lib/store/index.ts';
import { loadWonDays } from '../../../lib/view/wonDays.ts';
import { useAction } from '../../data/actions.ts';
import { useDb } from '../../data/store.ts';
import { Button } from '../../ui/Button.tsx';
import { count, date } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { TextInput } from '../../ui/inputs.ts';
import { NotSaved } from '../../ui/Problem.tsx';
import { GoalLine } from './GoalLine.tsx';
import { goalValue, writable } from './goalText.ts';
import { numberIn } from './numberIn.ts';
import type { Subject } from './subject.ts';

/** The first step on the way to a target beyond the own best, or keeping the target. */
function Beyond({
  item,
  subject,
  best,
  step,
}: {
  item: Item<'goal'>;
  subject: Subject;
  best: number;
  step: { value: number; due: string | null };
}) {
  const write = useAction('goal.write');
  const { fields } = item;
  const { unit, target } = fields;
  const [goal, own, first] = [target ?? 0, best, step.value].map((value) => goalValue(value, unit));
  const choose = (value: number | null, due: string | null) =>
    write.mutate({ ...writable(fields), step: value, stepDue: due });
  return (
    <div className="reach">
      <p>
        <b>{t('goals.beyond', [goal ?? '', own ?? ''])}</b>{' '}
        {step.due === null
          ? t('goals.step', [first ?? ''])
          : t('goals.stepBy', [first ?? '', date(step.due, subject.now)])}
      </p>
      {subject.isOwn && (
        <div className="row">
          <Button
            variant="default"
            size="compact-sm"
            disabled={write.isPending}
            onClick={() => choose(step.value, step.due)}
          >
            {t('goals.useStep')}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            disabled={write.isPending}
            onClick={() => choose(target, fields.due)}
          >
            {t('goals.keepTarget', [goal ?? ''])}
          </Button>
        </div>
      )}
      <NotSaved error={write.error} />
    </div>
  );
}

/** The values that the person wrote down, and a form for another one. */
function Values({ item, subject }: { item: Item<'goal'>; subject: Subject }) {
  const mark = useAction('goal.mark');
  const [value, setValue] = useState('');
  const [day, setDay] = useState(subject.day);
  const { goal, marks, unit } = item.fields;
  const typed = numberIn(value);
  const days = Object.keys(marks).toSorted().reverse();
  return (
    <details className="levels" open={days.length === 0 && subject.isOwn ? true : undefined}>
      <summary>{t('goals.values')}</summary>
      {subject.isOwn && (
        <form
          className="value-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed === null || day === '') return;
            mark.mutate({ goal, day, value: typed }, { onSuccess: () => setValue('') });
          }}
        >
          <TextInput
            label={t('goals.value')}
            inputMode="decimal"
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('goals.day')}
            max={subject.day}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            disabled={typed === null || day === ''}
            loading={mark.isPending}
          >
            {t('goals.saveValue')}
          </Button>
        </form>
      )}
      <NotSaved error={mark.error} />
      <ul className="plain">
        {days.map((one) => (
          <li key={one}>
            <span>{date(one, subject.now)}</span>
            <span className="num">{goalValue(marks[one] ?? 0, unit)}</span>
            {subject.isOwn && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                aria-label={t('goals.removeValue', [date(one, subject.now)])}
                onClick={() => mark.mutate({ goal, day: one, value: null })}
              >
                ×
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The metric of a goal: its line, what the own range says about the target, and its values. */
export function GoalNumbers({ item, subject }: { item: Item<'goal'>; subject: Subject }) {
  const db = useDb();
  const { fields } = item;
  const isWon = fields.unit === 'won';
  const { member } = subject;
  const won = useLiveQuery(() => (isWon ? loadWonDays(db, member) : []), [db, isWon, member]);
  if (fields.metric === '' || !won) return null;
  const observed: Observation[] = isWon
    ? won.map(({ closedAt, days }) => ({
        day: dayOf(closedAt, subject.now.timeZone),
        value: days,
      }))
    : observationsOf(fields.marks);
  const range = ownRange(observed, subject.day);
  const latest = latestOf(observed, subject.day);
  const reach = reachOf(fields, observed, subject.day);
  const way = progressOf(fields, latest?.value ?? null);
  const { step, stepDue, unit } = fields;
  const show = (value: number) => goalValue(value, unit);
  return (
    <div className="goal-numbers">
      <h3 dir="auto">{fields.metric}</h3>
      <GoalLine
        fields={fields}
        range={'few' in range ? null : range}
        latest={latest}
        subject={subject}
      />
      <p className="dim">
        {'few' in range
          ? t('goals.few', [String(range.few), String(LEAST_OBSERVATIONS)])
          : t('goals.own', [show(range.low), show(range.high), String(range.n)])}
        {way !== null &&
          ` · ${t('goals.way', [t('unit.percent', [count(Math.round(way * 100))])])}`}
      </p>
      {reach.kind === 'beyond' && step === null && (
        <Beyond item={item} subject={subject} best={reach.best} step={reach.step} />
      )}
      {step !== null && step !== fields.target && (
        <p>
          {stepDue === null
            ? t('goals.firstStep', [show(step)])
            : t('goals.firstStepBy', [show(step), date(stepDue, subject.now)])}
        </p>
      )}
      {!isWon && <Values item={item} subject={subject} />}
    </div>
  );
}
