import { useId, useState } from 'react';
import type { CheckState, DealPlan } from '../../lib/coaching/index.ts';
import { MAX_PROSE_CHARS } from '../../lib/model/index.ts';
import { useAction } from '../data/actions.ts';
import type { RecordModel } from '../data/record.ts';
import { Button } from '../ui/Button.tsx';
import { moment } from '../ui/format.ts';
import { t } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { LimitedTextarea } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept, NotSaved } from '../ui/Problem.tsx';
import { useDraft } from './useDraft.ts';

/** One exit criterion. It is met only with evidence: what the buyer did. */
export function PlanCheck({
  check,
  model,
  plan,
  id,
}: {
  check: CheckState;
  model: RecordModel;
  plan: DealPlan;
  id: string;
}) {
  const [writing, setWriting] = useState(false);
  const draft = useDraft(`${model.key}#check:${plan.book.id}:${check.id}`, check.evidence);
  const { text } = draft;
  const reason = useId();
  const over = limitOf(text, MAX_PROSE_CHARS)?.over ?? false;
  const set = useAction('check.set');
  const put = (done: boolean, evidence: string) =>
    set.mutate(
      { refKey: model.key, playbook: plan.book.id, item: check.id, done, evidence },
      {
        onSuccess: () => {
          setWriting(false);
          draft.discard();
        },
      },
    );
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={check.done}
          disabled={set.isPending}
          onChange={() => (check.done ? put(false, check.evidence) : setWriting(true))}
        />
        <span id={id} dir="auto">
          {check.text}
        </span>
      </label>
      {check.done && check.evidence !== '' && !writing && (
        <p className="hint">
          {check.evidence}
          {check.at !== null && ` · ${moment(check.at, model.now)}`}
        </p>
      )}
      <NotSaved error={set.error} />
      {writing && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '' && !over) put(true, text.trim());
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !isComposing(event)) setWriting(false);
          }}
        >
          <LimitedTextarea
            autoFocus
            autosize
            minRows={1}
            maxRows={6}
            size="xs"
            label={t('plan.evidence')}
            aria-describedby={id}
            most={MAX_PROSE_CHARS}
            reason={reason}
            readOnly={set.isPending}
            value={text}
            onChange={(event) => draft.change({ text: event.currentTarget.value })}
          />
          <NotKept error={draft.problem} text={text} full={t('notes.full')} />
          <div className="row">
            <Button
              type="submit"
              size="compact-sm"
              disabled={text.trim() === '' || over}
              aria-describedby={over ? reason : undefined}
              loading={set.isPending}
            >
              {t('plan.keep')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={() => setWriting(false)}
            >
              {t('prompts.close')}
            </Button>
          </div>
        </form>
      )}
    </li>
  );
}
