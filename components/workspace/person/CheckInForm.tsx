import { useId, useState } from 'react';
import { type CheckInEntry, energies, loads, MAX_PROSE_CHARS } from '../../../lib/model/index.ts';
import { follow, useAction } from '../../data/actions.ts';
import { useDraft } from '../../panel/useDraft.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/i18n.ts';
import { LimitedTextarea } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { NotKept, NotSaved } from '../../ui/Problem.tsx';
import type { Subject } from './subject.ts';

type Words = Pick<CheckInEntry, 'energy' | 'confidence' | 'load'>;
const NOTHING: Words = { energy: null, confidence: null, load: null };

function Choice<Value extends string>({
  legend,
  values,
  textOf,
  value,
  onChange,
}: {
  legend: string;
  values: readonly Value[];
  textOf(value: Value): string;
  value: Value | null;
  onChange(value: Value): void;
}) {
  const name = useId();
  return (
    <fieldset className="chips in-line">
      <legend>{legend}</legend>
      {values.map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={value === one} onChange={() => onChange(one)} />
          <span>{textOf(one)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A new entry: own words, and three choices that nobody has to make. */
export function CheckInForm({ subject }: { subject: Subject }) {
  const draft = useDraft(`person/${subject.member}#checkIn`, '');
  const [words, setWords] = useState(NOTHING);
  const write = useAction('checkIn.write');
  const text = draft.text.trim();
  const isEmpty = text === '' && Object.values(words).every((value) => value === null);
  const isOver = limitOf(draft.text, MAX_PROSE_CHARS)?.over ?? false;
  const save = () => {
    const entry = { id: draft.id, day: subject.day, at: Date.now(), text, ...words };
    follow(write.mutateAsync(entry), () => {
      draft.discard();
      setWords(NOTHING);
    });
  };
  const level = (value: 'low' | 'steady' | 'high') => t(`checkIn.level.${value}`);
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty && !isOver && !write.isPending) save();
      }}
    >
      <LimitedTextarea
        autosize
        minRows={1}
        label={t('checkIn.ask')}
        most={MAX_PROSE_CHARS}
        readOnly={write.isPending}
        value={draft.text}
        onChange={(event) => draft.change({ text: event.currentTarget.value })}
      />
      <Choice
        legend={t('checkIn.energy')}
        values={energies}
        textOf={level}
        value={words.energy}
        onChange={(energy) => setWords({ ...words, energy })}
      />
      <Choice
        legend={t('checkIn.confidence')}
        values={energies}
        textOf={level}
        value={words.confidence}
        onChange={(confidence) => setWords({ ...words, confidence })}
      />
      <Choice
        legend={t('checkIn.load')}
        values={loads}
        textOf={(value) => t(`checkIn.loads.${value}`)}
        value={words.load}
        onChange={(load) => setWords({ ...words, load })}
      />
      <NotKept error={draft.problem} text={draft.text} full={t('notes.full')} />
      <NotSaved error={write.error} text={draft.text} />
      <div className="row when-ready">
        <Button
          type="submit"
          variant="default"
          size="compact-sm"
          disabled={isEmpty || isOver}
          loading={write.isPending}
        >
          {t('checkIn.save')}
        </Button>
      </div>
    </form>
  );
}
