import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { browser } from '#imports';
import { typedParser } from '../../lib/view/typed.ts';
import { sentence, useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import { date, money } from '../ui/format.ts';
import { t } from '../ui/words.ts';

function example(field: string, model: RecordModel): string {
  if (field === 'amount') return money({ amount: 48_000, currency: 'EUR' });
  return date('2027-01-15', model.now);
}

/** Types in a fact that cannot be seen. What is not understood stays in the field, with an example beside it. */
export function FactEditor({ model, field, label, value, onDone }: { model: RecordModel; field: string; label: string; value: string; onDone: () => void }) {
  const [text, setText] = useState(value);
  const [problem, setProblem] = useState<string | null>(null);
  const action = useAction('fact.type');
  const save = () => {
    const trimmed = text.trim();
    if (trimmed !== '' && typedParser(browser.i18n.getUILanguage(), model.now)(field, trimmed) === null)
      return setProblem(t('facts.notUnderstood', [trimmed, example(field, model)]));
    action.mutate(
      { refKey: model.key, field, value: trimmed === '' ? null : trimmed, rep: model.shareWith },
      { onSuccess: onDone, onError: (error) => setProblem(sentence(error)) },
    );
  };
  return (
    <form
      className="fact-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      <TextInput size="xs" data-autofocus autoFocus aria-label={label} value={text} onChange={(event) => setText(event.currentTarget.value)} error={problem} />
      <Button type="submit" variant="default" loading={action.isPending}>
        {t('facts.save')}
      </Button>
      <Button variant="subtle" color="gray" onClick={onDone}>
        {t('facts.cancel')}
      </Button>
    </form>
  );
}
