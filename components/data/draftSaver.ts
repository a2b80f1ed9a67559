import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { MessageError, sendFor } from '../../lib/messages/index.ts';
import type { Audience } from '../../lib/model/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';

/** Time without input that counts as a pause in typing, in ms. */
const PAUSE_MS = 250;
/** The longest time that typing without a pause stays unstored, in ms. */
const LONGEST_MS = 2000;
/** Time until a failed attempt is repeated, even without further input, in ms. */
const RETRY_MS = 5000;

export interface DraftContent {
  text: string;
  audience: Audience | null;
  /** The edited text as it was when the field was opened. */
  start?: string;
  /** The id of the row that the text will be saved as. */
  id?: string;
}

/** How far the draft is stored. `stored` only after the background has confirmed it. */
export type SaveState =
  | { state: 'idle' | 'waiting' | 'stored'; error: null }
  | { state: 'failed'; error: unknown };

/** Stores the draft of one field or document. */
export interface DraftSaver {
  /**
   * Stores this at the next pause in typing, or after a while without one. An empty text deletes
   * the draft.
   */
  schedule(content: DraftContent): void;
  /** Stores a waiting draft at once. */
  flush(): void;
  /** Gives up a text that is not stored yet; what is stored stays. */
  discard(): void;
  saveState(): SaveState;
  subscribe(changed: () => void): () => void;
}

/** A draft that is not stored yet. */
interface Unstored {
  flush(): void;
  /** The text was sent without an answer, or refused: closing the page may lose it. */
  isAtRisk(): boolean;
}
/**
 * The latest text of each key that is not stored yet, and the field it belongs to: a field that was
 * removed must not overwrite the field that replaced it. The slot contains the database's name, so
 * that no account gets the texts of another.
 */
const latest = new Map<string, { owner: object; content: DraftContent }>();

const slotOf = (db: SidelineDb, key: string) => `${db.name} ${key}`;

/**
 * The draft of a removed field that could not be stored. It takes precedence over the stored one.
 */
export function unstoredDraft(
  db: SidelineDb,
  key: string,
): (DraftContent & { at: number }) | undefined {
  const draft = latest.get(slotOf(db, key));
  return draft && { ...draft.content, at: Date.now() };
}

const unstored = new Set<Unstored>();
const flushAll = () => {
  for (const draft of unstored) draft.flush();
};
const onBeforeUnload = (event: Event) => {
  const atRisk = [...unstored].some((draft) => draft.isAtRisk());
  flushAll();
  if (atRisk) event.preventDefault();
};

let leaving: AbortController | null = null;
/**
 * Listens only while a draft is not stored yet: pages with such a listener miss the back/forward
 * cache.
 */
function watchLeaving(): void {
  if (unstored.size === 0) {
    leaving?.abort();
    leaving = null;
  } else if (leaving === null) {
    leaving = new AbortController();
    const { signal } = leaving;
    window.addEventListener('beforeunload', onBeforeUnload, { signal });
    window.addEventListener('pagehide', flushAll, { signal });
    document.addEventListener('visibilitychange', flushAll, { signal });
  }
}

function createDraftSaver(db: SidelineDb, key: string): DraftSaver {
  const slot = slotOf(db, key);
  const send = sendFor(db.name);
  let wanted: DraftContent | null = null;
  let sending: DraftContent | null = null;
  let saveState: SaveState = { state: 'idle', error: null };
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When the oldest input was scheduled that was not sent, in the time of `performance`. */
  let unsentSince: number | null = null;
  const listeners = new Set<() => void>();

  const release = () => {
    if (latest.get(slot)?.owner === self) latest.delete(slot);
    unstored.delete(self);
    watchLeaving();
  };
  const setState = (next: SaveState) => {
    saveState = next;
    for (const changed of listeners) changed();
  };
  const self: Unstored = {
    flush: () => {
      clearTimeout(timer);
      unsentSince = null;
      if (latest.get(slot)?.owner !== self && wanted !== null) {
        wanted = null;
        release();
      }
      const content = wanted;
      if (content === null || content === sending) return;
      sending = content;
      send('draft.keep', { key, ...content }).then(
        () => done(content, { state: 'stored', error: null }),
        (error: unknown) => done(content, { state: 'failed', error }),
      );
    },
    isAtRisk: () => {
      if (wanted === null || wanted.text === '' || latest.get(slot)?.owner !== self) return false;
      return sending === wanted || saveState.state === 'failed';
    },
  };
  const done = (content: DraftContent, next: SaveState) => {
    if (sending === content) sending = null;
    // A newer text waits for its own answer.
    if (wanted !== content) return;
    if (next.state === 'failed') {
      const code = next.error instanceof MessageError ? next.error.code : null;
      // Another account is signed in: the text waits in `latest` until its account is back. It is
      // only in this page, which asks before it is closed.
      const isRefused = code === 'otherAccount' || code === 'tooLong';
      if (!isRefused) timer = setTimeout(self.flush, RETRY_MS);
    } else {
      wanted = null;
      release();
    }
    setState(next);
  };
  return {
    schedule: (content) => {
      wanted = content;
      latest.set(slot, { owner: self, content });
      unstored.add(self);
      watchLeaving();
      // A failure stays on screen until a draft was stored.
      if (saveState.state !== 'failed') setState({ state: 'waiting', error: null });
      clearTimeout(timer);
      unsentSince ??= performance.now();
      const left = unsentSince + LONGEST_MS - performance.now();
      timer = setTimeout(self.flush, Math.max(0, Math.min(PAUSE_MS, left)));
    },
    flush: self.flush,
    discard: () => {
      clearTimeout(timer);
      unsentSince = null;
      wanted = null;
      release();
      setState({ state: 'idle', error: null });
    },
    saveState: () => saveState,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

/** A saver for the lifetime of a field. What is not stored when it unmounts is stored then. */
export function useDraftSaver(
  db: SidelineDb,
  key: string,
): { saver: DraftSaver; saveState: SaveState } {
  const saver = useMemo(() => createDraftSaver(db, key), [db, key]);
  const saveState = useSyncExternalStore(saver.subscribe, saver.saveState);
  useEffect(() => saver.flush, [saver]);
  return { saver, saveState };
}
