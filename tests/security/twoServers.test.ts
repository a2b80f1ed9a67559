// F63: one person acts on two servers of one PostgreSQL while an administrator ends what allows it.
// With SQLite it is one server, and two requests at the same time.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PROTO, SCHEMA } from '../../lib/sync/protocol.ts';
import { inviteMember } from '../../server/people/invitations.ts';
import { addTeam, setMember } from '../../server/people/people.ts';
import type { Provider } from '../../server/people/providers.ts';
import { removeMember } from '../../server/people/removal.ts';
import { linkSignIn } from '../../server/people/signIns.ts';
import { type Context, MembershipEndedError } from '../../server/store/context.ts';
import { sessionOf } from '../helpers/accounts.ts';
import { Client } from '../helpers/client.ts';
import {
  acceptInvitation,
  context,
  note,
  type Organisation,
  organisation,
  startServer,
  storeKinds,
  TEST_SECRET,
  type TestServer,
} from '../helpers/server.ts';

const ROUNDS = 4;
const WORD = 'words-of-somebody-who-leaves';

describe.each(storeKinds)('on two servers at once, on %s', (kind) => {
  let first: TestServer;
  let second: TestServer;
  let acme: Organisation;
  let boss: Context;
  let count = 0;
  beforeAll(async () => {
    const env = { SIDELINE_SECRET: TEST_SECRET, SIDELINE_RATE_USER: '100000' };
    first = await startServer(kind, env);
    second =
      kind === 'sqlite'
        ? first
        : await startServer(kind, { ...env, SIDELINE_DB: first.config.database });
    acme = await organisation(first.people, 'acme', 2);
    boss = await context(first.people, acme.boss);
  });
  afterAll(async () => {
    if (second !== first) await second?.close();
    await first?.close();
  });

  const joined = async () => {
    const email = `person${++count}@acme.test`;
    const to = { email, role: 'rep', team: acme.team } as const;
    const id = await acceptInvitation(
      first.people,
      await inviteMember(first.people, boss, to),
      email,
    );
    return { id, token: await sessionOf(first, email) };
  };
  /** Devices that push to both servers until they are stopped. */
  const writing = (user: string, token: string, scopes: readonly string[]) => {
    const statuses = new Set<number>();
    const results = new Map<string, number>();
    let isOver = false;
    const write = async ({ url }: TestServer, index: number) => {
      const device = new Client(first, user);
      while (!isOver) {
        const scope = scopes[index % scopes.length];
        const mutations = Array.from({ length: 5 }, () =>
          device.mutation({ scope, patch: note(user, WORD) }),
        );
        const answer = await fetch(`${url}/sync/push`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ proto: PROTO, schema: SCHEMA, clientId: device.id, mutations }),
        });
        statuses.add(answer.status);
        const { answers = [] } = (await answer.json()) as {
          answers?: { result: { kind: string; code?: string } }[];
        };
        for (const { result } of answers) {
          const name = result.code ?? result.kind;
          results.set(name, (results.get(name) ?? 0) + 1);
        }
      }
    };
    const all = Promise.all([first, second, first, second].map(write));
    const end = async () => {
      isOver = true;
      await all;
      return { statuses, results };
    };
    const wait = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 20_000, interval: 5 });
    const begun = () => wait(() => (results.get('ok') ?? 0) >= 20);
    const isRefused = () => wait(() => statuses.has(401) || results.has('notAllowed'));
    return { begun, isRefused, end };
  };
  const rowsOf = (user: string) =>
    first.store.within(acme.org, (tx) =>
      tx
        .selectFrom('row')
        .select(['id', 'scope', 'version', 'fields', 'deleted'])
        .where('org_id', '=', acme.org)
        .where('author', '=', user)
        .execute(),
    );

  it('nothing that a person pushes during the own removal is left', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id, token } = await joined();
      const device = writing(id, token, [`t:${acme.team}`, `p:${acme.boss}:${id}`, `u:${id}`]);
      await device.begun();
      await removeMember(first.people, boss, id, 'erase');
      await device.isRefused();
      const { statuses } = await device.end();
      expect([...statuses].toSorted()).toEqual([200, 401]);
      const rows = await rowsOf(id);
      expect(rows.filter(({ deleted, fields }) => deleted === 0 || fields.includes(WORD))).toEqual(
        [],
      );
      const left = await first.store.within(acme.org, async (tx) => [
        await tx.selectFrom('client').select('id').where('user_id', '=', id).execute(),
        await tx
          .selectFrom('mutation_result')
          .select('mutation_id')
          .where('mutation_id', 'like', `${id}:%`)
          .execute(),
      ]);
      expect(left.flat()).toEqual([]);
    }
  });
  it('a person who changes the team pushes nothing to the former one afterwards', async () => {
    const team = await addTeam(first.people, boss, { name: 'Another', manager: null });
    // More than elsewhere: the moment in which a push has read half is short.
    for (let round = 0; round < 3 * ROUNDS; round++) {
      const { id, token } = await joined();
      const device = writing(id, token, [`t:${acme.team}`]);
      await device.begun();
      let changed = 0;
      const poke = (_: string, version: number) => {
        changed = version;
      };
      await setMember({ ...first.people, poke }, boss, id, { team });
      await device.isRefused();
      const { statuses, results } = await device.end();
      expect([...statuses]).toEqual([200]);
      expect([...results.keys()].toSorted()).toEqual(['notAllowed', 'ok']);
      const rows = await rowsOf(id);
      expect(rows).toHaveLength(results.get('ok') ?? 0);
      expect(rows.filter(({ version }) => version > changed)).toEqual([]);
    }
  });
  it('of two claims of one CRM user one is kept', async () => {
    const [one = '', two = ''] = acme.reps;
    for (let round = 0; round < ROUNDS; round++) {
      const claim = (server: TestServer, user: string) =>
        new Client(server, user).put('crmIdentity', `o:${acme.org}`, {
          ...{ crm: 'odoo', tenant: 'crm.acme.test', crmUserId: `${round}`, crmName: 'X' },
          userId: user,
        });
      const done = await Promise.all([claim(first, one), claim(second, two)]);
      const kinds = done.map(({ result }) =>
        result?.kind === 'rejected' ? result.code : result?.kind,
      );
      expect(kinds.toSorted()).toEqual(['ok', 'taken']);
    }
  });
  it('a sign-in that is added during a removal does not outlive it', async () => {
    const provider = { issuer: 'https://provider.test', name: 'Provider' } as Provider;
    const deps = { ...second.people, baseUrl: second.url, providers: [] };
    for (let round = 0; round < ROUNDS; round++) {
      const { id } = await joined();
      const who = await context(second.people, id);
      const subject = `leaving ${round}`;
      const [link] = await Promise.allSettled([
        // Once it comes first, and once the removal.
        Promise.resolve(
          round % 2 === 0 ? undefined : new Promise((done) => setTimeout(done, 2)),
        ).then(() => linkSignIn(deps, who, { provider, subject })),
        removeMember(first.people, boss, id, 'keep'),
      ]);
      if (link?.status === 'rejected') expect(link.reason).toBeInstanceOf(MembershipEndedError);
      const left = await first.people.db
        .selectFrom('account')
        .select('userId')
        .where('accountId', '=', subject)
        .execute();
      expect(left).toEqual([]);
      await expect(linkSignIn(deps, who, { provider, subject })).rejects.toThrow(
        MembershipEndedError,
      );
    }
  });
});

