import * as z from 'zod/mini';
import { Role } from './member.ts';

/** Versions of a note that its reader could read when they were written (T5). `merged` is what came of a text where somebody else had written meanwhile. */
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

/** Where a person is signed in. */
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

/** How many notes a person wrote or shared, by who reads them: what there is to decide about at a removal. */
export const ContentCounts = z.object({
  /** For nobody but the person. */
  private: z.int(),
  /** Shared with the present manager. */
  manager: z.int(),
  /** Shared with former managers, and read by the person alone. */
  former: z.int(),
  /** Shared with people whom the person manages. */
  reports: z.int(),
  /** Of those, what the person wrote. */
  written: z.int(),
  /** Written for the team. */
  team: z.int(),
});
export type ContentCounts = z.infer<typeof ContentCounts>;

/** Managers that a rep had, with how many notes were shared with each; and the present one. Times are Unix ms. */
export const FormerPairs = z.object({
  manager: z.nullable(z.string()),
  pairs: z.array(
    z.object({ manager: z.string(), since: z.number(), until: z.number(), notes: z.int() }),
  ),
});
export type FormerPairs = z.infer<typeof FormerPairs>;

/** Invitations that wait to be used. Times are Unix ms. */
export const Invitations = z.object({
  invitations: z.array(
    z.object({
      id: z.string(),
      email: z.nullable(z.string()),
      role: Role,
      team: z.nullable(z.string()),
      expiresAt: z.number(),
    }),
  ),
});
export type Invitations = z.infer<typeof Invitations>;

/** How an organisation's people rate each question: only where five or more of them did (docs/decisions/coaching-rules.md). */
export const Usefulness = z.object({
  least: z.int(),
  prompts: z.array(
    z.object({
      signal: z.string(),
      people: z.enum(['few', 'some', 'many']),
      useful: z.enum(['most', 'half', 'few']),
    }),
  ),
  /** Questions that fewer people rated. */
  silent: z.int(),
});
export type Usefulness = z.infer<typeof Usefulness>;

/** What a server says of itself before anybody signs in. */
export const ServerInfo = z.object({
  speaks: z._default(z.int(), 1),
  mail: z.boolean(),
  providers: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ServerInfo = z.infer<typeof ServerInfo>;
