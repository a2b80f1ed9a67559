import type { Handlers } from '../../lib/messages/index.ts';
import { handlerOf } from './commands.ts';
import { forgetPictures } from './pictures.ts';
import { syncNow } from './sync.ts';

const evictCache = handlerOf('data.evictCache');

/** Messages about this device: its storage and its sync. */
export const deviceHandlers = {
  // The pictures show what was read, too.
  'data.evictCache': async (input, from) => {
    await forgetPictures();
    return evictCache(input, from);
  },
  'sync.now': () => syncNow(),
} satisfies Partial<Handlers>;
