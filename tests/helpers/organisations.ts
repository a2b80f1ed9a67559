import { invite, inviteMember, redeem } from '../../server/people/invitations.ts';
import type { Running } from '../../server/start.ts';
import { type Context, contextOf } from '../../server/store/context.ts';

export const PASSWORD = 'a long enough password';

/** Accepts an invitation as a new person. @returns the id of the new user. */
export async function acceptInvitation(
  people: Running['people'],
  token: string,
  email: string,
  orgName = 'Org',
): Promise<string> {
  await redeem(people, {
    token,
    name: email.split('@')[0] ?? '',
    email,
    password: PASSWORD,
    orgName,
    timeZone: 'UTC',
  });
  return (
    await people.db
      .selectFrom('user')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
  ).id;
}

export async function context(people: Running['people'], user: string): Promise<Context> {
  const who = await contextOf(people.db, user);
  if (!who) throw new Error('no such member');
  return who;
}

/**
 * The first organisation is founded by its invitation (null). A server founds no other, so that
 * another one is added to its table.
 */
async function unfounded(people: Running['people'], name: string): Promise<string | null> {
  if (!(await people.db.selectFrom('org').select('id').limit(1).executeTakeFirst())) return null;
  const id = people.ids.next();
  const numbers = { version: 0, floor: 0, people: 0, share_snapshots: 1, created_at: people.now() };
  await people.db
    .insertInto('org')
    .values({ id, name, epoch: people.ids.next(), time_zone: 'UTC', ...numbers })
    .execute();
  return id;
}

/** An organisation with an administrator who manages a team of reps. */
export async function organisation(people: Running['people'], name: string, reps: number) {
  const boss = await acceptInvitation(
    people,
    await invite(people, await unfounded(people, name), { email: null, role: 'admin', team: null }),
    `boss@${name}.test`,
    name,
  );
  const team = `team-${name}`;
  const org = (await context(people, boss)).org;
  await people.db
    .insertInto('team')
    .values({ org_id: org, id: team, name, manager: boss, parent: null })
    .execute();
  const members: string[] = [];
  for (let index = 0; index < reps; index++)
    members.push(
      await acceptInvitation(
        people,
        await inviteMember(people, await context(people, boss), {
          email: `rep${index}@${name}.test`,
          role: 'rep',
          team,
        }),
        `rep${index}@${name}.test`,
      ),
    );
  return { org, boss, team, reps: members };
}

export type Organisation = Awaited<ReturnType<typeof organisation>>;

export async function tokenOf(url: string, email: string): Promise<string> {
  const response = await fetch(`${url}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const token = response.headers.get('set-auth-token');
  if (!token) throw new Error(`no token: ${response.status}`);
  return token;
}
