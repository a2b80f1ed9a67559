import { freshSync, getMeta, type SidelineDb } from '../../store/index.ts';
import { putMeta } from '../../store/write.ts';
import type { RoundAccount } from './rounds.ts';

/**
 * The sync state, stored in the synced database: pages read it live, and it outlives the
 * background.
 */
export function roundAccountOf(db: SidelineDb): RoundAccount {
  return {
    load: async () => (await getMeta(db, 'sync')) ?? freshSync,
    save: (state) => putMeta(db, 'sync', state),
    waiting: () => db.outbox.count(),
  };
}
