import { browser } from '#imports';
import type { In, Name, Out } from './registry.ts';

type ContentName = Extract<Name, `record.${string}`>;

/**
 * The result of sending. `again`: nothing was done, and a later attempt may succeed. Otherwise the
 * background has responded, or no longer exists.
 */
export type Delivery<N extends ContentName> = { value: Out<N> | null; again: boolean };

type MessageResponse<N extends ContentName> =
  | { ok: boolean; value?: Out<N>; code?: string }
  | undefined;

/**
 * Sends a content script's message to the background, without the schemas, which would triple the
 * script's size. After an update of the extension no background receives it, and nothing happens.
 */
export async function tell<N extends ContentName>(name: N, input?: In<N>): Promise<Delivery<N>> {
  try {
    const response: MessageResponse<N> = await browser.runtime.sendMessage({ name, input });
    if (response?.ok) return { value: response.value ?? null, again: false };
    // Undefined: the background was stopped before it responded.
    return { value: null, again: response === undefined || response.code === 'slowDown' };
  } catch {
    return { value: null, again: browser.runtime?.id !== undefined };
  }
}

/** The background limits messages per second. */
const AGAIN_MS = 1100;
const TRIES = 6;

interface LatestOptions<N extends ContentName> {
  /** Ends the attempts. */
  signal?: AbortSignal;
  /** Combines an undelivered input with a newer one, where each contains only a part. */
  merge?: (undelivered: In<N>, newer: In<N>) => In<N>;
}

/**
 * Sends a state that may change faster than the background accepts messages: an undelivered one is
 * sent again a moment later, unless a newer one replaced it or the signal ended.
 */
export function tellLatest<N extends ContentName>(
  name: N,
  { signal, merge = (_undelivered, newer) => newer }: LatestOptions<N> = {},
): (input: In<N>) => Promise<void> {
  /** The newest input, merged with undelivered ones; null once delivered or given up. */
  let newest: { input: In<N> } | null = null;
  return async (input) => {
    const current = { input: newest ? merge(newest.input, input) : input };
    newest = current;
    for (let left = TRIES; left > 0; left -= 1) {
      if (!(await tell(name, current.input)).again) break;
      await new Promise((done) => setTimeout(done, AGAIN_MS));
      if (current !== newest || signal?.aborted) return;
    }
    if (current === newest) newest = null;
  };
}
