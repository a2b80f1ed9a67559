import { invite, inviteMember, redeem } from './people/invitations.ts';
import { addTeam, type PeopleDeps, setMember } from './people/people.ts';
import { contextOf } from './store/context.ts';

/** The sample team: invented people of an invented company. */
export const sampleTeam = {
  org: 'Larch sample company',
  password: 'larch-sample-2026',
  manager: { name: 'Dana Whitfield', email: 'dana.whitfield@larch.example' },
  reps: [
    { name: 'Tomas Lindqvist', email: 'tomas.lindqvist@larch.example' },
    { name: 'Jonas Weber', email: 'jonas.weber@larch.example' },
    { name: 'Aisha Rahman', email: 'aisha.rahman@larch.example' },
    { name: 'Carla Ortega', email: 'carla.ortega@larch.example' },
  ],
} as const;

async function join(
  deps: PeopleDeps,
  token: string,
  person: { name: string; email: string },
): Promise<string> {
  await redeem(deps, {
    token,
    ...person,
    password: sampleTeam.password,
    orgName: sampleTeam.org,
    timeZone: 'Europe/London',
  });
  return (
    await deps.db
      .selectFrom('user')
      .select('id')
      .where('email', '=', person.email)
      .executeTakeFirstOrThrow()
  ).id;
}

/** Fills an empty server with the sample team, through invitations like a real team. */
export async function addSampleTeam(deps: PeopleDeps): Promise<void> {
  if (await deps.db.selectFrom('org').select('id').limit(1).executeTakeFirst()) return;
  const dana = await join(
    deps,
    await invite(deps, null, { email: null, role: 'admin', team: null }),
    sampleTeam.manager,
  );
  const who = await contextOf(deps.db, dana);
  if (!who) throw new Error('the sample organisation was not made');
  const team = await addTeam(deps, who, { name: 'Northern Europe', manager: dana });
  await setMember(deps, who, dana, { team });
  for (const rep of sampleTeam.reps)
    await join(deps, await inviteMember(deps, who, { email: rep.email, role: 'rep', team }), rep);
}
