import * as z from 'zod/mini';
import { Role } from './member.ts';

/**
 * Versions of a note that its reader could read when they were written (T5). `merged`: the result,
 * where a text was merged with somebody else's.
 */
export const History = z.object({
  versions: z.array(
    z.object({
      rev: z.int(),
      author: z.string(),
      at: z.number(),
      kind: z.enum(['head', 'merged', 'conflict', 'fields']),
      text: z.string(),
      merged: z.nullable(z.string()),
      parent: z.int(),
    }),
  ),
});
export type History = z.infer<typeof History>;

/** A person's sessions. */
export const Sessions = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      createdAt: z.string(),
      lastSeen: z.string(),
      agent: z.nullable(z.string()),
      current: z.boolean(),
    }),
  ),
});

/** How many notes a person wrote or shared, by readers, for the decision at a removal. */
export const ContentCounts = z.object({
  /** Private notes. */
  private: z.int(),
  /** Shared with the current manager. */
  manager: z.int(),
  /** Shared with former managers: only the person can read them. */
  former: z.int(),
  /** Shared with the person's reports. */
  reports: z.int(),
  /** Those of them that the person wrote. */
  written: z.int(),
  /** Shared with the team. */
  team: z.int(),
});
export type ContentCounts = z.infer<typeof ContentCounts>;

/**
 * A rep's former managers with the number of notes shared with each, and the current one. Times are
 * Unix ms.
 */
export const FormerPairs = z.object({
  manager: z.nullable(z.string()),
  pairs: z.array(
    z.object({ manager: z.string(), since: z.number(), until: z.number(), notes: z.int() }),
  ),
});
export type FormerPairs = z.infer<typeof FormerPairs>;

/** Open invitations. Times are Unix ms. */
export const Invitations = z.object({
  invitations: z.array(
    z.object({
      id: z.string(),
      email: z.nullable(z.string()),
      role: Role,
      team: z.nullable(z.string()),
      expiresAt: z.number(),
      /** Name of the administrator; older servers do not say it. */
      invitedBy: z.optional(z.nullable(z.string())),
    }),
  ),
});
export type Invitations = z.infer<typeof Invitations>;

/**
 * How members rate each question: only where five or more rated it
 * (docs/decisions/coaching-rules.md).
 */
export const Usefulness = z.object({
  least: z.int(),
  prompts: z.array(
    z.object({
      signal: z.string(),
      people: z.enum(['few', 'some', 'many']),
      useful: z.enum(['most', 'half', 'few']),
    }),
  ),
  /** The number of questions that fewer members rated. */
  silent: z.int(),
});
export type Usefulness = z.infer<typeof Usefulness>;

/** The server's description of itself, readable before signing in. */
export const ServerInfo = z.object({
  mail: z.boolean(),
  providers: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ServerInfo = z.infer<typeof ServerInfo>;

/** What was done to a person's account. */
export const NoticeKind = z.enum([
  'resetLink',
  'signedOut',
  'wiped',
  'role',
  'team',
  'signInLinked',
  'signInRemoved',
  'password',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** Notices about a person’s own account, latest first. */
export const Notices = z.object({
  notices: z.array(
    z.object({
      id: z.string(),
      kind: NoticeKind,
      /** Name of the administrator, or of the sign-in provider. */
      by: z.nullable(z.string()),
      at: z.number(),
      seen: z.boolean(),
    }),
  ),
});
export type Notices = z.infer<typeof Notices>;

/** How a person can sign in. */
export const SignIns = z.object({
  hasPassword: z.boolean(),
  /** Linked sign-ins; `name` of their provider. */
  signIns: z.array(z.object({ id: z.string(), name: z.string(), linkedAt: z.string() })),
});
export type SignIns = z.infer<typeof SignIns>;
