import { coachingCommands } from './coaching.ts';
import { commitmentCommands } from './commitments.ts';
import type { Commands } from './context.ts';
import { dataCommands } from './data.ts';
import { draftCommands } from './drafts.ts';
import { factCommands } from './facts.ts';
import { noteCommands } from './notes.ts';
import { playbookCommands } from './playbooks.ts';
import { promptCommands } from './prompts.ts';

/** One line a feature. */
const registry = {
  ...noteCommands,
  ...draftCommands,
  ...promptCommands,
  ...playbookCommands,
  ...commitmentCommands,
  ...coachingCommands,
  ...factCommands,
  ...dataCommands,
};

export type CommandName = keyof typeof registry;

/** Every command. One that takes or gives something else than its message does not compile. */
export const commands: Commands<CommandName> = registry;
