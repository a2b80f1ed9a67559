import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { sentence } from '../data/actions.ts';
import { t } from '../ui/words.ts';
import { useDraft } from './useDraft.ts';

/** Changes a text or writes a reply, with a draft of its own. */
export function SmallEditor({
  draftKey,
  start,
  label,
  save,
  onSave,
  onClose,
}: {
  draftKey: string;
  start: string;
  label: string;
  save: string;
  /** @param from the text that this one was made of. */
  onSave: (text: string, from: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const draft = useDraft(draftKey, start);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const text = draft.text.trim();
  const submit = () => {
    if (text === '' || busy) return;
    setBusy(true);
    onSave(text, draft.start).then(
      () => {
        draft.discard();
        onClose();
      },
      (error: unknown) => {
        setBusy(false);
        setProblem(sentence(error));
      },
    );
  };
  return (
    <div className="small-editor">
      <Textarea
        autosize
        autoFocus
        minRows={2}
        maxRows={10}
        maxLength={20_000}
        aria-label={label}
        value={draft.text}
        error={problem}
        onChange={(event) => draft.change({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
          if (event.key === 'Escape') onClose();
        }}
      />
      {draft.ready && draft.start !== start && (
        <p className="hint" role="status">
          {t('notes.changedMeanwhile')}
        </p>
      )}
      <div className="row">
        <Button size="compact-sm" disabled={text === ''} loading={busy} onClick={submit}>
          {save}
        </Button>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>
          {t('prompts.close')}
        </Button>
      </div>
    </div>
  );
}
