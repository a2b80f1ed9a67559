// F38: what works once is used twice at the same time: an invitation, a link for a password, a
// one-time token, a provider's claim. One use wins, also with two servers on one PostgreSQL.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Claims, memberFor } from '../../server/people/claims.ts';
import { inviteMember } from '../../server/people/invitations.ts';
import { consumeOneTimeToken, createOneTimeToken } from '../../server/people/oneTimeTokens.ts';
import type { Provider } from '../../server/people/providers.ts';
import { createResetLink } from '../../server/people/resetLinks.ts';
import { linkSignIn } from '../../server/people/signIns.ts';
import type { Context } from '../../server/store/context.ts';
import {
  acceptInvitation,
  context,
  type Organisation,
  organisation,
  startServer,
  storeKinds,
  TEST_SECRET,
  type TestServer,
} from '../helpers/server.ts';

const ISSUER = 'https://provider.test';
const ROUNDS = 4;

describe.each(storeKinds)('used twice at once, on %s', (kind) => {
  let first: TestServer;
  /** On PostgreSQL another server on the same database. */
  let second: TestServer;
  let acme: Organisation;
  let boss: Context;
  let count = 0;
  beforeAll(async () => {
    first = await startServer(kind, { SIDELINE_SECRET: TEST_SECRET });
    acme = await organisation(first.people, 'acme', 1);
    boss = await context(first.people, acme.boss);
    second =
      kind === 'sqlite'
        ? first
        : await startServer(kind, {
            SIDELINE_SECRET: TEST_SECRET,
            SIDELINE_DB: first.config.database,
          });
  });
  afterAll(async () => {
    if (second !== first) await second?.close();
    await first?.close();
  });

  const invited = async () => {
    const email = `person${++count}@acme.test`;
    const to = { email, role: 'rep', team: acme.team } as const;
    return { email, token: await inviteMember(first.people, boss, to) };
  };
  const claimsOf = (subject: string, email: string): Claims => ({
    subject,
    email,
    verified: true,
    name: 'New',
  });
  const usersOf = (subject: string) =>
    first.people.db
      .selectFrom('account')
      .select('userId')
      .where('providerId', '=', ISSUER)
      .where('accountId', '=', subject)
      .execute();
  const fulfilled = (done: readonly { status: string }[]) =>
    done.filter(({ status }) => status === 'fulfilled').length;

  it('an invitation makes one account', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { email, token } = await invited();
      const done = await Promise.allSettled(
        [first, second, first, second].map(({ people }) => acceptInvitation(people, token, email)),
      );
      expect(fulfilled(done)).toBe(1);
    }
  });
  it('a link for a password sets one password', async () => {
    const user = acme.reps[0] ?? '';
    for (let round = 0; round < ROUNDS; round++) {
      const { secret } = await createResetLink(first.people, boss, user);
      const statuses = await Promise.all(
        [first, second, first, second].map(async ({ url }, index) => {
          const newPassword = `violet ${index} kettle ${round} orbit`;
          const body = JSON.stringify({ token: secret, newPassword });
          const headers = { 'content-type': 'application/json' };
          const init = { method: 'POST', headers, body };
          return (await fetch(`${url}/auth/reset-password`, init)).status;
        }),
      );
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.every((status) => status < 500)).toBe(true);
    }
  });
  it('a one-time token gives its data once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const now = Date.now();
      const token = await createOneTimeToken(first.people.db, 'code', { round }, now + 60_000);
      const got = await Promise.all(
        [first, second, first, second].map(({ people }) =>
          consumeOneTimeToken(people.db, 'code', token, now),
        ),
      );
      expect(got.filter((data) => data !== null)).toEqual([{ round }]);
    }
  });
  it('a claim of a provider makes one account', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { email } = await invited();
      const claims = claimsOf(`same ${round}`, email);
      const done = await Promise.allSettled(
        [first, second].map(({ people }) => memberFor(people, ISSUER, claims)),
      );
      expect(fulfilled(done)).toBeGreaterThan(0);
      expect(await usersOf(claims.subject)).toHaveLength(1);
    }
  });
  it('a claim under two invited addresses makes one account', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const subject = `two ${round}`;
      const [one, two] = [await invited(), await invited()];
      const done = await Promise.allSettled([
        memberFor(first.people, ISSUER, claimsOf(subject, one.email)),
        memberFor(second.people, ISSUER, claimsOf(subject, two.email)),
      ]);
      const [linked, ...others] = await usersOf(subject);
      expect(others).toEqual([]);
      const users = done.flatMap((item) => (item.status === 'fulfilled' ? [item.value] : []));
      expect(users).toEqual(users.map(() => ({ user: linked?.userId })));
    }
  });
  it('a claim that is being added to an account makes no other account', async () => {
    const provider = { issuer: ISSUER, name: 'Provider' } as Provider;
    const deps = { ...second.people, baseUrl: second.url, providers: [] };
    for (let round = 0; round < ROUNDS; round++) {
      const subject = `added ${round}`;
      const { email } = await invited();
      await Promise.allSettled([
        memberFor(first.people, ISSUER, claimsOf(subject, email)),
        linkSignIn(deps, boss, { provider, subject }),
      ]);
      expect(await usersOf(subject)).toHaveLength(1);
    }
  });
});
