import { readConfig } from '../../server/config.ts';
import { inviteMember, redeem } from '../../server/people/invitations.ts';
import { addTeam, setMember } from '../../server/people/people.ts';
import { signInAs } from '../../server/people/sessions.ts';
import { addSampleTeam, sampleTeam } from '../../server/sample.ts';
import { start } from '../../server/start.ts';
import { contextOf } from '../../server/store/context.ts';
import { freePort, Person, scratch } from '../../tests/soak/process.ts';

/** A manager and the reps, all signed in. */
export interface Team {
  boss: Person;
  reps: Person[];
}

/**
 * Adds teams of `size` people to the sample organisation of a database, through invitations.
 * @returns a session of each person by team, the manager first: signing in 200 people would reach
 * the rate limit for passwords.
 */
export async function addCompany(
  database: string,
  teams: number,
  size: number,
): Promise<string[][]> {
  const place = scratch();
  const env = {
    SIDELINE_PORT: String(await freePort()),
    SIDELINE_DB: database,
    SIDELINE_LOG: 'silent',
    SIDELINE_SECRET: 'a secret of the long runs, 40 letters or so',
  };
  const running = await start(readConfig(env, place.path('.')));
  try {
    const { people } = running;
    await addSampleTeam(people);
    const idOf = async (email: string) =>
      (
        await people.db
          .selectFrom('user')
          .select('id')
          .where('email', '=', email)
          .executeTakeFirstOrThrow()
      ).id;
    const admin = await contextOf(people.db, await idOf(sampleTeam.manager.email));
    if (!admin) throw new Error('no administrator');
    const join = async (team: number, index: number, into: string | null) => {
      const email = `person${index}.team${team}@larch.example`;
      const token = await inviteMember(people, admin, { email, role: 'rep', team: into });
      await redeem(people, {
        token,
        name: `Person ${index} of team ${team}`,
        email,
        password: sampleTeam.password,
        orgName: '',
        timeZone: 'UTC',
      });
      return idOf(email);
    };
    const company: string[][] = [];
    for (let team = 0; team < teams; team++) {
      const boss = await join(team, 0, null);
      const id = await addTeam(people, admin, { name: `Team ${team}`, manager: boss });
      await setMember(people, admin, boss, { team: id });
      const sessions = [await signInAs(people.auth, boss)];
      for (let index = 1; index < size; index++)
        sessions.push(await signInAs(people.auth, await join(team, index, id)));
      company.push(sessions);
    }
    return company;
  } finally {
    await running.stop();
    place.remove();
  }
}

/**
 * All people of the company; each writes to the scope that manager and rep share.
 * @param urls of the server processes, used in turn.
 */
export async function gather(
  urls: readonly string[],
  company: readonly string[][],
): Promise<Team[]> {
  const teams: Team[] = [];
  for (const [team, sessions] of company.entries()) {
    const [boss, ...reps] = await Promise.all(
      sessions.map((token, index) =>
        Person.holding(urls[index % urls.length] ?? '', token, `load-${team}-${index}`),
      ),
    );
    if (!boss) throw new Error('a team without people');
    for (const rep of reps) rep.scope = `p:${boss.user}:${rep.user}`;
    teams.push({ boss, reps });
  }
  return teams;
}
