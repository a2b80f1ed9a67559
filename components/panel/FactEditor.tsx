import { useId, useState } from 'react';
import { browser } from '#imports';
import { MAX_FACT_CHARS } from '../../lib/model/index.ts';
import { typedChoices, typedText } from '../../lib/values/index.ts';
import { typedDates, typedParser } from '../../lib/view/typed.ts';
import { sentence, useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import { Button } from '../ui/Button.tsx';
import { date, money } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { LimitedInput } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept } from '../ui/Problem.tsx';
import { useDraft } from './useDraft.ts';
import './editor.css';

function example(field: string, model: RecordModel): string {
  if (field === 'amount') return money({ amount: 48_000, currency: 'EUR' });
  return date('2027-01-15', model.now);
}

interface Props {
  model: RecordModel;
  field: string;
  label: string;
  value: string;
  onDone: () => void;
}

/** Enters a fact that Sideline cannot read. Text that it cannot parse stays, with an example. */
export default function FactEditor({ model, field, label, value, onDone }: Props) {
  const draft = useDraft(`${model.key}#fact:${field}`, value);
  const { text } = draft;
  const [problem, setProblem] = useState<string | null>(null);
  const action = useAction('fact.type');
  const reason = useId();
  const over = limitOf(text, MAX_FACT_CHARS)?.over ?? false;
  const done = () => {
    draft.discard();
    onDone();
  };
  const [choices, setChoices] = useState<readonly string[]>([]);
  const store = (value: string | null) =>
    action.mutate(
      { refKey: model.key, field, value },
      { onSuccess: done, onError: (error) => setProblem(sentence(error)) },
    );
  const save = () => {
    if (over) return;
    const trimmed = text.trim();
    const locale = browser.i18n.getUILanguage();
    const dates = typedDates(locale, model.now);
    const either = typedChoices(field, trimmed, dates);
    setChoices(either);
    if (either.length > 0) return setProblem(null);
    if (trimmed !== '' && typedParser(locale, model.now)(field, trimmed) === null)
      return setProblem(t('facts.notUnderstood', [trimmed, example(field, model)]));
    store(trimmed === '' ? null : typedText(field, trimmed, dates));
  };
  return (
    <form
      className="fact-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) onDone();
      }}
    >
      <LimitedInput
        size="xs"
        data-autofocus
        autoFocus
        aria-label={label}
        most={MAX_FACT_CHARS}
        reason={reason}
        readOnly={action.isPending}
        value={text}
        onChange={(event) => {
          setChoices([]);
          draft.change({ text: event.currentTarget.value });
        }}
        error={problem}
      />
      {choices.length > 0 && (
        <p role="status">
          {t('formats.whichTyped')}{' '}
          {choices.map((day) => (
            <button key={day} type="button" className="link act" onClick={() => store(day)}>
              {date(day, model.now)}
            </button>
          ))}
        </p>
      )}
      <NotKept error={draft.problem} full={t('notes.full')} />
      <Button
        type="submit"
        variant="default"
        disabled={over}
        aria-describedby={over ? reason : undefined}
        loading={action.isPending}
      >
        {t('facts.save')}
      </Button>
      <Button variant="subtle" color="gray" onClick={done}>
        {t('facts.cancel')}
      </Button>
    </form>
  );
}
