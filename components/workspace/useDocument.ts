import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { draftOf } from '../../lib/store/index.ts';
import { unkept, useKeeper } from '../data/keeper.ts';
import { useDb } from '../data/store.ts';

/** Changes of one field within this time are one step back. */
const SAME_STEP_MS = 900;
const MOST_STEPS = 200;

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
  /** What the changed fields were made of: others may have saved them since. */
  began: T;
  /** Why the changes could not be kept as a draft; null while they are, or wait for the pause. */
  problem: unknown;
  change(field: string, next: T): void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  /** Back to what is saved; the draft goes. */
  discard(): void;
  /** It has been saved as it is. */
  saved(): void;
  /** What was typed last is not to be kept: the document goes. */
  forget(): void;
}

/** The fields that were not touched here follow the new version; the touched ones stay as they were typed. */
export function rebase<T>(now: T, base: T, next: T): T {
  if (typeof now !== 'object' || now === null || Array.isArray(now))
    return JSON.stringify(now) === JSON.stringify(base) ? next : now;
  const same = (field: keyof T) => JSON.stringify(now[field]) === JSON.stringify(base[field]);
  const fields = Object.keys({ ...now, ...next } as object) as (keyof T)[];
  return Object.fromEntries(
    fields.map((field) => [field, same(field) ? next[field] : now[field]]),
  ) as T;
}

/** The version that each field was changed on: a field that was not touched is as it is now. */
function beganWith<T>(now: T, base: T, next: T, began: T): T {
  if (typeof now !== 'object' || now === null || Array.isArray(now))
    return JSON.stringify(now) === JSON.stringify(base) ? next : began;
  const touched = (field: keyof T) => JSON.stringify(now[field]) !== JSON.stringify(base[field]);
  const fields = Object.keys({ ...now, ...next } as object) as (keyof T)[];
  return Object.fromEntries(
    fields.map((field) => [field, touched(field) ? began[field] : next[field]]),
  ) as T;
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
 * A document being edited: every change can be undone, and what is not saved yet is kept at each pause in typing, so that a closed tab
 * loses nothing. @param start what is saved; it must be the same object while the same version is edited. @param parse reads a kept draft.
 * @param always keeps the draft though nothing was changed: it is all there is of a document that was never saved.
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
  const { keeper, keeping } = useKeeper(db, key);
  // What the stored draft says, or will say once the keeper was answered; null where nobody knows.
  const offered = useRef<string | null>('');
  const reading = useRef(parse);
  reading.current = parse;
  const saved = useRef(start);
  saved.current = start;
  const changed = JSON.stringify(steps.now) !== JSON.stringify(base);
  /** What somebody else saved comes in field by field, where nothing is typed here. */
  const follow = useEffectEvent((next: T) => {
    setBegan((before) => beganWith(steps.now, base, next, before));
    setSteps((before) => {
      const now = rebase(before.now, base, next);
      return JSON.stringify(now) === JSON.stringify(before.now) ? before : { ...before, now };
    });
    setBase(next);
  });
  useEffect(() => follow(start), [start]);
  useEffect(() => {
    let over = false;
    const restore = async () => {
      const held = unkept(db, key);
      const draft = held ?? (await draftOf(db, key));
      if (over) return;
      const back = draft ? read(draft.text, reading.current) : null;
      if (back !== null) {
        // What others saved since the draft was begun stands, where the draft changed nothing.
        const of = (draft?.start ? read(draft.start, reading.current) : null) ?? saved.current;
        setBegan(beganWith(back, of, saved.current, of));
        setSteps((before) => ({
          ...before,
          past: [...before.past, before.now],
          now: rebase(back, of, saved.current),
        }));
        setRestored(true);
      }
      // A draft that this version cannot read belongs to another one: it is left alone until something is typed.
      // What the background never kept is offered anew: the editor that did so before has gone.
      if (held && (back !== null || held.text === '')) offered.current = null;
      else offered.current = back === null ? '' : (draft?.text ?? '');
      setReady(true);
    };
    restore().catch(() => !over && setReady(true));
    return () => {
      over = true;
    };
  }, [db, key]);
  const text = JSON.stringify(steps.now);
  const wanted = changed || always ? text : '';
  const origin = JSON.stringify(began);
  useEffect(() => {
    if (!ready || wanted === offered.current) return;
    offered.current = wanted;
    keeper.offer({ text: wanted, audience: null, ...(wanted === '' ? {} : { start: origin }) });
  }, [keeper, wanted, origin, ready]);
  const change = useCallback((field: string, next: T) => {
    const at = Date.now();
    setSteps((before) => {
      const same =
        before.field === field && at - before.at < SAME_STEP_MS && before.past.length > 0;
      return {
        past: same ? before.past : [...before.past.slice(-MOST_STEPS), before.now],
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
    problem: wanted === '' ? null : keeping.error,
    change,
    undo: steps.past.length > 0 ? move(true) : null,
    redo: steps.future.length > 0 ? move(false) : null,
    discard: () => change('discard', base),
    forget: keeper.forget,
    saved: () => {
      setBase(steps.now);
      setBegan(steps.now);
      setRestored(false);
    },
  };
}
