import * as z from 'zod/mini';

export const Role = z.enum(['admin', 'manager', 'rep']);
export type Role = z.infer<typeof Role>;

export const Member = z.object({ id: z.string(), name: z.string(), email: z.string(), role: Role, team: z.nullable(z.string()) });
export type Member = z.infer<typeof Member>;

export const Team = z.object({ id: z.string(), name: z.string(), manager: z.nullable(z.string()), parent: z.nullable(z.string()) });
export type Team = z.infer<typeof Team>;

/** Who is signed in and who is around them: what the server answers to “who am I”. */
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
