import { randomBytes } from 'node:crypto';
import type { Context } from '../store/context.ts';
import type { Db } from '../store/tables.ts';
import { endResetLinks, RESET, resetIdentifier } from './madeByAdmins.ts';
import { actorOf, addNotices, type Notice } from './notices.ts';
import { createLink, forgetLink, linkOf } from './oneTimeTokens.ts';
import { lockAsAdmin, memberIn, type PeopleDeps, PeopleError } from './people.ts';

const RESET_MS = 24 * 3_600_000;

/**
 * A secret that sets a new password once, within a day. For an administrator to pass on if no mail
 * server is configured. Older links of the person end, and the person is notified. Nobody gets a
 * link for themselves: a stolen session would open the account without its password.
 */
export async function createResetLink(
  deps: PeopleDeps,
  who: Context,
  user: string,
): Promise<{ secret: string; notice: Notice }> {
  if (who.role !== 'admin' || who.user === user) throw new PeopleError('notAllowed');
  const secret = randomBytes(24).toString('base64url');
  const expiresAt = deps.now() + RESET_MS;
  const notice = await deps.store.within(who.org, async (tx) => {
    await lockAsAdmin(tx, who);
    await memberIn(tx, who, user);
    await endResetLinks(tx, user);
    const stamp = new Date(deps.now()).toISOString();
    await tx
      .insertInto('verification')
      .values({
        id: deps.ids.next(),
        identifier: resetIdentifier(secret),
        value: user,
        expiresAt: new Date(expiresAt).toISOString(),
        createdAt: stamp,
        updatedAt: stamp,
      })
      .execute();
    await createLink(tx, RESET, secret, { user, by: who.user }, expiresAt);
    const made: Notice = { org: who.org, user, kind: 'resetLink', by: await actorOf(tx, who) };
    await addNotices(tx, deps, [made]);
    return made;
  });
  return { secret, notice };
}

/**
 * Ends the older links of a person who got a newer one by mail. Links that were asked for at the
 * same moment do not end each other: the last one stays.
 */
export async function newestLinkOnly(db: Db, email: string, secret: string): Promise<void> {
  const person = await db
    .selectFrom('user')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst();
  if (!person) return;
  const ofPerson = db.selectFrom('verification').where('value', '=', person.id);
  const newest = ofPerson.where('identifier', '=', resetIdentifier(secret));
  const older = await db
    .deleteFrom('verification')
    .where('value', '=', person.id)
    .where('identifier', 'like', resetIdentifier('%'))
    .where((is) =>
      is.or([
        is('createdAt', '<', newest.select('createdAt')),
        is.and([
          is('createdAt', '=', newest.select('createdAt')),
          is('identifier', '<', resetIdentifier(secret)),
        ]),
      ]),
    )
    .returning('identifier')
    .execute();
  for (const { identifier } of older)
    await forgetLink(db, RESET, identifier.slice(resetIdentifier('').length));
}

/**
 * What a link is: `mailed` proves the person's address, `passedOn` comes from an administrator, and
 * `void` from a person who may not make such links any more.
 */
export async function resetLinkKind(
  db: Db,
  secret: string,
): Promise<'mailed' | 'passedOn' | 'void'> {
  const link = await linkOf(db, RESET, secret);
  if (!link) return 'mailed';
  const maker = await db
    .selectFrom('member as maker')
    .innerJoin('member as person', 'person.org_id', 'maker.org_id')
    .select('maker.user_id')
    .where('maker.user_id', '=', link.by)
    .where('maker.role', '=', 'admin')
    .where('person.user_id', '=', link.user)
    .executeTakeFirst();
  return maker ? 'passedOn' : 'void';
}
