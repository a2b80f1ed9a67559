// F28: the invitation of an empty server, which stands in its log, founded a second company in a
// database that was restored meanwhile. F82: of the invitations for a company without an
// administrator, which stand in logs too, all worked for a week.
import { describe, expect, it } from 'vitest';
import { invite, inviteAdministrator } from '../../server/people/invitations.ts';
import { backUp, restoreInPlace } from '../helpers/restored.ts';
import { scratchFolder } from '../helpers/scratch.ts';
import { acceptInvitation, organisation, startServer, storeKinds } from '../helpers/server.ts';

const { closing, path } = scratchFolder();

const FOUNDER = { email: null, role: 'admin', team: null } as const;
const refusal = { code: 'invitation' };

describe.each(storeKinds)('the invitation of a founder, on %s', (kind) => {
  async function empty() {
    const server = await startServer(kind);
    closing.push(() => server.close());
    const token = await invite(server.people, null, FOUNDER);
    const orgs = () => server.people.db.selectFrom('org').select('name').execute();
    return { server, token, orgs };
  }

  it('does not work once a company exists, however it came to be', async () => {
    const { server, token, orgs } = await empty();
    const { people } = server;
    await organisation(people, 'acme', 0);
    // As a restore leaves it: the invitation is there, and so is a company.
    const late = await invite(people, null, FOUNDER);
    for (const link of [token, late])
      await expect(acceptInvitation(people, link, 's@evil.test')).rejects.toMatchObject(refusal);
    expect(await orgs()).toEqual([{ name: 'acme' }]);
  });

  it('is revoked by the next start of a server with a company', async () => {
    const { server } = await empty();
    await organisation(server.people, 'acme', 0);
    await invite(server.people, null, FOUNDER);
    const { database, secret } = server.config;
    await server.stop();
    const again = await startServer(kind, { SIDELINE_DB: database, SIDELINE_SECRET: secret });
    closing.push(() => again.close());
    const open = await again.people.db
      .selectFrom('invitation')
      .select('id')
      .where('org_id', 'is', null)
      .where('used_at', 'is', null)
      .execute();
    expect(open).toEqual([]);
  });

  it('does not survive a restore', async () => {
    const other = await startServer(kind);
    closing.push(() => other.close());
    await organisation(other.people, 'acme', 0);
    await backUp(other, path('b.gz'));
    const { server, token } = await empty();
    const again = await restoreInPlace(kind, server, path('b.gz'));
    closing.push(() => again.close());
    await expect(acceptInvitation(again.people, token, 's@evil.test')).rejects.toMatchObject(
      refusal,
    );
  });

  it('of two founders at the same time one founds a company', async () => {
    const { server, token, orgs } = await empty();
    const second = await invite(server.people, null, FOUNDER);
    const results = await Promise.allSettled([
      acceptInvitation(server.people, token, 'a@acme.test', 'first'),
      acceptInvitation(server.people, second, 'b@acme.test', 'second'),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await orgs()).toHaveLength(1);
  });

  it('of a later administrator is the latest one, and none once there is one', async () => {
    const { server } = await empty();
    const { people } = server;
    const { org, boss } = await organisation(people, 'acme', 0);
    await people.db
      .updateTable('member')
      .set({ role: 'rep' })
      .where('user_id', '=', boss)
      .execute();
    const first = await inviteAdministrator(people, org);
    const second = await inviteAdministrator(people, org);
    // As two servers that start at the same time make it.
    const beside = await invite(people, org, FOUNDER);
    await expect(acceptInvitation(people, first, 'a@acme.test')).rejects.toMatchObject(refusal);
    await acceptInvitation(people, second, 'b@acme.test');
    await expect(acceptInvitation(people, beside, 'c@evil.test')).rejects.toMatchObject(refusal);
  });
});
