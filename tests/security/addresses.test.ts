// F84: /me had the address of a manager for their reps, and those of the reps for the manager. The
// list of members hides them from everybody but administrators.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking } from '../helpers/accounts.ts';
import {
  type Organisation,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

describe.each(storeKinds)('addresses of others, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 1);
  });
  afterAll(() => server.close());

  async function addressesFor(name: 'boss' | 'rep0') {
    const ask = asking(server);
    const token = await tokenOf(server.url, `${name}@acme.test`);
    const { json: me } = await ask('GET', '/me', token);
    const { json: members } = await ask('GET', '/org/members', token);
    return new Set(JSON.stringify([me, members]).match(/[a-z0-9]+@acme\.test/g));
  }

  it('are for administrators; everybody has their own', async () => {
    expect(await addressesFor('rep0')).toEqual(new Set(['rep0@acme.test']));
    expect(await addressesFor('boss')).toEqual(new Set(['boss@acme.test', 'rep0@acme.test']));
    await server.people.db
      .updateTable('member')
      .set({ role: 'manager' })
      .where('user_id', '=', acme.boss)
      .execute();
    expect(await addressesFor('boss')).toEqual(new Set(['boss@acme.test']));
  });
});
