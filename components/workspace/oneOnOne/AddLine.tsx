import { useId, useState } from 'react';
import { type LinePart, MAX_TEXT_CHARS } from '../../../lib/model/index.ts';
import { useAction } from '../../data/actions.ts';
import { useAttempts } from '../../data/attempts.ts';
import { useDraft } from '../../panel/useDraft.ts';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/i18n.ts';
import { isComposing } from '../../ui/keys.ts';
import { LimitedTextarea } from '../../ui/Limited.tsx';
import { limitOf } from '../../ui/limit.ts';
import { NotKept, NotSaved } from '../../ui/Problem.tsx';
import { AgreeForm } from './AgreeForm.tsx';
import { type StepProps, whichOf } from './context.ts';
import { isCommitKey } from './Line.tsx';
import { useWriting } from './usePlaces.ts';
import { Writing } from './Writing.tsx';

interface Props extends StepProps {
  part: LinePart;
  voice: 'rep' | 'manager';
  label: string;
  /** False where the label stands beside the field. */
  isLabelled?: boolean;
  /** True where a line can become a commitment by its key. */
  canCommit?: boolean;
}

/**
 * A field for one line. Enter saves it, Shift+Enter starts a new row in it, and Ctrl+Shift+K saves
 * it and makes it a commitment.
 */
export function AddLine({
  part,
  voice,
  label,
  isLabelled = true,
  canCommit = false,
  ...props
}: Props) {
  const { doc, plan } = props;
  // Not by voice: the text stays while the other person's line decides whose turn it is.
  const slot = `${doc.key}#${part}`;
  const draft = useDraft(slot, '');
  const save = useAction('line.save');
  const attempt = useAttempts();
  const reason = useId();
  // Nobody hears of private lines, also not that one is being written.
  const writing = useWriting(props.places, part === 'private' ? null : part);
  const owner = plan.pair.team === null ? plan.pair.manager : props.who.user;
  /** The line that was just saved and becomes a commitment. */
  const [commits, setCommits] = useState<{ id: string; text: string } | null>(null);
  const text = draft.text.trim();
  const isOver = limitOf(draft.text, MAX_TEXT_CHARS)?.over ?? false;
  const submit = (commit: boolean) => {
    if (text === '' || isOver || save.isPending) return;
    const { id } = draft;
    draft.flush();
    save.mutate(
      {
        ...{ id, ...whichOf(props), part, voice, text },
        draft: slot,
        sent: attempt(id, text),
      },
      {
        onSuccess: () => {
          draft.clear();
          if (commit) setCommits({ id, text });
        },
      },
    );
  };
  const field = (
    <div className="add-line">
      {part !== 'private' && <Writing {...props} place={part} />}
      <LimitedTextarea
        autosize
        minRows={1}
        maxRows={8}
        most={MAX_TEXT_CHARS}
        reason={reason}
        aria-label={label}
        placeholder={isLabelled ? label : ''}
        readOnly={save.isPending}
        value={draft.text}
        onChange={(event) => draft.change({ text: event.currentTarget.value })}
        {...writing}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          const isCommit = canCommit && isCommitKey(event);
          const isSave = event.key === 'Enter' && !event.shiftKey && !event.ctrlKey;
          if (!isCommit && !isSave) return;
          event.preventDefault();
          submit(isCommit);
        }}
      />
      {text !== '' && (
        <Button
          variant="default"
          disabled={isOver}
          aria-describedby={isOver ? reason : undefined}
          loading={save.isPending}
          onClick={() => submit(false)}
        >
          {t('oneOnOne.save')}
        </Button>
      )}
      {text !== '' && canCommit && <p className="hint">{t('oneOnOne.keys')}</p>}
      <NotKept error={draft.problem} text={draft.text} full={t('notes.full')} />
      <NotSaved error={save.error} text={draft.text} />
    </div>
  );
  return (
    <>
      {field}
      {commits && (
        <AgreeForm
          {...props}
          line={commits.id}
          part={part}
          start={commits.text}
          owner={plan.pair.team === null && voice === 'rep' ? plan.pair.rep : owner}
          onDone={() => setCommits(null)}
        />
      )}
    </>
  );
}
