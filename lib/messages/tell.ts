import { browser } from '#imports';
import type { In, Name, Out } from './registry.ts';

type ContentName = Extract<Name, `record.${string}`>;

/**
 * `again`: nothing was done, and a later try may succeed. Otherwise the background has answered, or
 * there is none any more.
 */
export type Told<N extends ContentName> = { value: Out<N> | null; again: boolean };

type Answer<N extends ContentName> = { ok: boolean; value?: Out<N>; code?: string } | undefined;

/**
 * Sends a content script's message to the background, without the schemas that would triple the
 * script. After an update of the extension there is nobody to hear it, and nothing happens.
 */
export async function tell<N extends ContentName>(name: N, input?: In<N>): Promise<Told<N>> {
  try {
    const answer: Answer<N> = await browser.runtime.sendMessage({ name, input });
    if (answer?.ok) return { value: answer.value ?? null, again: false };
    // No answer at all: the background was stopped while it worked on one.
    return { value: null, again: answer === undefined || answer.code === 'slowDown' };
  } catch {
    return { value: null, again: browser.runtime?.id !== undefined };
  }
}

/** The background counts messages by the second. */
const AGAIN_MS = 1100;
const TRIES = 6;

interface Telling<N extends ContentName> {
  /** Ends with the sender. */
  signal?: AbortSignal;
  /** Where an input says a part only: what an undelivered one and a newer one say together. */
  merge?: (undelivered: In<N>, newer: In<N>) => In<N>;
}

/**
 * Tells of a state that changes faster than the background listens: what could not be delivered is
 * sent again a moment later, unless something newer has taken its place or the sender has gone.
 */
export function tellLatest<N extends ContentName>(
  name: N,
  { signal, merge = (_undelivered, newer) => newer }: Telling<N> = {},
): (input: In<N>) => Promise<void> {
  /** The newest, with what of the ones before is not delivered; null once all of it is, or was given up. */
  let newest: { input: In<N> } | null = null;
  return async (input) => {
    const mine = { input: newest ? merge(newest.input, input) : input };
    newest = mine;
    for (let left = TRIES; left > 0; left -= 1) {
      if (!(await tell(name, mine.input)).again) break;
      await new Promise((done) => setTimeout(done, AGAIN_MS));
      if (mine !== newest || signal?.aborted) return;
    }
    if (mine === newest) newest = null;
  };
}
