import type { Handlers } from '../../lib/messages/index.ts';
import { syncNow } from './sync.ts';

/** Messages about the sync of this device. */
export const deviceHandlers = {
  'sync.now': () => syncNow(),
} satisfies Partial<Handlers>;
