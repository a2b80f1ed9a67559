import type { Hono } from 'hono';
import { linkTo } from '../../lib/model/index.ts';
import { body } from '../http/bodies.ts';
import type { Env } from '../http/env.ts';
import { formerPairs, handOver } from '../people/handover.ts';
import { inviteMember, openInvitations, redeem, revokeInvitation } from '../people/invitations.ts';
import type { MailNotice } from '../people/notices.ts';
import { addTeam, type PeopleDeps, setMember, setTeam } from '../people/people.ts';
import { contentCountsOf, removeMember } from '../people/removal.ts';
import { formerOf, membersOf, meOf } from '../store/context.ts';
import {
  HandoverRequest,
  Invite,
  MemberChange,
  NewTeam,
  Redeem,
  Removal,
  TeamChange,
} from './shapes.ts';

/** Accepting an invitation needs no session; everything else here does. */
export function openRoutes(app: Hono<Env>, deps: PeopleDeps): void {
  app.post('/invitations/accept', async (c) => {
    await redeem(deps, await body(c, Redeem));
    return c.json({ ok: true });
  });
}

export function memberRoutes(
  app: Hono<Env>,
  deps: PeopleDeps & { baseUrl: string; mailNotice: MailNotice },
): void {
  app.get('/me', async (c) => c.json(await meOf(deps.db, c.get('who'))));
  app.get('/org/members', async (c) => {
    const who = c.get('who');
    const all = await membersOf(deps.db, who.org);
    // Everyone gets names, since notes show them; only administrators get addresses.
    return c.json({
      members: who.role === 'admin' ? all : all.map((member) => ({ ...member, email: '' })),
      former: await formerOf(deps.db, who.org),
    });
  });
  app.get('/org/members/:id/pairs', async (c) =>
    c.json(await formerPairs(deps, c.get('who'), c.req.param('id'))),
  );
  app.post('/org/handovers', async (c) =>
    c.json(await handOver(deps, c.get('who'), await body(c, HandoverRequest))),
  );
  app.get('/org/members/:id/content-counts', async (c) =>
    c.json(await contentCountsOf(deps, c.get('who'), c.req.param('id'))),
  );
  app.post('/org/members/:id/removal', async (c) => {
    await removeMember(deps, c.get('who'), c.req.param('id'), (await body(c, Removal)).notes);
    return c.json({ ok: true });
  });
  app.post('/org/invitations', async (c) => {
    const token = await inviteMember(deps, c.get('who'), await body(c, Invite));
    // Behind the #: the secret of a link never reaches a server's log.
    return c.json({ token, link: linkTo(deps.baseUrl, 'join', token) });
  });
  app.get('/org/invitations', async (c) => c.json(await openInvitations(deps, c.get('who'))));
  app.post('/org/invitations/:id/withdrawal', async (c) => {
    await revokeInvitation(deps, c.get('who'), c.req.param('id'));
    return c.json({ ok: true });
  });
  app.post('/org/teams', async (c) =>
    c.json({ id: await addTeam(deps, c.get('who'), await body(c, NewTeam)) }),
  );
  app.patch('/org/teams/:id', async (c) => {
    await setTeam(deps, c.get('who'), c.req.param('id'), await body(c, TeamChange));
    return c.json({ ok: true });
  });
  app.patch('/org/members/:id', async (c) => {
    const change = await body(c, MemberChange);
    for (const notice of await setMember(deps, c.get('who'), c.req.param('id'), change))
      deps.mailNotice(notice, c.req.header('accept-language'));
    return c.json({ ok: true });
  });
}
