// F38: two requests at the same time. A person who was removed twice at once, with another choice,
// was erased less than the first choice said; a person who joined while an administrator changed
// something could be refused; and a number that one store does not hold was answered “later”.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PROTO, SCHEMA } from '../../lib/sync/protocol.ts';
import { erasePerson } from '../../server/ops/person.ts';
import { inviteMember } from '../../server/people/invitations.ts';
import { addTeam, setTeam } from '../../server/people/people.ts';
import { removeMember } from '../../server/people/removal.ts';
import { createResetLink } from '../../server/people/resetLinks.ts';
import { signOutMember } from '../../server/people/sessions.ts';
import type { Context } from '../../server/store/context.ts';
import { allErasures, isAbout } from '../../server/store/erased.ts';
import { lockOrg } from '../../server/sync/rows.ts';
import {
  acceptInvitation,
  context,
  type Organisation,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

describe.each(storeKinds)('side by side, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  let boss: Context;
  let count = 0;
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 1);
    boss = await context(server.people, acme.boss);
  });
  afterAll(() => server.close());

  const invited = async () => {
    const email = `person${++count}@acme.test`;
    const to = { email, role: 'rep', team: acme.team } as const;
    return { email, token: await inviteMember(server.people, boss, to) };
  };
  const joined = async () => {
    const { email, token } = await invited();
    return { email, id: await acceptInvitation(server.people, token, email) };
  };
  const erasure = async (id: string) => {
    const all = await server.store.owning((owner) => allErasures(owner));
    return all.find((entry) => entry.id === id);
  };

  it('two removals of one person: the first decides, and its choice stays', async () => {
    for (let run = 0; run < 6; run++) {
      const { id } = await joined();
      const done = await Promise.allSettled([
        removeMember(server.people, boss, id, 'erase'),
        removeMember(server.people, boss, id, 'keep'),
      ]);
      expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const first = done[0]?.status === 'fulfilled' ? 'erase' : 'keep';
      expect((await erasure(id))?.choice).toBe(first);
    }
  });
  it('what is done for a person who is removed at the same time is not done later', async () => {
    const { id } = await joined();
    const { people } = server;
    const done = await Promise.allSettled([
      removeMember(people, boss, id, 'keep'),
      createResetLink(people, boss, id),
      signOutMember(people, boss, id),
      setTeam(people, boss, acme.team, { manager: id }),
      addTeam(people, boss, { name: 'Ghost', manager: id }),
    ]);
    const managers = await people.db.selectFrom('team').select('manager').execute();
    expect(managers.filter(({ manager }) => manager === id)).toEqual([]);
    const links = await people.db.selectFrom('verification').select('value').execute();
    expect(links.filter(({ value }) => value === id)).toEqual([]);
    expect(done[0]?.status).toBe('fulfilled');
  });
  it('an erasure after a removal still knows the address that is not invited again', async () => {
    const { email, id } = await joined();
    await removeMember(server.people, boss, id, 'keep');
    await erasePerson(server.store, id, Date.now());
    const entry = await erasure(id);
    expect(entry?.choice).toBe('erase');
    expect(entry !== undefined && isAbout(entry, email)).toBe(true);
  });
  it('numbers that only one of the stores would hold are refused', async () => {
    const token = await tokenOf(server.url, 'rep0@acme.test');
    const status = async (schema: number) => {
      const body = { proto: PROTO, schema, clientId: `c${schema}`, mutations: [] };
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      return (await fetch(`${server.url}/sync/push`, init)).status;
    };
    expect(await status(SCHEMA)).toBe(200);
    expect(await status(2 ** 31 - 1)).toBe(200);
    expect([await status(2 ** 31), await status(-1), await status(1.5)]).toEqual([400, 400, 400]);
  });

  it.runIf(kind === 'postgres')(
    'a person who joins and an administrator do not wait for each other',
    async () => {
      const { email, token } = await invited();
      const isWaiting = () =>
        server.store.owning(async (owner) => {
          const { rows } = await sql`
            select 1 from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
          `.execute(owner);
          return rows.length > 0;
        });
      let joining: Promise<unknown> = Promise.resolve();
      await server.store.within(acme.org, async (tx) => {
        await lockOrg(tx, acme.org, 0);
        joining = acceptInvitation(server.people, token, email).catch((error: unknown) => error);
        await vi.waitUntil(isWaiting, { timeout: 10_000, interval: 20 });
        await tx.deleteFrom('invitation').where('email', '=', email).execute();
      });
      expect(await joining).toMatchObject({ code: 'invitation' });
    },
  );
});
