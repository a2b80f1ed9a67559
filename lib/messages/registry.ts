import type * as z from 'zod/mini';
import { coachingMessages } from './coaching.ts';
import { commitmentMessages } from './commitments.ts';
import { dataMessages, deviceMessages } from './data.ts';
import { draftMessages } from './drafts.ts';
import { factMessages } from './facts.ts';
import type { MessageSchema } from './fields.ts';
import { memberMessages } from './members.ts';
import { noteMessages } from './notes.ts';
import { playbookMessages } from './playbooks.ts';
import { promptMessages } from './prompts.ts';
import { recordMessages } from './records.ts';
import { sessionMessages } from './session.ts';
import { settingMessages, siteMessages } from './settings.ts';

/** Every message, one line a feature. */
export const messages = {
  ...recordMessages,
  ...noteMessages,
  ...draftMessages,
  ...promptMessages,
  ...playbookMessages,
  ...commitmentMessages,
  ...coachingMessages,
  ...factMessages,
  ...sessionMessages,
  ...memberMessages,
  ...dataMessages,
  ...deviceMessages,
  ...settingMessages,
  ...siteMessages,
} satisfies Record<string, MessageSchema>;

export type Name = keyof typeof messages;
export type In<N extends Name> = z.infer<(typeof messages)[N]['in']>;
export type Out<N extends Name> = z.infer<(typeof messages)[N]['out']>;
