// F10: a restored backup let in people whose sessions had ended, people who had been erased, and
// invitations that had been used.
import { copyFileSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { scopes } from '../../lib/model/index.ts';
import { erasePerson } from '../../server/ops/person.ts';
import { withoutAdministrator } from '../../server/ops/replay.ts';
import { inviteMember, redeem } from '../../server/people/invitations.ts';
import { createOneTimeToken } from '../../server/people/oneTimeTokens.ts';
import { setMember } from '../../server/people/people.ts';
import { removeMember } from '../../server/people/removal.ts';
import { createResetLink } from '../../server/people/resetLinks.ts';
import { wipeMember } from '../../server/people/wipe.ts';
import { Client } from '../helpers/client.ts';
import { backUp, restoreInPlace } from '../helpers/restored.ts';
import { scratchFolder } from '../helpers/scratch.ts';
import {
  acceptInvitation,
  context,
  note,
  organisation,
  PASSWORD,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

const { closing, path: inFolder } = scratchFolder();

const me = async (server: TestServer, token: string) =>
  (await fetch(`${server.url}/me`, { headers: { authorization: `Bearer ${token}` } })).status;

const codeOf = async (server: TestServer, token: string) => {
  const response = await fetch(`${server.url}/me`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return response.ok ? 'ok' : ((await response.json()) as { code: string }).code;
};

const linesOf = (path: string): { table?: string; row: Record<string, unknown> }[] =>
  gunzipSync(readFileSync(path))
    .toString()
    .trim()
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.parse(line));

describe.each(storeKinds)('what ended before a restore, on %s', (kind) => {
  async function filled() {
    const server = await startServer(kind);
    closing.push(() => server.close());
    const acme = await organisation(server.people, 'acme', 2);
    const [rep = '', other = ''] = acme.reps;
    const path = inFolder('backup.gz');
    const restored = async () => {
      const again = await restoreInPlace(kind, server, path);
      closing.push(() => again.close());
      return again;
    };
    return { server, ...acme, rep, other, path, restored };
  }
  const admin = async (server: TestServer, boss: string) => context(server.people, boss);

  it('a backup contains no session, no unused invitation and no one-time secret', async () => {
    const { server, boss, rep, other, path } = await filled();
    const token = await tokenOf(server.url, 'rep0@acme.test');
    await tokenOf(server.url, 'rep1@acme.test');
    const { db } = server.people;
    await createResetLink(server.people, await admin(server, boss), rep);
    await createOneTimeToken(db, 'oidc', {}, Date.now() + 60_000);
    await removeMember(server.people, await admin(server, boss), other, 'keep');
    await inviteMember(server.people, await admin(server, boss), {
      email: 'later@acme.test',
      role: 'rep',
      team: null,
    });
    await backUp(server, path);
    const lines = linesOf(path);
    const names = new Set(lines.map(({ table }) => table));
    for (const name of ['session', 'verification']) expect(names).not.toContain(name);
    const secrets = lines.filter(({ table }) => table === 'once');
    // Of sessions only that they ended, by a hash that opens nothing.
    expect(secrets.map(({ row }) => row.kind).sort()).toEqual(['ended', 'removed']);
    expect(JSON.stringify(lines)).not.toContain(token.split('.')[0]);
    const invitations = lines.filter(({ table }) => table === 'invitation');
    expect(invitations.length).toBeGreaterThan(0);
    expect(invitations.filter(({ row }) => row.used_at === null)).toEqual([]);
    expect(readFileSync(path).subarray(0, 2).toString('hex'), 'a plain backup is gzip').toBe(
      '1f8b',
    );
  });

  it('a session that ended stays ended, and so do all others', async () => {
    const { server, path, restored } = await filled();
    const token = await tokenOf(server.url, 'rep0@acme.test');
    expect(await me(server, token)).toBe(200);
    await backUp(server, path);
    const again = await restored();
    expect(await me(again, token)).toBe(401);
    expect(await me(again, await tokenOf(again.url, 'rep0@acme.test'))).toBe(200);
  });

  it('a wipe reaches the devices of before', async () => {
    const { server, boss, rep, other, path, restored } = await filled();
    const lost = await tokenOf(server.url, 'rep0@acme.test');
    const others = await tokenOf(server.url, 'rep1@acme.test');
    await backUp(server, path);
    const again = await restored();
    expect([await codeOf(again, lost), await codeOf(again, others)]).toEqual([
      'signedOut',
      'signedOut',
    ]);
    await wipeMember(again.people, await admin(again, boss), rep);
    expect(await codeOf(again, lost)).toBe('wiped');
    expect(await codeOf(again, others)).toBe('signedOut');
    await removeMember(again.people, await admin(again, boss), other, 'keep');
    expect(await codeOf(again, others)).toBe('removed');
  });

  it('a device that was wiped since, or whose person was removed, hears of it', async () => {
    const { server, boss, rep, other, path, restored } = await filled();
    const [before, ended] = [
      await tokenOf(server.url, 'rep0@acme.test'),
      await tokenOf(server.url, 'rep0@acme.test'),
    ];
    await backUp(server, path);
    const [later, gone] = [
      await tokenOf(server.url, 'rep0@acme.test'),
      await tokenOf(server.url, 'rep1@acme.test'),
    ];
    const left = await tokenOf(server.url, 'rep1@acme.test');
    for (const token of [ended, left]) {
      const out = { method: 'POST', headers: { authorization: `Bearer ${token}` } };
      expect((await fetch(`${server.url}/auth/sign-out`, out)).status).toBe(200);
    }
    await wipeMember(server.people, await admin(server, boss), rep);
    const next = await tokenOf(server.url, 'rep0@acme.test');
    await removeMember(server.people, await admin(server, boss), other, 'keep');
    const again = await restored();
    const codes = await Promise.all(
      [before, ended, later, gone, left, next].map((token) => codeOf(again, token)),
    );
    expect(codes).toEqual(['wiped', 'wiped', 'wiped', 'removed', 'removed', 'signedOut']);
    expect(await me(again, await tokenOf(again.url, 'rep0@acme.test'))).toBe(200);
  });

  it('an invitation that was used or revoked after the backup does not work', async () => {
    const { server, boss, path, restored } = await filled();
    const token = await inviteMember(server.people, await admin(server, boss), {
      email: 'later@acme.test',
      role: 'admin',
      team: null,
    });
    await backUp(server, path);
    await acceptInvitation(server.people, token, 'later@acme.test');
    const again = await restored();
    const person = { name: 'L', password: PASSWORD, orgName: 'x', timeZone: 'UTC' };
    await expect(
      redeem(again.people, { token, email: 'later@acme.test', ...person }),
    ).rejects.toMatchObject({ code: 'invitation' });
  });

  it('an erased person stays erased with every word, and cannot sign in', async () => {
    const { server, rep, boss, path, restored } = await filled();
    const writer = new Client(server, rep);
    const pair = scopes.pair(boss, rep);
    await writer.one({ scope: scopes.private(rep), patch: note(rep, 'ERASED-PRIVATE') });
    const { id } = await new Client(server, boss).one({ scope: pair, patch: note(boss, 'plan') });
    await writer.one({ op: 'patch', rowId: id, base: 1, patch: { text: 'plan ERASED-MERGED' } });
    await backUp(server, path);
    await erasePerson(server.store, 'rep0@acme.test', Date.now());
    const again = await restored();
    await expect(tokenOf(again.url, 'rep0@acme.test')).rejects.toThrow('401');
    await backUp(again, path);
    const text = JSON.stringify(linesOf(path));
    expect(text).not.toContain('ERASED-PRIVATE');
    expect(text).not.toContain('rep0@acme.test');
    const left = linesOf(path).filter(({ row }) => row.author === rep);
    expect(
      left.filter(({ row }) => row.fields !== '{}'),
      'empty tombstones',
    ).toEqual([]);
  });

  it('a removed person stays removed, and what was shared stays with its readers', async () => {
    const { server, rep, boss, path, restored } = await filled();
    await new Client(server, rep).one({
      scope: scopes.pair(boss, rep),
      patch: note(rep, 'handed on'),
    });
    await backUp(server, path);
    await removeMember(server.people, await admin(server, boss), rep, 'keep');
    const again = await restored();
    await expect(tokenOf(again.url, 'rep0@acme.test')).rejects.toThrow('401');
    const texts = (await new Client(again, boss).all()).map((row) => row.fields.text);
    expect(texts).toContain('handed on');
  });

  it('a person who was removed before the backup and erased after it leaves no word', async () => {
    const { server, rep, boss, path, restored } = await filled();
    await new Client(server, rep).one({
      scope: scopes.pair(boss, rep),
      patch: note(rep, 'ERASED-LATER'),
    });
    await removeMember(server.people, await admin(server, boss), rep, 'keep');
    await backUp(server, path);
    await erasePerson(server.store, rep, Date.now());
    const again = await restored();
    const texts = (await new Client(again, boss).all()).map((row) => row.fields.text);
    expect(texts).not.toContain('ERASED-LATER');
    expect(await again.people.db.selectFrom('former').selectAll().execute()).toEqual([]);
  });

  it('a deleted note stays deleted, and one that was not deleted is there', async () => {
    const { server, rep, path, restored } = await filled();
    const writer = new Client(server, rep);
    const scope = scopes.private(rep);
    const { id } = await writer.one({ scope, patch: note(rep, 'DELETED-LATER') });
    await writer.one({ scope, patch: note(rep, 'stays') });
    await backUp(server, path);
    writer.arrival += 1;
    await writer.one({ op: 'delete', rowId: id, base: 1 });
    const again = await restored();
    const texts = (await new Client(again, rep).all()).map((row) => row.fields.text);
    expect(texts).toContain('stays');
    expect(texts).not.toContain('DELETED-LATER');
    await backUp(again, path);
    expect(JSON.stringify(linesOf(path))).not.toContain('DELETED-LATER');
  });

  it('the only administrator of the backup, removed since, leaves the company open', async () => {
    const { server, boss, other, path, restored } = await filled();
    await backUp(server, path);
    await setMember(server.people, await admin(server, boss), other, { role: 'admin' });
    await removeMember(server.people, await admin(server, other), boss, 'keep');
    const again = await restored();
    await expect(tokenOf(again.url, 'boss@acme.test')).rejects.toThrow('401');
    expect(await withoutAdministrator(again.people.db)).toMatchObject([{ name: 'acme' }]);
  });

  it('the list holds no address, and a later backup carries it to another machine', async () => {
    const { server, path } = await filled();
    await erasePerson(server.store, 'rep0@acme.test', Date.now());
    await backUp(server, path);
    const list = linesOf(path).filter(({ table }) => table === 'sideline_erased.erasure');
    expect(list.filter(({ row }) => row.kind === 'person')).toHaveLength(1);
    expect(JSON.stringify(list)).not.toContain('rep0');
  });
});

it('an older copy of the file in the place of the newer one is cleaned at the start', async () => {
  const server = await startServer('sqlite');
  closing.push(() => server.close());
  const { reps } = await organisation(server.people, 'acme', 1);
  const { database, secret } = server.config;
  await server.store.forget();
  copyFileSync(database, inFolder('older.db'));
  await erasePerson(server.store, 'rep0@acme.test', Date.now());
  await server.stop();
  copyFileSync(inFolder('older.db'), database);
  const again = await startServer('sqlite', { SIDELINE_DB: database, SIDELINE_SECRET: secret });
  closing.push(() => again.close());
  const users = await again.people.db.selectFrom('user').select('id').execute();
  expect(users.map(({ id }) => id)).not.toContain(reps[0]);
  expect(users).toHaveLength(1);
});
