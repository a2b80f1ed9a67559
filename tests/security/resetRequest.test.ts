// F11: the time of the response showed whether an address has an account, because only then a row
// was stored.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisation, startServer, storeKinds, type TestServer } from '../helpers/server.ts';

describe.each(storeKinds)('a request for a new password, on %s', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(kind);
    await organisation(server.people, 'acme', 1);
  });
  afterAll(() => server.close());

  const request = async (email: string) => {
    const answer = await fetch(`${server.url}/auth/request-password-reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email }),
    });
    return [answer.status, await answer.text()];
  };
  const stored = () =>
    server.people.db.selectFrom('verification').select(['identifier', 'value']).execute();

  it('stores one row and answers the same, whether the address has an account or not', async () => {
    const known = await request('rep0@acme.test');
    expect(await stored()).toHaveLength(1);
    expect(await request('nobody@acme.test')).toEqual(known);
    const rows = await stored();
    expect(rows).toHaveLength(2);
    const forNobody = rows.filter(({ value }) => value === 'nobody');
    expect(forNobody, 'not a code of anybody').toHaveLength(1);
    expect(forNobody[0]?.identifier).not.toMatch(/^reset-password:/);
  });
});
