import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { rebase } from '../../lib/model/index.ts';
import { draftOf } from '../../lib/store/index.ts';
import { unstoredDraft, useDraftSaver } from '../data/draftSaver.ts';
import { useDb } from '../data/store.ts';

/** Changes of one field within this time are one undo step. */
const SAME_STEP_MS = 900;
const MAX_STEPS = 200;

interface Steps<T> {
  past: readonly T[];
  now: T;
  future: readonly T[];
  field: string;
  at: number;
}

export interface Document<T> {
  value: T;
  /** False until the stored draft has been looked up. */
  ready: boolean;
  /** A stored draft was restored. */
  restored: boolean;
  changed: boolean;
  /** The saved values that the changes are based on: others may have saved new ones since. */
  began: T;
  /** Why the draft could not be stored; null if it was, or waits for a pause. */
  problem: unknown;
  change(field: string, next: T): void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  /** Returns to the saved version and deletes the draft. */
  discard(): void;
  /** The document was saved in its current state. */
  saved(): void;
  /** Stops storing the draft, because the document is deleted. */
  forget(): void;
}

/** @returns null for a draft of another version. */
function read<T>(text: string, parse: (raw: unknown) => T | null): T | null {
  try {
    return parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * A document in an editor. Every change can be undone. Unsaved changes are stored as a draft at
 * each pause in typing, so that a closed tab loses nothing.
 * @param start the saved version; must be the same object as long as the version is the same.
 * @param parse parses a stored draft.
 * @param always stores the draft even without changes: an unsaved document exists only as its
 * draft.
 */
export function useDocument<T>(
  key: string,
  start: T,
  parse: (raw: unknown) => T | null,
  always = false,
): Document<T> {
  const db = useDb();
  const [steps, setSteps] = useState<Steps<T>>({
    past: [],
    now: start,
    future: [],
    field: '',
    at: 0,
  });
  const [base, setBase] = useState(start);
  const [began, setBegan] = useState(start);
  const [ready, setReady] = useState(false);
  const [restored, setRestored] = useState(false);
  const { saver, saveState } = useDraftSaver(db, key);
  // Text of the stored draft, or of the one being stored; null if unknown.
  const scheduled = useRef<string | null>('');
  const latestParse = useRef(parse);
  latestParse.current = parse;
  const saved = useRef(start);
  saved.current = start;
  const changed = JSON.stringify(steps.now) !== JSON.stringify(base);
  /** Another person saved a new version: it replaces the fields that were not changed here. */
  const applyVersion = useEffectEvent((next: T) => {
    setBegan((before) => rebase(steps.now, base, next, before));
    setSteps((before) => {
      const now = rebase(before.now, base, next);
      return JSON.stringify(now) === JSON.stringify(before.now) ? before : { ...before, now };
    });
    setBase(next);
  });
  useEffect(() => applyVersion(start), [start]);
  useEffect(() => {
    let cancelled = false;
    const restore = async () => {
      const unstored = unstoredDraft(db, key);
      const draft = unstored ?? (await draftOf(db, key));
      if (cancelled) return;
      const restoredValue = draft ? read(draft.text, latestParse.current) : null;
      if (restoredValue !== null) {
        // Fields that the draft did not change get the values that others have saved since.
        const draftStart = draft?.start ? read(draft.start, latestParse.current) : null;
        const draftBase = draftStart ?? saved.current;
        setBegan(rebase(restoredValue, draftBase, saved.current, draftBase));
        setSteps((before) => ({
          ...before,
          past: [...before.past, before.now],
          now: rebase(restoredValue, draftBase, saved.current),
        }));
        setRestored(true);
      }
      // A draft of another version of the extension stays stored until something is typed.
      // An unstored draft is scheduled again: its former editor was removed.
      if (unstored && (restoredValue !== null || unstored.text === '')) scheduled.current = null;
      else scheduled.current = restoredValue === null ? '' : (draft?.text ?? '');
      setReady(true);
    };
    restore().catch(() => !cancelled && setReady(true));
    return () => {
      cancelled = true;
    };
  }, [db, key]);
  const text = JSON.stringify(steps.now);
  const wanted = changed || always ? text : '';
  const origin = JSON.stringify(began);
  useEffect(() => {
    if (!ready || wanted === scheduled.current) return;
    scheduled.current = wanted;
    saver.schedule({ text: wanted, audience: null, ...(wanted === '' ? {} : { start: origin }) });
  }, [saver, wanted, origin, ready]);
  const change = useCallback((field: string, next: T) => {
    const at = Date.now();
    setSteps((before) => {
      const same =
        before.field === field && at - before.at < SAME_STEP_MS && before.past.length > 0;
      return {
        past: same ? before.past : [...before.past.slice(-MAX_STEPS), before.now],
        now: next,
        future: [],
        field,
        at,
      };
    });
  }, []);
  const move = (back: boolean) => () =>
    setSteps(({ past, now, future }) => {
      const to = back ? past.at(-1) : future[0];
      if (to === undefined) return { past, now, future, field: '', at: 0 };
      return back
        ? { past: past.slice(0, -1), now: to, future: [now, ...future], field: '', at: 0 }
        : { past: [...past, now], now: to, future: future.slice(1), field: '', at: 0 };
    });
  return {
    value: steps.now,
    ready,
    restored: restored && changed,
    changed,
    began,
    problem: wanted === '' ? null : saveState.error,
    change,
    undo: steps.past.length > 0 ? move(true) : null,
    redo: steps.future.length > 0 ? move(false) : null,
    discard: () => change('discard', base),
    forget: saver.discard,
    saved: () => {
      setBase(steps.now);
      setBegan(steps.now);
      setRestored(false);
    },
  };
}
