import type { Handlers } from '../../lib/messages/index.ts';
import { evictCache } from '../../lib/store/write.ts';
import { account } from './account.ts';
import { forgetPictures } from './pictures.ts';
import { syncNow } from './sync.ts';

/** Messages about this device: its storage and its sync. */
export const deviceHandlers = {
  'data.evictCache': async () => {
    await forgetPictures();
    return { removed: await evictCache((await account()).db) };
  },
  'sync.now': () => syncNow(),
} satisfies Partial<Handlers>;
