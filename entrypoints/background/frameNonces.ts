import { browser } from '#imports';
import { createNonces } from '../../lib/platform/nonces.ts';
import { ids } from './account.ts';

/** Nonces of frames that were requested and have not reported yet. */
export const nonces = createNonces(
  browser.storage.session,
  () => ids.next() + ids.next().slice(-12),
);
