import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { MessageError, send } from '../../lib/messages/index.ts';
import type { Audience } from '../../lib/model/index.ts';
import type { SidelineDb } from '../../lib/store/index.ts';

/** Typing has paused when nothing came for this long, in ms. */
const PAUSE_MS = 250;
/** A failed attempt is made again after this long, also when nobody types on. */
const RETRY_MS = 5000;

export interface DraftContent {
  text: string;
  audience: Audience | null;
  /** The text that is being changed, as it was when the field was opened. */
  start?: string;
  /** The id that the text is saved under. */
  id?: string;
}

/** How it stands with the draft. `kept` only after the background has said so. */
export type Keeping =
  | { state: 'idle' | 'waiting' | 'kept'; error: null }
  | { state: 'failed'; error: unknown };

/** Keeps what is typed in one field or document. */
export interface Keeper {
  /** Keeps this at the next pause in typing. An empty text lets the draft go. */
  offer(content: DraftContent): void;
  /** Keeps what waits at once. */
  flush(): void;
  /** Nothing is to be kept any more. */
  forget(): void;
  keeping(): Keeping;
  subscribe(changed: () => void): () => void;
}

interface Open {
  flush(): void;
  /** Words that were sent and not answered, or refused: closing the page may lose them. */
  inDanger(): boolean;
}
/**
 * What was typed last under a key and is not kept yet, and by which field: a field that has gone
 * does not write over the one that came after it. The store is part of it: nobody finds the words
 * of another account.
 */
const latest = new Map<string, { owner: object; content: DraftContent }>();

const slotOf = (db: SidelineDb, key: string) => `${db.name} ${key}`;

/** The draft that could not be kept, where its field has gone: it comes back before the stored one. */
export function unkept(db: SidelineDb, key: string): (DraftContent & { at: number }) | undefined {
  const found = latest.get(slotOf(db, key));
  return found && { ...found.content, at: Date.now() };
}

const open = new Set<Open>();
const flushAll = () => {
  for (const keeper of open) keeper.flush();
};
const guard = (event: Event) => {
  const danger = [...open].some((keeper) => keeper.inDanger());
  flushAll();
  if (danger) event.preventDefault();
};

let leaving: AbortController | null = null;
/** Only while something waits: a page with such a listener is not kept for going back to. */
function watchLeaving(): void {
  if (open.size === 0) {
    leaving?.abort();
    leaving = null;
  } else if (leaving === null) {
    leaving = new AbortController();
    const { signal } = leaving;
    window.addEventListener('beforeunload', guard, { signal });
    window.addEventListener('pagehide', flushAll, { signal });
    document.addEventListener('visibilitychange', flushAll, { signal });
  }
}

function createKeeper(db: SidelineDb, key: string): Keeper {
  const slot = slotOf(db, key);
  let wanted: DraftContent | null = null;
  let sending: DraftContent | null = null;
  let keeping: Keeping = { state: 'idle', error: null };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const close = () => {
    open.delete(self);
    watchLeaving();
  };
  const release = () => {
    if (latest.get(slot)?.owner === self) latest.delete(slot);
    close();
  };
  const tell = (next: Keeping) => {
    keeping = next;
    for (const changed of listeners) changed();
  };
  const self: Open = {
    flush: () => {
      clearTimeout(timer);
      if (latest.get(slot)?.owner !== self && wanted !== null) {
        wanted = null;
        release();
      }
      const content = wanted;
      if (content === null || content === sending) return;
      sending = content;
      send('draft.keep', { key, store: db.name, ...content }).then(
        () => done(content, { state: 'kept', error: null }),
        (error: unknown) => done(content, { state: 'failed', error }),
      );
    },
    inDanger: () => {
      if (wanted === null || wanted.text === '') return false;
      return sending === wanted || keeping.state === 'failed';
    },
  };
  const done = (content: DraftContent, next: Keeping) => {
    if (sending === content) sending = null;
    // Something newer waits for an answer of its own.
    if (wanted !== content) return;
    if (next.state === 'failed') {
      const code = next.error instanceof MessageError ? next.error.code : null;
      // Another account is signed in: the words wait here, in `latest`, until theirs is again.
      if (code === 'notAllowed') close();
      else if (code !== 'tooLong') timer = setTimeout(self.flush, RETRY_MS);
    } else {
      wanted = null;
      release();
    }
    tell(next);
  };
  return {
    offer: (content) => {
      wanted = content;
      latest.set(slot, { owner: self, content });
      open.add(self);
      watchLeaving();
      // A failure stays on screen until something was kept.
      if (keeping.state !== 'failed') tell({ state: 'waiting', error: null });
      clearTimeout(timer);
      timer = setTimeout(self.flush, PAUSE_MS);
    },
    flush: self.flush,
    forget: () => {
      clearTimeout(timer);
      wanted = null;
      release();
      tell({ state: 'idle', error: null });
    },
    keeping: () => keeping,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

/** A keeper for as long as the field is there; what waits when it goes is kept then. */
export function useKeeper(db: SidelineDb, key: string): { keeper: Keeper; keeping: Keeping } {
  const keeper = useMemo(() => createKeeper(db, key), [db, key]);
  const keeping = useSyncExternalStore(keeper.subscribe, keeper.keeping);
  useEffect(() => keeper.flush, [keeper]);
  return { keeper, keeping };
}
