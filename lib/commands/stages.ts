import { orgOrPrivate } from './access.ts';
import type { Commands } from './context.ts';
import { put } from './rows.ts';

export const stageCommands = {
  /** A manager answers for the organisation, anybody else for themselves. */
  'stage.answer': async (tx, answer) => {
    await tx.write(await put(tx, 'stageStatus', orgOrPrivate(tx), { ...answer, refKey: '' }));
  },
} satisfies Partial<Commands<keyof typeof import('../messages/stages.ts').stageMessages>>;
