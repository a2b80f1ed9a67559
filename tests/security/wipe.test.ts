// F13: what an administrator can do about a device that was lost. What the device does is in
// leavingTheDevice.test.ts.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wipeMark } from '../../lib/sync/client/index.ts';
import { runRetention } from '../../server/ops/retention.ts';
import {
  type Organisation,
  organisation,
  PASSWORD,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

const MINUTE = 60_000;

describe.each(storeKinds)('a wipe, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  let other: Organisation;
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 2);
    other = await organisation(server.people, 'other', 1);
  });
  afterAll(() => server.close());

  const post = (path: string, body: unknown, token: string) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const codeOf = async (token: string) => {
    const response = await fetch(`${server.url}/me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return response.ok ? 'ok' : ((await response.json()) as { code: string }).code;
  };
  const signIn = (name: string) => tokenOf(server.url, `${name}@acme.test`);
  const wipe = (user: string | undefined, token: string, body: unknown = {}) =>
    post(`/org/members/${user}/wipe`, body, token);
  /** Lets a person's sign-ins look older. */
  const age = (user: string, ms: number) =>
    server.people.db
      .updateTable('session')
      .set({ createdAt: new Date(Date.now() - ms).toISOString() })
      .where('userId', '=', user)
      .execute();

  it('tells every device of the account, also one whose session was ended before', async () => {
    const [boss, rep] = [await signIn('boss'), await signIn('rep0')];
    const before = await signIn('rep0');
    const { sessions } = (await (
      await fetch(`${server.url}/me/sessions`, { headers: { authorization: `Bearer ${before}` } })
    ).json()) as { sessions: { id: string; current: boolean }[] };
    const ended = sessions.find((session) => session.current)?.id;
    await post(`/me/sessions/${ended}/end`, {}, rep);
    expect(await codeOf(before)).toBe('signedOut');
    expect(await (await wipe(acme.reps[0], boss)).json()).toMatchObject({ ended: 1 });
    expect(await codeOf(rep)).toBe('wiped');
    expect(await codeOf(before)).toBe('wiped');
    expect(await codeOf(boss)).toBe('ok');
    // The person can sign in again, on a device that is theirs.
    expect(await codeOf(await signIn('rep0'))).toBe('ok');
  });

  it('reaches devices that “Sign out everywhere” has signed out', async () => {
    const [boss, rep] = [await signIn('boss'), await signIn('rep1')];
    await post(`/org/members/${acme.reps[1]}/sign-out`, {}, boss);
    expect(await codeOf(rep)).toBe('signedOut');
    expect((await wipe(acme.reps[1], boss)).status).toBe(200);
    expect(await codeOf(rep)).toBe('wiped');
  });

  it('reaches a device whose session was over for so long that it was deleted', async () => {
    const [boss, rep] = [await signIn('boss'), await signIn('rep0')];
    const user = acme.reps[0] ?? '';
    const { db } = server.people;
    const over = new Date(Date.now() - MINUTE).toISOString();
    await db.updateTable('session').set({ expiresAt: over }).where('userId', '=', user).execute();
    await runRetention(server.store, Date.now(), {});
    const left = db.selectFrom('session').select('id').where('userId', '=', user);
    expect(await left.execute()).toEqual([]);
    expect(await codeOf(rep)).toBe('signedOut');
    expect(await codeOf(boss), 'a session that is not over').toBe('ok');
    expect((await wipe(user, boss)).status).toBe(200);
    expect(await codeOf(rep)).toBe('wiped');
  });

  it('reaches a device whose person had signed out, by a mark that opens nothing', async () => {
    const [boss, rep] = [await signIn('boss'), await signIn('rep0')];
    const mark = await wipeMark(rep);
    const isWiped = async (asked: string) => {
      const response = await post('/auth/wiped', { mark: asked }, '');
      return [response.status, await response.json()];
    };
    expect((await post('/auth/sign-out', {}, rep)).status).toBe(200);
    expect(await codeOf(rep)).toBe('signedOut');
    expect(await isWiped(mark)).toEqual([200, { wiped: false }]);
    await wipe(acme.reps[0], boss);
    expect(await isWiped(mark)).toEqual([200, { wiped: true }]);
    expect(await isWiped(await wipeMark(boss))).toEqual([200, { wiped: false }]);
    for (const token of [mark, `${mark}.${mark}`]) expect(await codeOf(token)).toBe('signedOut');
    // A device that could not tell the server that it signed out.
    const unsent = await signIn('rep0');
    await wipe(acme.reps[0], boss);
    expect(await isWiped(await wipeMark(unsent))).toEqual([200, { wiped: true }]);
  });

  it('needs a sign-in of the last ten minutes, or the password', async () => {
    const boss = await signIn('boss');
    await age(acme.boss, 11 * MINUTE);
    for (const body of [{}, { password: 'wrong' }, { password: '' }]) {
      const refused = await wipe(acme.reps[0], boss, body);
      expect([refused.status, await refused.json()]).toEqual([403, { code: 'confirm' }]);
    }
    expect((await wipe(acme.reps[0], boss, { password: PASSWORD })).status).toBe(200);
    await age(acme.boss, 9 * MINUTE);
    expect((await wipe(acme.reps[0], boss)).status).toBe(200);
  });

  it('is for administrators, and their own organisation, only', async () => {
    const rep = await signIn('rep0');
    expect((await wipe(acme.reps[1], rep)).status).toBe(403);
    const boss = await signIn('boss');
    expect((await wipe(other.reps[0], boss)).status).toBe(404);
    expect((await wipe('nobody', boss)).status).toBe(404);
  });

  it('says nothing to a token that never was one', async () => {
    expect(await codeOf('forged.token')).toBe('signedOut');
    expect(await codeOf('')).toBe('signedOut');
  });
});
