import * as z from 'zod/mini';
import type { Handlers } from '../../lib/messages/index.ts';
import type { memberMessages } from '../../lib/messages/members.ts';
import {
  ContentCounts,
  FormerPairs,
  History,
  Invitations,
  Member,
  Usefulness,
} from '../../lib/model/index.ts';
import { ofAccount } from './accountFor.ts';
import { call } from './call.ts';
import { refreshMe, syncSoon } from './sync.ts';

const anything = z.unknown();
const Ended = z.object({ ended: z.int() });

/** Data and actions about people that only the server has: requested on demand, never stored. */
export const memberHandlers: Pick<Handlers, keyof typeof memberMessages> = ofAccount({
  'session.members': () =>
    call('GET', '/org/members', undefined, z.object({ members: z.array(Member) })),
  'session.invite': (input) =>
    call(
      'POST',
      '/org/invitations',
      input,
      z.object({ token: z.string(), link: z.optional(z.string()) }),
    ),
  'session.invitations': () => call('GET', '/org/invitations', undefined, Invitations),
  'session.withdraw': async ({ id }) => {
    await call('POST', `/org/invitations/${id}/withdrawal`, {}, anything);
  },
  'session.addTeam': async (input) => {
    const team = await call('POST', '/org/teams', input, z.object({ id: z.string() }));
    await refreshMe();
    return team;
  },
  'session.setMember': async ({ id, ...change }) => {
    await call('PATCH', `/org/members/${id}`, change, anything);
    await refreshMe();
  },
  'session.setTeam': async ({ id, ...change }) => {
    await call('PATCH', `/org/teams/${id}`, change, anything);
    await refreshMe();
  },
  'member.contentCounts': ({ id }) =>
    call('GET', `/org/members/${id}/content-counts`, undefined, ContentCounts),
  'member.remove': async ({ id, ...removal }) => {
    await call('POST', `/org/members/${id}/removal`, removal, anything);
    await refreshMe();
    syncSoon();
  },
  'member.reset': ({ id, ...confirmation }) =>
    call('POST', `/org/members/${id}/reset`, confirmation, z.object({ link: z.string() })),
  'member.signOut': ({ id }) => call('POST', `/org/members/${id}/sign-out`, {}, Ended),
  'member.wipe': ({ id, ...confirmation }) =>
    call('POST', `/org/members/${id}/wipe`, confirmation, Ended),
  'member.pairs': ({ id }) => call('GET', `/org/members/${id}/pairs`, undefined, FormerPairs),
  'member.handOver': async (input) => {
    const moved = await call('POST', '/org/handovers', input, z.object({ notes: z.int() }));
    syncSoon();
    return moved;
  },
  'note.history': ({ id }) => call('GET', `/notes/${id}/history`, undefined, History),
  /** The only aggregate over the whole organisation that the server computes. */
  'usefulness.get': () => call('GET', '/org/usefulness', undefined, Usefulness),
  'data.server': () => call('GET', '/me/export', undefined, z.record(z.string(), z.unknown())),
});
