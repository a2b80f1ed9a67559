import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { browser } from '#imports';
import { MAX_FACT_CHARS } from '../../lib/model/index.ts';
import { typedParser } from '../../lib/view/typed.ts';
import { sentence, useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import { date, money } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { LimitedInput } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept } from '../ui/Problem.tsx';
import { useDraft } from './useDraft.ts';

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
  const save = () => {
    if (over) return;
    const trimmed = text.trim();
    const parse = typedParser(browser.i18n.getUILanguage(), model.now);
    if (trimmed !== '' && parse(field, trimmed) === null)
      return setProblem(t('facts.notUnderstood', [trimmed, example(field, model)]));
    action.mutate(
      { refKey: model.key, field, value: trimmed === '' ? null : trimmed },
      { onSuccess: done, onError: (error) => setProblem(sentence(error)) },
    );
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
        onChange={(event) => draft.change({ text: event.currentTarget.value })}
        error={problem}
      />
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
