import type * as z from 'zod/mini';
import { calendarMessages } from './calendar.ts';
import { checkInMessages } from './checkIns.ts';
import { coachingMessages } from './coaching.ts';
import { commitmentMessages } from './commitments.ts';
import { dataMessages, deviceMessages } from './data.ts';
import { draftMessages } from './drafts.ts';
import { factMessages } from './facts.ts';
import type { MessageSchema } from './fields.ts';
import { lineMessages } from './lines.ts';
import { memberMessages } from './members.ts';
import { momentMessages } from './moments.ts';
import { noteMessages } from './notes.ts';
import { oneOnOneMessages } from './oneOnOne.ts';
import { ownAccountMessages } from './ownAccount.ts';
import { personMessages } from './person.ts';
import { playbookMessages } from './playbooks.ts';
import { promptMessages } from './prompts.ts';
import { recognitionMessages } from './recognitions.ts';
import { recordMessages } from './records.ts';
import { rejectedMessages } from './rejected.ts';
import { sessionMessages } from './session.ts';
import { settingMessages, siteMessages } from './settings.ts';
import { stageMessages } from './stages.ts';

/**
 * Messages that write into the database of an account, one line per feature: pages send them with
 * its name (`sendFor`).
 */
export const commandMessages = {
  ...noteMessages,
  ...draftMessages,
  ...rejectedMessages,
  ...promptMessages,
  ...playbookMessages,
  ...commitmentMessages,
  ...momentMessages,
  ...oneOnOneMessages,
  ...lineMessages,
  ...recognitionMessages,
  ...coachingMessages,
  ...personMessages,
  ...checkInMessages,
  ...calendarMessages,
  ...factMessages,
  ...stageMessages,
} satisfies Record<string, MessageSchema>;

/**
 * Messages that write on this device without a request to a server, so that they get a response
 * quickly. A worker that is stopped meanwhile may never respond, which counts as a lost response.
 */
export const writingMessages = { ...commandMessages, ...settingMessages };

/** All messages: the others may wait for a page, a server or a large file. */
export const messages = {
  ...writingMessages,
  ...recordMessages,
  ...sessionMessages,
  ...memberMessages,
  ...ownAccountMessages,
  ...dataMessages,
  ...deviceMessages,
  ...siteMessages,
} satisfies Record<string, MessageSchema>;

export type Name = keyof typeof messages;
/** Messages that need the name of a database. */
export type CommandMessage = keyof typeof commandMessages | keyof typeof dataMessages;
export type In<N extends Name> = z.infer<(typeof messages)[N]['in']>;
export type Out<N extends Name> = z.infer<(typeof messages)[N]['out']>;
