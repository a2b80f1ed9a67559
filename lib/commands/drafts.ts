import { MessageError } from '../messages/index.ts';
import { keepDraft } from '../store/write.ts';
import type { Commands } from './context.ts';

export const draftCommands = {
  'draft.keep': async (tx, { key, store, ...draft }) => {
    // Typed in another account, which was signed out since: its text is not stored in this one.
    if (store !== tx.db.name) throw new MessageError('notAllowed', 'draft');
    await keepDraft(tx.db, key, draft, tx.now);
  },
} satisfies Partial<Commands<keyof typeof import('../messages/drafts.ts').draftMessages>>;
