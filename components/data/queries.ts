import type { DefaultOptions } from '@tanstack/react-query';
import { NoResponseError } from '../../lib/messages/index.ts';

/** The wait before a page asks again, ms. The background has started by then. */
const ASK_AGAIN_MS = 500;

/**
 * Whether asking again can help: once, where no response came. A refusal stays the same, and the
 * page of an extension that was replaced gets no response any more.
 * @param failures how often the query has failed before.
 */
export function canAskAgain(failures: number, error: unknown): boolean {
  return failures === 0 && error instanceof NoResponseError && error.code !== 'update';
}

/** How every page asks the background, the server and the browser. */
export const queryDefaults: DefaultOptions = {
  queries: { networkMode: 'always', retry: canAskAgain, retryDelay: ASK_AGAIN_MS },
};
