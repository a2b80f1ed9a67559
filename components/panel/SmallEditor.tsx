import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { MAX_TEXT_CHARS } from '../../lib/model/index.ts';
import { savedText } from '../../lib/store/index.ts';
import { useAttempts } from '../data/attempts.ts';
import { useDb } from '../data/store.ts';
import { t } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { LimitedTextarea } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept, NotSaved } from '../ui/Problem.tsx';
import { useDraft } from './useDraft.ts';

export interface Written {
  text: string;
  /** The text that this one was made of. */
  from: string;
  /** What a new text is saved under, the same at every attempt. */
  id: string;
  draft: string;
  /** Earlier attempts that were not answered. */
  sent: string[];
}

interface Props {
  draftKey: string;
  /** The row that is changed; null for a text of its own. */
  row: string | null;
  /** The text as it is now. */
  start: string;
  label: string;
  save: string;
  onSave: (written: Written) => Promise<unknown>;
  onClose: () => void;
}

/** Changes a text or writes a reply, with a draft of its own. */
export function SmallEditor({ draftKey, row, start, label, save, onSave, onClose }: Props) {
  const db = useDb();
  const draft = useDraft(draftKey, start);
  const [problem, setProblem] = useState<unknown>(null);
  const attempt = useAttempts();
  const [busy, setBusy] = useState(false);
  const reason = useId();
  const text = draft.text.trim();
  const over = limitOf(draft.text, MAX_TEXT_CHARS)?.over ?? false;
  // What was sent and not answered. If the row holds it, it was saved: the next change is made of it.
  const sent = useRef<string | null>(null);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  const follow = useEffectEvent((now: string) => {
    if (sent.current !== null && now === sent.current) draft.rebase(now);
  });
  useEffect(() => follow(start), [start]);

  const fromNow = async (): Promise<string> => {
    if (row === null || sent.current === null) return draft.start;
    const now = await savedText(db, row);
    return now?.text === sent.current ? now.text : draft.start;
  };
  const submit = async () => {
    if (text === '' || over || busy) return;
    setBusy(true);
    setProblem(null);
    draft.flush();
    try {
      const from = await fromNow();
      sent.current = text;
      await onSave({ text, from, id: draft.id, draft: draftKey, sent: attempt(draft.id, text) });
    } catch (error) {
      setBusy(false);
      setProblem(error);
      return;
    }
    draft.discard();
    // A late answer does not close what was opened in this editor's place.
    if (!gone.current) onClose();
  };
  return (
    <div className="small-editor">
      <LimitedTextarea
        autosize
        autoFocus
        minRows={2}
        maxRows={10}
        most={MAX_TEXT_CHARS}
        reason={reason}
        aria-label={label}
        readOnly={busy}
        value={draft.text}
        onChange={(event) => draft.change({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
          if (event.key === 'Escape') onClose();
        }}
      />
      <NotKept error={draft.problem} text={draft.text} full={t('notes.full')} />
      <NotSaved error={problem} text={draft.text} />
      {draft.ready && row !== null && draft.start !== start && (
        <p className="hint" role="status">
          {t('notes.changedMeanwhile')}
        </p>
      )}
      <div className="row">
        <Button
          size="compact-sm"
          disabled={text === '' || over}
          aria-describedby={over ? reason : undefined}
          loading={busy}
          onClick={() => void submit()}
        >
          {save}
        </Button>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>
          {t('prompts.close')}
        </Button>
      </div>
    </div>
  );
}
