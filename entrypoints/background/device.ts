import type { Handlers } from '../../lib/messages/index.ts';
import { commandHandlers } from './commands.ts';
import { forgetPictures } from './pictures.ts';
import { syncNow } from './sync.ts';

/** Messages about this device: its storage and its sync. */
export const deviceHandlers = {
  // The pictures show what was read, too.
  'data.evictCache': async (input, from) => {
    await forgetPictures();
    return commandHandlers['data.evictCache'](input, from);
  },
  'sync.now': () => syncNow(),
} satisfies Partial<Handlers>;
