import { linkTo } from '../../lib/model/index.ts';
import { api } from '../api/index.ts';
import type { Serve } from '../http/serve.ts';
import { formerPairs, handOver } from '../people/handover.ts';
import { inviteMember, openInvitations, redeem, revokeInvitation } from '../people/invitations.ts';
import type { MailNotice } from '../people/notices.ts';
import { addTeam, type PeopleDeps, setMember, setTeam } from '../people/people.ts';
import { contentCountsOf, removeMember } from '../people/removal.ts';
import { formerOf, membersOf, meOf, withAddresses } from '../store/context.ts';

/** Members, teams, invitations and handovers. */
export function peopleRoutes(
  serve: Serve,
  deps: PeopleDeps & { baseUrl: string; mailNotice: MailNotice },
): void {
  serve(api.acceptInvitation, async (_, input) => {
    await redeem(deps, input);
    return { ok: true };
  });
  serve(api.me, (c) => meOf(deps.db, c.get('who')));
  serve(api.members, async (c) => {
    const who = c.get('who');
    return {
      members: withAddresses(who, await membersOf(deps.db, who.org)),
      former: await formerOf(deps.db, who.org),
    };
  });
  serve(api.formerPairs, (c) => formerPairs(deps, c.get('who'), c.req.param('id')));
  serve(api.handOver, (c, input) => handOver(deps, c.get('who'), input));
  serve(api.contentCounts, (c) => contentCountsOf(deps, c.get('who'), c.req.param('id')));
  serve(api.removeMember, async (c, { notes }) => {
    await removeMember(deps, c.get('who'), c.req.param('id'), notes);
    return { ok: true };
  });
  serve(api.invite, async (c, input) => {
    const token = await inviteMember(deps, c.get('who'), input);
    // Behind the #: the secret of a link never reaches a server's log.
    return { token, link: linkTo(deps.baseUrl, 'join', token) };
  });
  serve(api.invitations, (c) => openInvitations(deps, c.get('who')));
  serve(api.revokeInvitation, async (c) => {
    await revokeInvitation(deps, c.get('who'), c.req.param('id'));
    return { ok: true };
  });
  serve(api.addTeam, async (c, { name }) => ({
    id: await addTeam(deps, c.get('who'), { name, manager: null }),
  }));
  serve(api.changeTeam, async (c, input) => {
    await setTeam(deps, c.get('who'), c.req.param('id'), input);
    return { ok: true };
  });
  serve(api.changeMember, async (c, input) => {
    for (const notice of await setMember(deps, c.get('who'), c.req.param('id'), input))
      deps.mailNotice(notice, c.req.header('accept-language'));
    return { ok: true };
  });
}
