import { useState } from 'react';
import { goalUnits, MAX_LINE_CHARS, MAX_NAME_CHARS } from '../../../lib/model/index.ts';
import type { Item } from '../../../lib/store/index.ts';
import { follow, useAction } from '../../data/actions.ts';
import { useDraft } from '../../panel/useDraft.ts';
import { FormEnd } from '../../ui/FormEnd.tsx';
import { t } from '../../ui/i18n.ts';
import { NativeSelect, TextInput } from '../../ui/inputs.ts';
import { LimitedInput, LimitedTextarea } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { NotKept, NotSaved } from '../../ui/Problem.tsx';
import { numberIn } from './numberIn.ts';
import type { Subject } from './subject.ts';

interface Props {
  /** The goal that is changed; null for a new one. */
  item: Item<'goal'> | null;
  subject: Subject;
  objectives: readonly Item<'objective'>[];
  onClose(): void;
}

const WORDS = ['vision', 'motivation', 'behaviour'] as const;

/** Vision, motivation and behavior, and if the person likes, numbers; each text has a draft. */
export default function GoalForm({ item, subject, objectives, onClose }: Props) {
  const slot = `person/${subject.member}#goal${item === null ? '' : `=${item.fields.goal}`}`;
  const now = item?.fields;
  const drafts = {
    vision: useDraft(slot, now?.vision ?? ''),
    motivation: useDraft(`${slot}:why`, now?.motivation ?? ''),
    behaviour: useDraft(`${slot}:how`, now?.behaviour ?? ''),
  };
  const metric = useDraft(`${slot}:metric`, now?.metric ?? '');
  const [unit, setUnit] = useState<(typeof goalUnits)[number]>(now?.unit ?? 'percent');
  const text = (value: number | null | undefined) => (value == null ? '' : String(value));
  const [baseline, setBaseline] = useState(text(now?.baseline));
  const [target, setTarget] = useState(text(now?.target));
  const [due, setDue] = useState(now?.due ?? '');
  const [objective, setObjective] = useState(now?.objective ?? '');
  const write = useAction('goal.write');
  const texts = [...WORDS.map((name) => drafts[name]), metric];
  const isOver =
    WORDS.some((name) => limitOf(drafts[name].text, MAX_LINE_CHARS)?.over) ||
    (limitOf(metric.text, MAX_NAME_CHARS)?.over ?? false);
  const isComplete = drafts.vision.text.trim() !== '' && !isOver;
  const close = () => {
    for (const draft of texts) draft.discard();
    onClose();
  };
  const save = () => {
    const isNumberKept = now?.target === numberIn(target) && now?.due === (due || null);
    const goal = {
      goal: now?.goal ?? drafts.vision.id,
      vision: drafts.vision.text.trim(),
      motivation: drafts.motivation.text.trim(),
      behaviour: drafts.behaviour.text.trim(),
      metric: unit === 'won' ? t('goals.wonMetric') : metric.text.trim(),
      ...{ unit, baseline: numberIn(baseline), target: numberIn(target), due: due || null },
      // A first step was chosen for the former target.
      step: isNumberKept ? (now?.step ?? null) : null,
      stepDue: isNumberKept ? (now?.stepDue ?? null) : null,
      objective: objective === '' ? null : objective,
      state: now?.state ?? ('open' as const),
    };
    follow(write.mutateAsync(goal), close);
  };
  const offered = objectives.filter(
    ({ fields }) => fields.open || fields.objective === now?.objective,
  );
  const number = (label: string, value: string, set: (value: string) => void) => (
    <TextInput
      label={label}
      inputMode="decimal"
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete && !write.isPending) save();
      }}
    >
      {WORDS.map((name) => (
        <LimitedTextarea
          key={name}
          autosize
          minRows={1}
          autoFocus={name === 'vision'}
          label={t(`goals.${name}Ask`)}
          most={MAX_LINE_CHARS}
          readOnly={write.isPending}
          value={drafts[name].text}
          onChange={(event) => drafts[name].change({ text: event.currentTarget.value })}
        />
      ))}
      {offered.length > 0 && (
        <NativeSelect
          label={t('goals.partOf')}
          value={objective}
          data={[
            { value: '', label: t('goals.noObjective') },
            ...offered.map(({ fields }) => ({ value: fields.objective, label: fields.text })),
          ]}
          onChange={(event) => setObjective(event.currentTarget.value)}
        />
      )}
      <fieldset className="measure">
        <legend>{t('goals.measure')}</legend>
        <NativeSelect
          label={t('goals.unit')}
          value={unit}
          data={goalUnits.map((name) => ({ value: name, label: t(`goals.units.${name}`) }))}
          onChange={(event) =>
            setUnit(goalUnits.find((name) => name === event.currentTarget.value) ?? 'percent')
          }
        />
        {unit !== 'won' && (
          <LimitedInput
            label={t('goals.metric')}
            most={MAX_NAME_CHARS}
            value={metric.text}
            onChange={(event) => metric.change({ text: event.currentTarget.value })}
          />
        )}
        <div className="numbers">
          {number(t('goals.baseline'), baseline, setBaseline)}
          {number(t('goals.target'), target, setTarget)}
          <TextInput
            type="date"
            label={t('goals.due')}
            value={due}
            onChange={(event) => setDue(event.currentTarget.value)}
          />
        </div>
      </fieldset>
      <NotKept
        error={texts.find(({ problem }) => problem)?.problem}
        text={drafts.vision.text}
        full={t('notes.full')}
      />
      <NotSaved error={write.error} text={drafts.vision.text} />
      <FormEnd
        save={t('goals.save')}
        disabled={!isComplete}
        isSaving={write.isPending}
        onLeave={onClose}
      />
    </form>
  );
}
