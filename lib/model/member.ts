import * as z from 'zod/mini';

export const Role = z.enum(['admin', 'manager', 'rep']);
export type Role = z.infer<typeof Role>;

export const Member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  team: z.nullable(z.string()),
});
export type Member = z.infer<typeof Member>;

export const Team = z.object({
  id: z.string(),
  name: z.string(),
  manager: z.nullable(z.string()),
  parent: z.nullable(z.string()),
});
export type Team = z.infer<typeof Team>;

/** The person signed in, with team, manager and reports: the server's response to `/me`. */
export const Me = z.object({
  org: z.object({ id: z.string(), name: z.string(), epoch: z.string(), timeZone: z.string() }),
  user: Member,
  team: z.nullable(Team),
  manager: z.nullable(Member),
  /** Members of the teams that this person manages. */
  reports: z.array(Member),
  teams: z.array(Team),
});
export type Me = z.infer<typeof Me>;

/** A manager has that role, or a team: one rule for devices and server. */
export function isManager(role: Role, hasTeam: boolean): boolean {
  return role !== 'rep' || hasTeam;
}

/**
 * True for a person who may write settings for everyone. While signed out there are only own
 * settings.
 */
export function mayManage(me: Me | null): boolean {
  if (me === null) return true;
  return isManager(
    me.user.role,
    me.teams.some((team) => team.manager === me.user.id),
  );
}

/** True for the manager of a team. */
export function leadsTeam(me: Me | null, team: string): boolean {
  return me?.teams.some(({ id, manager }) => id === team && manager === me.user.id) ?? false;
}