describe.runIf(storeKinds.includes('postgres'))('limits of two servers', () => {
  it('count the rows that one person pushes to both', async () => {
    const env = { SIDELINE_SECRET: TEST_SECRET, SIDELINE_RATE_ROWS: '500' };
    const first = await startServer('postgres', env);
    const second = await startServer('postgres', { ...env, SIDELINE_DB: first.config.database });
    try {
      const { reps } = await organisation(first.people, 'acme', 1);
      const [rep = ''] = reps;
      const token = await sessionOf(first, 'rep0@acme.test');
      const pushTo = async ({ url }: TestServer) => {
        const device = new Client(first, rep);
        const mutations = Array.from({ length: 300 }, () =>
          device.mutation({ scope: `u:${rep}`, patch: note(rep, 'x') }),
        );
        const body = { proto: PROTO, schema: SCHEMA, clientId: device.id, mutations };
        const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
        const init = { method: 'POST', headers, body: JSON.stringify(body) };
        return (await fetch(`${url}/sync/push`, init)).status;
      };
      const statuses = await Promise.all([pushTo(first), pushTo(second), pushTo(first)]);
      expect(statuses.toSorted()).toEqual([200, 429, 429]);
      expect(await new Client(first, rep).all()).toHaveLength(300);
    } finally {
      await second.close();
      await first.close();
    }
  });
});
