import { insertUser } from '../../server/people/auth.ts';
import { joinOrg } from '../../server/people/pairs.ts';
import { signInAs } from '../../server/people/sessions.ts';
import type { Running } from '../../server/start.ts';
import type { Store } from '../../server/store/store.ts';
import { Client } from '../helpers/client.ts';
import { note } from '../helpers/note.ts';
import { type Organisation, organisation, tokenOf } from '../helpers/organisations.ts';

/** A text in rows that the attacker may not read; no response may contain it. */
export const CANARY = 'canary-that-nobody-else-may-hear';

/** What the attacker's server has, and the sessions that the attacker holds. */
export interface Targets {
  acme: Organisation;
  other: Organisation;
  /** Bearer tokens of the attacking rep, and of a person of the other organisation. */
  token: string;
  foreign: string;
  /** A token of the attacking rep whose session has ended. */
  ended: string;
  /** A private row of the manager. */
  secretRow: string;
  /** Other people's rows under ids that everyone can compute. */
  keyedRows: readonly string[];
}

type Prepared = Pick<Running, 'url' | 'store' | 'people'>;

/** Fills a server with two organisations and with rows that the attacker may not read. */
export async function prepareTargets(server: Prepared): Promise<Targets> {
  const acme = await organisation(server.people, 'acme', 2);
  const other = await organisation(server.people, 'other', 1);
  const token = await tokenOf(server.url, 'rep0@acme.test');
  const foreign = await tokenOf(server.url, 'rep0@other.test');
  const ended = await tokenOf(server.url, 'rep0@acme.test');
  const authorization = `Bearer ${ended}`;
  await fetch(`${server.url}/auth/sign-out`, { method: 'POST', headers: { authorization } });
  const boss = new Client(server, acme.boss);
  const secret = { scope: `u:${acme.boss}`, patch: note(acme.boss, CANARY) };
  const secretRow = (await boss.one(secret)).id;
  const fact = { refKey: 'odoo/t/deal/1', field: 'amount', value: CANARY };
  const pair = `p:${acme.boss}:${acme.reps[1]}`;
  const keyedRows: string[] = [];
  for (const scope of [`u:${acme.boss}`, pair])
    keyedRows.push((await boss.put('typedFact', scope, fact)).id);
  keyedRows.push((await boss.put('profile', pair, { member: acme.reps[1] })).id);
  return { acme, other, token, foreign, ended, secretRow, keyedRows };
}

/** Adds members without a password. @returns a session of each. */
export async function addCrowd(
  { people, store }: Prepared,
  org: string,
  count: number,
): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `crowd-${index}-${org}`);
  await store.db.transaction().execute(async (tx) => {
    for (const id of ids) {
      const person = { id, email: `${id}@crowd.test`, name: id, emailVerified: true };
      await insertUser(tx, { ...person, now: new Date() });
      await joinOrg(tx, { org, user: id, role: 'rep', team: null, now: Date.now() });
    }
  });
  const tokens: string[] = [];
  for (const id of ids) tokens.push(await signInAs(people.auth, id));
  return tokens;
}

/**
 * Everything that the attacker may not change: in both organisations all rows except the attacker's
 * own in the own scopes, who is who, and how the others sign in.
 */
export async function stateOf(store: Store, { acme, other }: Targets): Promise<string> {
  const state: unknown[] = [];
  const [attacker = ''] = acme.reps;
  const [outsider = ''] = other.reps;
  const own = [
    ...[`u:${attacker}`, `p:${acme.boss}:${attacker}`],
    ...[`t:${acme.team}`, `o:${acme.org}`],
  ];
  for (const org of [acme.org, other.org])
    state.push(
      await store.within(org, (tx) =>
        tx
          .selectFrom('row')
          .select(['id', 'scope', 'fields', 'version', 'author', 'deleted'])
          .where('org_id', '=', org)
          .where((eb) => eb.or([eb('author', '!=', attacker), eb('scope', 'not in', own)]))
          // The other organisation's person may export what is their own, which is logged. Team
          // mates may report that they looked.
          .where((eb) =>
            eb.or([eb('collection', '!=', 'dataExport'), eb('scope', '!=', `u:${outsider}`)]),
          )
          .where((eb) => eb.or([eb('author', '!=', attacker), eb('collection', '!=', 'opening')]))
          .orderBy('id')
          .execute(),
      ),
    );
  const { db } = store;
  const [members, teams, invitations] = [
    await db.selectFrom('member').selectAll().orderBy('user_id').execute(),
    await db.selectFrom('team').selectAll().orderBy('id').execute(),
    await db.selectFrom('invitation').select(['id', 'used_at']).orderBy('id').execute(),
  ];
  const people = await db
    .selectFrom('user')
    .leftJoin('account', 'account.userId', 'user.id')
    .select(['user.id', 'user.name', 'user.email', 'account.providerId', 'account.password'])
    .where('user.id', '!=', attacker)
    .orderBy('user.id')
    .execute();
  return JSON.stringify([...state, members, teams, invitations, people]);
}
