import { useEffect, useId, useState } from 'react';
import type { DealPlan } from '../../lib/coaching/index.ts';
import { MAX_PROSE_CHARS } from '../../lib/model/index.ts';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import { FormEnd } from '../ui/FormEnd.tsx';
import { t } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { LimitedTextarea } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept, NotSaved } from '../ui/Problem.tsx';
import { useDraft } from './useDraft.ts';

/** How long the confirmation stays, in ms. */
const THANKS_MS = 6000;

/** “This doesn't match the buyer”: sends a suggestion to the managers who edit the playbook. */
export function PlanSuggestion({
  model,
  plan,
  stage,
}: {
  model: RecordModel;
  plan: DealPlan;
  stage: string;
}) {
  const [open, setOpen] = useState(false);
  const draft = useDraft(`${model.key}#suggestion:${plan.book.id}:${stage}`, '');
  const { text } = draft;
  const reason = useId();
  const over = limitOf(text, MAX_PROSE_CHARS)?.over ?? false;
  const [sent, setSent] = useState(false);
  useEffect(() => {
    if (!sent) return;
    const timer = setTimeout(() => setSent(false), THANKS_MS);
    return () => clearTimeout(timer);
  }, [sent]);
  const make = useAction('suggestion.make');
  if (sent) {
    return (
      <p className="hint" role="status">
        {t('plan.suggested')}
      </p>
    );
  }
  if (!open) {
    return (
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {t('plan.noMatch')}
      </button>
    );
  }
  const send = () =>
    make.mutate(
      { id: draft.id, playbook: plan.book.id, stage, item: null, text: text.trim() },
      {
        onSuccess: () => {
          setSent(true);
          draft.discard();
        },
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '' && !over) send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) setOpen(false);
      }}
    >
      <LimitedTextarea
        autoFocus
        autosize
        minRows={2}
        maxRows={8}
        size="xs"
        label={t('plan.noMatchHow')}
        description={t('plan.everybody')}
        most={MAX_PROSE_CHARS}
        reason={reason}
        readOnly={make.isPending}
        value={text}
        onChange={(event) => draft.change({ text: event.currentTarget.value })}
      />
      <NotKept error={draft.problem} text={text} full={t('notes.full')} />
      <NotSaved error={make.error} />
      <FormEnd
        save={t('plan.suggest')}
        variant="default"
        disabled={text.trim() === '' || over}
        isSaving={make.isPending}
        describedBy={over ? reason : undefined}
        onLeave={() => setOpen(false)}
      />
    </form>
  );
}
