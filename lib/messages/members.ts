import * as z from 'zod/mini';
import {
  ContentCounts,
  FormerPairs,
  History,
  Invitations,
  MAX_NAME_CHARS,
  Member,
  Role,
  Usefulness,
} from '../model/index.ts';
import { email, fromPage, id, nothing, password } from './fields.ts';

/** Where the server asks for the password with the code `confirm`. */
const confirmation = { password: z.optional(password) };

/** Requests to the server: their responses are shown and never stored on the device. */
export const memberMessages = {
  'session.members': fromPage(nothing, z.object({ members: z.array(Member) })),
  'session.invite': fromPage(
    z.object({ ...confirmation, email, role: Role, team: z.nullable(id) }),
    z.object({ token: z.string(), link: z.optional(z.string()) }),
  ),
  'session.invitations': fromPage(nothing, Invitations),
  'session.withdraw': fromPage(z.object({ id }), nothing),
  'session.addTeam': fromPage(
    z.object({ name: z.string().check(z.maxLength(MAX_NAME_CHARS)), manager: z.null() }),
    z.object({ id }),
  ),
  'session.setMember': fromPage(
    z.object({ ...confirmation, id, role: z.optional(Role), team: z.optional(z.nullable(id)) }),
    nothing,
  ),
  'session.setTeam': fromPage(z.object({ ...confirmation, id, manager: z.nullable(id) }), nothing),
  'member.contentCounts': fromPage(z.object({ id }), ContentCounts),
  'member.remove': fromPage(
    z.object({ ...confirmation, id, notes: z.enum(['keep', 'erase']) }),
    nothing,
  ),
  'member.reset': fromPage(z.object({ ...confirmation, id }), z.object({ link: z.string() })),
  'member.wipe': fromPage(z.object({ ...confirmation, id }), z.object({ ended: z.int() })),
  'member.signOut': fromPage(z.object({ id }), z.object({ ended: z.int() })),
  'member.pairs': fromPage(z.object({ id }), FormerPairs),
  'member.handOver': fromPage(
    z.object({ ...confirmation, rep: id, from: id, to: id }),
    z.object({ notes: z.int() }),
  ),
  'note.history': fromPage(z.object({ id }), History),
  'usefulness.get': fromPage(nothing, Usefulness),
  'data.server': fromPage(nothing, z.record(z.string(), z.unknown())),
};
