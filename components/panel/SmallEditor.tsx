import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { MAX_TEXT_CHARS } from '../../lib/model/index.ts';
import { savedText } from '../../lib/store/index.ts';
import { useAttempts } from '../data/attempts.ts';
import { useDb } from '../data/store.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/i18n.ts';
import { isComposing } from '../ui/keys.ts';
import { LimitedTextarea } from '../ui/Limited.tsx';
import { limitOf } from '../ui/limit.ts';
import { NotKept, NotSaved } from '../ui/Problem.tsx';
import { useDraft } from './useDraft.ts';
import './notes.css';

export interface EditedText {
  text: string;
  /** The text that this one was edited from. */
  from: string;
  /** The id of a new row, the same at every attempt. */
  id: string;
  draft: string;
  /** Texts of earlier attempts without an answer. */
  sent: string[];
}

interface Props {
  draftKey: string;
  /** The row that is edited; null for a new reply. */
  row: string | null;
  /** The current text. */
  start: string;
  label: string;
  save: string;
  onSave: (edited: EditedText) => Promise<unknown>;
  onClose: () => void;
}

/** Edits a text or writes a reply, with its own draft. */
export function SmallEditor({ draftKey, row, start, label, save, onSave, onClose }: Props) {
  const db = useDb();
  const draft = useDraft(draftKey, start);
  const [problem, setProblem] = useState<unknown>(null);
  const attempt = useAttempts();
  const [busy, setBusy] = useState(false);
  const reason = useId();
  const text = draft.text.trim();
  const over = limitOf(draft.text, MAX_TEXT_CHARS)?.over ?? false;
  // The text that was sent without an answer. If the row contains it, it was saved: the next edit
  // is based on it.
  const sent = useRef<string | null>(null);
  const unmounted = useRef(false);
  useEffect(() => {
    unmounted.current = false;
    return () => {
      unmounted.current = true;
    };
  }, []);
  const onRowChanged = useEffectEvent((current: string) => {
    if (sent.current !== null && current === sent.current) draft.rebase(current);
  });
  useEffect(() => onRowChanged(start), [start]);

  /** The text that the edit is based on. */
  const baseText = async (): Promise<string> => {
    if (row === null || sent.current === null) return draft.start;
    const saved = await savedText(db, row);
    return saved?.text === sent.current ? saved.text : draft.start;
  };
  const submit = async () => {
    if (text === '' || over || busy) return;
    setBusy(true);
    setProblem(null);
    draft.flush();
    try {
      const from = await baseText();
      sent.current = text;
      await onSave({ text, from, id: draft.id, draft: draftKey, sent: attempt(draft.id, text) });
    } catch (error) {
      setBusy(false);
      setProblem(error);
      return;
    }
    draft.discard();
    // A late answer must not close another editor that replaced this one.
    if (!unmounted.current) onClose();
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
