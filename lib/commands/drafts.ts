import { keepDraft } from '../store/write.ts';
import type { Commands } from './context.ts';

export const draftCommands = {
  'draft.keep': (tx, { key, ...draft }) => keepDraft(tx.db, key, draft, tx.now),
} satisfies Partial<Commands<keyof typeof import('../messages/drafts.ts').draftMessages>>;
