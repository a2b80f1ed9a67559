import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { Role } from '../../lib/model/index.ts';
import { body, type Env } from '../http.ts';
import { addTeam, inviteMember, type PeopleDeps, redeem, setMember, setTeam } from '../people/people.ts';
import { membersOf, meOf } from '../store/context.ts';

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(120));
const email = z.string().check(z.trim(), z.maxLength(254), z.email());
const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
const TimeZone = z.string().check(
  z.maxLength(60),
  z.refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC'),
);

const Redeem = z.object({
  token: z.string().check(z.maxLength(200)),
  name,
  email,
  password: z.string().check(z.maxLength(200)),
  orgName: z._default(name, 'Sideline'),
  timeZone: z._default(TimeZone, 'UTC'),
});
const Invite = z.object({ email, role: Role, team: z.nullable(id) });
const NewTeam = z.object({ name, manager: z.nullable(id) });
const TeamChange = z.object({ name: z.optional(name), manager: z.optional(z.nullable(id)) });
const MemberChange = z.object({ role: z.optional(Role), team: z.optional(z.nullable(id)) });

/** Accepting an invitation needs no session; everything else here does. */
export function openRoutes(app: Hono<Env>, deps: PeopleDeps): void {
  app.post('/invitations/accept', async (c) => {
    await redeem(deps, await body(c, Redeem));
    return c.json({ ok: true });
  });
}

export function memberRoutes(app: Hono<Env>, deps: PeopleDeps): void {
  app.get('/me', async (c) => c.json(await meOf(deps.db, c.get('who'))));
  app.get('/org/members', async (c) => {
    const who = c.get('who');
    const all = await membersOf(deps.db, who.org);
    // Names are for everyone, since notes carry them; addresses and roles are for administrators.
    return c.json({ members: who.role === 'admin' ? all : all.map((member) => ({ ...member, email: '' })) });
  });
  app.post('/org/invitations', async (c) => c.json({ token: await inviteMember(deps, c.get('who'), await body(c, Invite)) }));
  app.post('/org/teams', async (c) => c.json({ id: await addTeam(deps, c.get('who'), await body(c, NewTeam)) }));
  app.patch('/org/teams/:id', async (c) => {
    await setTeam(deps, c.get('who'), c.req.param('id'), await body(c, TeamChange));
    return c.json({ ok: true });
  });
  app.patch('/org/members/:id', async (c) => {
    await setMember(deps, c.get('who'), c.req.param('id'), await body(c, MemberChange));
    return c.json({ ok: true });
  });
}
