import { useCallback, useEffect, useRef, useState } from 'react';
import { send } from '../../lib/messages/index.ts';
import { draftOf } from '../../lib/store/index.ts';
import { useDb } from '../data/store.ts';

/** Changes of one field within this time are one step back. */
const SAME_STEP_MS = 900;
const MOST_STEPS = 200;
const PAUSE_MS = 300;

interface Steps<T> {
  past: readonly T[];
  now: T;
  future: readonly T[];
  field: string;
  at: number;
}

export interface Document<T> {
  value: T;
  /** False until a draft that was left behind has been looked for. */
  ready: boolean;
  /** A draft came back. */
  restored: boolean;
  changed: boolean;
  change(field: string, next: T): void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  /** Back to what is saved; the draft goes. */
  discard(): void;
  /** It has been saved as it is. */
  saved(): void;
}

/** The fields that were not touched here follow the new version; the touched ones stay as they were typed. */
export function rebase<T>(now: T, base: T, next: T): T {
  if (typeof now !== 'object' || now === null || Array.isArray(now)) return JSON.stringify(now) === JSON.stringify(base) ? next : now;
  const same = (field: keyof T) => JSON.stringify(now[field]) === JSON.stringify(base[field]);
  const fields = Object.keys({ ...now, ...next } as object) as (keyof T)[];
  return Object.fromEntries(fields.map((field) => [field, same(field) ? next[field] : now[field]])) as T;
}

/**
 * A document being edited: every change can be undone, and what is not saved yet is kept at each pause in typing, so that a closed tab
 * loses nothing. @param start what is saved; it must be the same object while the same version is edited. @param parse reads a kept draft.
 * @param always keeps the draft though nothing was changed: it is all there is of a document that was never saved.
 */
export function useDocument<T>(key: string, start: T, parse: (raw: unknown) => T | null, always = false): Document<T> {
  const db = useDb();
  const [steps, setSteps] = useState<Steps<T>>({ past: [], now: start, future: [], field: '', at: 0 });
  const [base, setBase] = useState(start);
  const [ready, setReady] = useState(false);
  const [restored, setRestored] = useState(false);
  const kept = useRef<string | null>(null);
  const reading = useRef(parse);
  reading.current = parse;
  const changed = JSON.stringify(steps.now) !== JSON.stringify(base);
  // What somebody else saved comes in field by field, where nothing is typed here.
  useEffect(() => {
    setSteps((before) => {
      const now = rebase(before.now, base, start);
      return JSON.stringify(now) === JSON.stringify(before.now) ? before : { ...before, now };
    });
    setBase(start);
    // Only a new version matters; the state read here belongs to the same moment.
  }, [start]);
  useEffect(() => {
    let over = false;
    void draftOf(db, key).then((draft) => {
      if (over) return;
      let value: T | null = null;
      try {
        value = draft ? reading.current(JSON.parse(draft.text)) : null;
      } catch {
        value = null; // a draft of another version
      }
      if (value !== null) {
        const back = value;
        setSteps((before) => ({ ...before, past: [...before.past, before.now], now: back }));
        setRestored(true);
      }
      // A draft that this version cannot read belongs to another one: it is left alone until something is typed.
      kept.current = draft?.text ?? '';
      setReady(true);
    });
    return () => {
      over = true;
    };
  }, [db, key]);
  const text = JSON.stringify(steps.now);
  const wanted = changed || always ? text : '';
  const latest = useRef(wanted);
  latest.current = wanted;
  const keep = useCallback(() => {
    if (kept.current === latest.current) return;
    kept.current = latest.current;
    void send('draft.keep', { key, text: latest.current, audience: null }).catch(() => {});
  }, [key]);
  useEffect(() => {
    if (!ready) return;
    const timer = setTimeout(keep, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [keep, wanted, ready]);
  // Another document, or the page put away, before the pause was over.
  useEffect(() => {
    if (!ready) return;
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      keep();
    };
  }, [keep, ready]);
  const change = useCallback((field: string, next: T) => {
    const at = Date.now();
    setSteps((before) => {
      const same = before.field === field && at - before.at < SAME_STEP_MS && before.past.length > 0;
      return { past: same ? before.past : [...before.past.slice(-MOST_STEPS), before.now], now: next, future: [], field, at };
    });
  }, []);
  const move = (back: boolean) => () =>
    setSteps(({ past, now, future }) => {
      const to = back ? past.at(-1) : future[0];
      if (to === undefined) return { past, now, future, field: '', at: 0 };
      return back ? { past: past.slice(0, -1), now: to, future: [now, ...future], field: '', at: 0 } : { past: [...past, now], now: to, future: future.slice(1), field: '', at: 0 };
    });
  return {
    value: steps.now,
    ready,
    restored: restored && changed,
    changed,
    change,
    undo: steps.past.length > 0 ? move(true) : null,
    redo: steps.future.length > 0 ? move(false) : null,
    discard: () => change('discard', base),
    saved: () => {
      setBase(steps.now);
      setRestored(false);
    },
  };
}
