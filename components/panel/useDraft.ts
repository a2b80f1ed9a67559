import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Audience } from '../../lib/model/index.ts';
import { type Draft, draftOf, type SidelineDb, savedText } from '../../lib/store/index.ts';
import { ids } from '../data/ids.ts';
import { unkept, useKeeper } from '../data/keeper.ts';
import { useDb } from '../data/store.ts';

interface Field {
  text: string;
  audience: Audience | null;
  /** The text that is being changed, as it was when the field was opened; empty for a draft of before, which did not say. */
  start: string;
  /** When the draft that came back was kept; null for a fresh field. */
  from: number | null;
  /**
   * What the text is saved under: one id for one text, however often it is sent. It stays with the
   * draft until a save was answered, so that a lost answer makes no second note.
   */
  id: string;
  ready: boolean;
}

const fresh = (text: string, start: string, ready: boolean): Field => ({
  text,
  audience: null,
  start,
  from: null,
  id: ids.next(),
  ready,
});

/** What was typed under a key before and not saved, and what its row says now. */
interface Left {
  /** It never reached the store. */
  held: boolean;
  draft: Draft | ReturnType<typeof unkept>;
  saved: Awaited<ReturnType<typeof savedText>>;
}

async function leftBehind(db: SidelineDb, key: string): Promise<Left> {
  const held = unkept(db, key);
  // A draft whose end the background has not confirmed is none, whatever the stored one says.
  const draft = held?.text === '' ? undefined : (held ?? (await draftOf(db, key)));
  const saved = draft?.id ? await savedText(db, draft.id) : undefined;
  return { held: held !== undefined, draft, saved };
}

/**
 * A text that is kept at each pause in typing, and comes back after a reload, an update or a killed
 * worker. A draft that says what was saved already does not come back.
 */
export function useDraft(key: string, start: string) {
  const db = useDb();
  const { keeper, keeping } = useKeeper(db, key);
  const [field, setField] = useState<Field>(() => fresh(start, start, false));
  // What the field holds, for events that come before React has drawn it.
  const latest = useRef(field);
  const touched = useRef(false);

  const put = (next: Field) => {
    latest.current = next;
    setField(next);
  };
  const offer = () => {
    const { text, audience, start, id } = latest.current;
    keeper.offer({ text, audience, start, id });
  };
  const letGo = () => {
    keeper.offer({ text: '', audience: null });
    keeper.flush();
  };

  const opened = useRef(key);
  /** Another key is another draft. */
  const begin = useEffectEvent((now: string) => {
    if (opened.current === now) return;
    opened.current = now;
    touched.current = false;
    put(fresh(start, start, false));
  });
  /** What was left behind comes into the field. */
  const restore = useEffectEvent(({ held, draft, saved }: Left) => {
    const now = latest.current;
    const words = draft?.text.trim();
    const stale = words === start.trim() || words === saved?.text || draft?.text === draft?.start;
    if (!draft || stale) {
      if ((draft || held) && !touched.current) letGo();
      return put({ ...now, ready: true });
    }
    put({
      // Somebody typed before the draft was found: both stay.
      text: touched.current ? `${draft.text}\n${now.text}` : draft.text,
      audience: now.audience ?? draft.audience,
      start: draft.start ?? '',
      from: draft.at,
      // A note that was deleted since is not written into.
      id: draft.id && !saved?.deleted ? draft.id : now.id,
      ready: true,
    });
    // What the background never kept is offered anew: the field that did so before has gone.
    if (touched.current || held) offer();
  });
  const giveUp = useEffectEvent(() => put({ ...latest.current, ready: true }));
  useEffect(() => {
    let over = false;
    begin(key);
    leftBehind(db, key).then(
      (left) => !over && restore(left),
      () => !over && giveUp(),
    );
    return () => {
      over = true;
    };
  }, [db, key]);

  const change = (part: { text?: string; audience?: Audience }) => {
    const before = latest.current;
    touched.current = true;
    const emptied = part.text?.trim() === '' && before.text.trim() !== '';
    // An emptied field begins another text: what was sent under the old id is not overwritten.
    put({ ...before, ...part, ...(emptied ? { id: ids.next(), from: null } : {}) });
    offer();
  };
  /** Forgets the draft on screen; the stored one goes with the saved note, or by `discard`. */
  const clear = () => {
    keeper.forget();
    put(fresh('', start, true));
  };
  return {
    ...field,
    /** The background has it. */
    saved: keeping.state === 'kept' && field.text !== '',
    /** Why it could not be kept; null while it is, or waits for the pause. */
    problem: keeping.error,
    change,
    clear,
    discard: () => {
      clear();
      letGo();
    },
    flush: keeper.flush,
    /** The text that is being changed is this one now: it is what was sent before, without an answer. */
    rebase: (to: string) => {
      if (latest.current.start === to) return;
      put({ ...latest.current, start: to });
      offer();
    },
  };
}
