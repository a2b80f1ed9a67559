import type { Now } from '../../../lib/coaching/index.ts';
import type { Who } from '../page.ts';

/** What most blocks of the page need. */
export interface Shared {
  who: Who;
  now: Now;
  /** See `useAddresses`. */
  addresses: ReadonlyMap<string, string> | undefined;
}
