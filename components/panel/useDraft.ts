import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Audience } from '../../lib/model/index.ts';
import { type Draft, draftOf, type SidelineDb, savedText } from '../../lib/store/index.ts';
import { unstoredDraft, useDraftSaver } from '../data/draftSaver.ts';
import { ids } from '../data/ids.ts';
import { useDb } from '../data/store.ts';

interface Field {
  text: string;
  audience: Audience | null;
  /** The edited text as it was when the field was opened; empty for a draft of an older version. */
  start: string;
  /** When the restored draft was stored; null for a new field. */
  from: number | null;
  /**
   * The id of the row that the text will be saved as, the same at every attempt. It is stored with
   * the draft until a save is confirmed, so that a lost answer does not create a second note.
   */
  id: string;
  ready: boolean;
}

const newField = (text: string, start: string, ready: boolean): Field => ({
  text,
  audience: null,
  start,
  from: null,
  id: ids.next(),
  ready,
});

/** The unsaved text of a key, and the current text of its row. */
interface Leftover {
  /** The draft was not stored yet. */
  isUnstored: boolean;
  draft: Draft | ReturnType<typeof unstoredDraft>;
  saved: Awaited<ReturnType<typeof savedText>>;
}

async function loadLeftover(db: SidelineDb, key: string): Promise<Leftover> {
  const unstored = unstoredDraft(db, key);
  // An empty unstored draft is a deletion that is not confirmed yet: the stored draft does not
  // count.
  const draft = unstored?.text === '' ? undefined : (unstored ?? (await draftOf(db, key)));
  const saved = draft?.id ? await savedText(db, draft.id) : undefined;
  return { isUnstored: unstored !== undefined, draft, saved };
}

/**
 * A text that is stored at each pause in typing and restored after a reload, an update or a stopped
 * worker. A draft equal to the saved text is not restored.
 */
export function useDraft(key: string, start: string) {
  const db = useDb();
  const { saver, saveState } = useDraftSaver(db, key);
  const [field, setField] = useState<Field>(() => newField(start, start, false));
  // The current field, for events that arrive before React has rendered it.
  const latest = useRef(field);
  const touched = useRef(false);

  const put = (next: Field) => {
    latest.current = next;
    setField(next);
  };
  const schedule = () => {
    const { text, audience, start, id } = latest.current;
    saver.schedule({ text, audience, start, id });
  };
  const deleteStored = () => {
    saver.schedule({ text: '', audience: null });
    saver.flush();
  };

  const opened = useRef(key);
  /** Starts a new draft when the key has changed. */
  const reset = useEffectEvent((current: string) => {
    if (opened.current === current) return;
    opened.current = current;
    touched.current = false;
    put(newField(start, start, false));
  });
  /** Puts the unsaved text into the field. */
  const restore = useEffectEvent(({ isUnstored, draft, saved }: Leftover) => {
    const current = latest.current;
    const text = draft?.text.trim();
    const isUnchanged = text === start.trim() || draft?.text === draft?.start;
    const isSaved = text === saved?.text;
    if (!draft || isUnchanged || isSaved) {
      if ((draft || isUnstored) && !touched.current) deleteStored();
      return put({ ...current, ready: true });
    }
    put({
      // The user typed before the draft was loaded: both texts stay.
      text: touched.current ? `${draft.text}\n${current.text}` : draft.text,
      audience: current.audience ?? draft.audience,
      start: draft.start ?? '',
      from: draft.at,
      // If the note was deleted since, the text becomes a new note.
      id: draft.id && !saved?.deleted ? draft.id : current.id,
      ready: true,
    });
    // An unstored draft is scheduled again: the field that scheduled it before was removed.
    if (touched.current || isUnstored) schedule();
  });
  const skipRestore = useEffectEvent(() => put({ ...latest.current, ready: true }));
  useEffect(() => {
    let cancelled = false;
    reset(key);
    loadLeftover(db, key).then(
      (leftover) => !cancelled && restore(leftover),
      () => !cancelled && skipRestore(),
    );
    return () => {
      cancelled = true;
    };
  }, [db, key]);

  const change = (part: { text?: string; audience?: Audience }) => {
    const before = latest.current;
    touched.current = true;
    const emptied = part.text?.trim() === '' && before.text.trim() !== '';
    // An emptied field starts a new text with a new id, so that the text sent before is not
    // changed.
    put({ ...before, ...part, ...(emptied ? { id: ids.next(), from: null } : {}) });
    schedule();
  };
  /** Empties the field. The stored draft is deleted by saving the note, or by `discard`. */
  const clear = () => {
    saver.discard();
    put(newField('', start, true));
  };
  return {
    ...field,
    /** The background has stored the draft. */
    saved: saveState.state === 'stored' && field.text !== '',
    /** Why the draft could not be stored; null if it was, or waits for a pause. */
    problem: saveState.error,
    change,
    clear,
    discard: () => {
      clear();
      deleteStored();
    },
    flush: saver.flush,
    /**
     * Sets the text that the edit is based on: a text that was sent without an answer was saved.
     */
    rebase: (to: string) => {
      if (latest.current.start === to) return;
      put({ ...latest.current, start: to });
      schedule();
    },
  };
}
