import { calendarCommands } from './calendar.ts';
import { checkInCommands } from './checkIns.ts';
import { coachingCommands } from './coaching.ts';
import { commitmentCommands } from './commitments.ts';
import type { Commands } from './context.ts';
import { dataCommands } from './data.ts';
import { draftCommands } from './drafts.ts';
import { factCommands } from './facts.ts';
import { lineCommands } from './lines.ts';
import { momentCommands } from './moments.ts';
import { noteCommands } from './notes.ts';
import { oneOnOneCommands } from './oneOnOne.ts';
import { personCommands } from './person.ts';
import { playbookCommands } from './playbooks.ts';
import { promptCommands } from './prompts.ts';
import { recognitionCommands } from './recognitions.ts';
import { rejectedCommands } from './rejected.ts';
import { stageCommands } from './stages.ts';

/** One line per feature. */
const registry = {
  ...noteCommands,
  ...draftCommands,
  ...rejectedCommands,
  ...promptCommands,
  ...playbookCommands,
  ...commitmentCommands,
  ...momentCommands,
  ...oneOnOneCommands,
  ...lineCommands,
  ...recognitionCommands,
  ...coachingCommands,
  ...personCommands,
  ...checkInCommands,
  ...calendarCommands,
  ...factCommands,
  ...stageCommands,
  ...dataCommands,
};

export type CommandName = keyof typeof registry;

/** All commands, with the input and output types of their messages. */
export const commands: Commands<CommandName> = registry;
