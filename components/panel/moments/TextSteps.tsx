import { type ReactNode, useId, useState } from 'react';
import { MAX_PROSE_CHARS } from '../../../lib/model/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { t } from '../../ui/i18n.ts';
import { LimitedTextarea } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { NotKept } from '../../ui/Problem.tsx';
import type { useDraft } from '../useDraft.ts';

export interface TextStep {
  question: string;
  draft: ReturnType<typeof useDraft>;
}

interface Props {
  steps: readonly TextStep[];
  /** What follows the last text; null where nothing does. */
  last: ReactNode | null;
  /** The question of what follows, shown in grey before its turn. */
  lastQuestion: string | null;
  /** The button of the last text, where nothing follows it. */
  save: string;
  isSaving: boolean;
  /** Ends here with what is written so far. */
  onEnd(): void;
}

/** Short questions, one at a time: those answered stay above, the next one waits below in grey. */
export function TextSteps({ steps, last, lastQuestion, save, isSaving, onEnd }: Props) {
  const [place, setPlace] = useState(0);
  const reason = useId();
  const current = steps[place];
  const isLast = place === steps.length - 1 && last === null;
  const over = current ? (limitOf(current.draft.text, MAX_PROSE_CHARS)?.over ?? false) : false;
  const following = steps[place + 1]?.question ?? (current ? lastQuestion : null);
  return (
    <>
      {steps.slice(0, place).map(({ question, draft }, index) => (
        <div key={question} className="step-done">
          <button type="button" className="link" onClick={() => setPlace(index)}>
            <Icon name="check" size={14} />
            {question}
          </button>
          {draft.text.trim() !== '' && <p dir="auto">{draft.text}</p>}
        </div>
      ))}
      {current ? (
        <form
          className="moment-fields"
          onSubmit={(event) => {
            event.preventDefault();
            current.draft.flush();
            if (isLast) onEnd();
            else setPlace(place + 1);
          }}
        >
          <LimitedTextarea
            key={current.question}
            autoFocus={place > 0}
            autosize
            minRows={2}
            maxRows={8}
            size="xs"
            label={current.question}
            most={MAX_PROSE_CHARS}
            reason={reason}
            readOnly={isSaving}
            value={current.draft.text}
            onChange={(event) => current.draft.change({ text: event.currentTarget.value })}
          />
          {following && <p className="hint">{following}</p>}
          <NotKept error={current.draft.problem} text={current.draft.text} full={t('notes.full')} />
          <div className="row">
            <Button
              type="submit"
              size="compact-sm"
              disabled={over}
              aria-describedby={over ? reason : undefined}
              loading={isSaving}
            >
              {isLast ? save : t('moments.next')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              disabled={isSaving || over}
              onClick={onEnd}
            >
              {t('followUp.enough')}
            </Button>
          </div>
        </form>
      ) : (
        last
      )}
    </>
  );
}
