import { useEffect, useRef, useState } from 'react';
import type { Audience } from '../../lib/messages/index.ts';
import { MessageError, send } from '../../lib/messages/index.ts';
import { draftOf } from '../../lib/store/index.ts';
import { useDb } from '../data/store.ts';

/** Typing has paused when nothing came for this long, in ms. */
const PAUSE_MS = 250;

export interface DraftState {
  text: string;
  audience: Audience | null;
  /** The text that is being changed, as it stood when the field was opened; empty for a draft of before, which did not say. */
  start: string;
  /** When the draft that came back was kept; null for a fresh field. */
  from: number | null;
  saved: boolean;
  full: boolean;
  ready: boolean;
}

/** A text that is kept at each pause in typing, and comes back after a reload, an update or a killed worker. */
export function useDraft(key: string, start: string) {
  const db = useDb();
  const [state, setState] = useState<DraftState>({ text: start, audience: null, start, from: null, saved: false, full: false, ready: false });
  const latest = useRef({ text: start, audience: null as Audience | null, start, dirty: false });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const keep = () => {
    clearTimeout(timer.current);
    if (!latest.current.dirty) return;
    const { text, audience, start } = latest.current;
    latest.current.dirty = false;
    send('draft.keep', { key, text, audience, start }).then(
      () => setState((before) => ({ ...before, saved: true, full: false })),
      (error: unknown) => {
        latest.current.dirty = true; // the text stays in the field; the next pause tries again
        setState((before) => ({ ...before, saved: false, full: error instanceof MessageError && error.code === 'full' }));
      },
    );
  };

  useEffect(() => {
    let over = false;
    void draftOf(db, key).then(
      (draft) => {
        if (over || latest.current.dirty) return;
        latest.current = { text: draft?.text ?? start, audience: (draft?.audience as Audience | null) ?? null, start: draft ? (draft.start ?? '') : start, dirty: false };
        setState((before) => ({ ...before, text: latest.current.text, audience: latest.current.audience, start: latest.current.start, from: draft?.at ?? null, ready: true }));
      },
      () => setState((before) => ({ ...before, ready: true })),
    );
    window.addEventListener('pagehide', keep);
    document.addEventListener('visibilitychange', keep);
    return () => {
      over = true;
      keep();
      window.removeEventListener('pagehide', keep);
      document.removeEventListener('visibilitychange', keep);
    };
    // `start` and `keep` belong to the key: another key is another draft.
  }, [db, key]);

  const change = (part: { text?: string; audience?: Audience }) => {
    latest.current = { ...latest.current, ...part, dirty: true };
    setState((before) => ({ ...before, ...part, saved: false }));
    clearTimeout(timer.current);
    timer.current = setTimeout(keep, PAUSE_MS);
  };
  /** Forgets the draft on screen; the stored one goes with the saved note, or by `discard`. */
  const clear = () => {
    clearTimeout(timer.current);
    latest.current = { text: '', audience: null, start, dirty: false };
    setState({ text: '', audience: null, start, from: null, saved: false, full: false, ready: true });
  };
  const discard = () => {
    clear();
    void send('draft.keep', { key, text: '', audience: null }).catch(() => {});
  };
  return { ...state, change, clear, discard, keep };
}
