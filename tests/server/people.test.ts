import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { erasePerson } from '../../server/ops/person.ts';
import { formerPairs, handOver } from '../../server/people/handover.ts';
import { addTeam, setMember, setTeam } from '../../server/people/people.ts';
import { contentCountsOf, removeMember } from '../../server/people/removal.ts';
import { historyOf } from '../../server/sync/history.ts';
import { Client } from '../helpers/client.ts';
import { exported } from '../helpers/exported.ts';
import {
  context,
  note,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

describe.each(storeKinds)('who reads what, as people move, on %s', (kind) => {
  let server: TestServer;
  let org: Awaited<ReturnType<typeof organisation>>;
  let [boss, rep, erik] = ['', '', ''];
  let north = '';
  let run = 0;
  const as = (user: string) => new Client(server, user);
  const texts = async (user: string) =>
    (await as(user).all()).filter((row) => row.collection === 'note').map((row) => row.fields.text);
  const admin = () => context(server.people, boss);
  beforeAll(async () => {
    server = await startServer(kind);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    // The administrator manages the first team; the third person will manage another one.
    org = await organisation(server.people, `acme${++run}`, 2);
    boss = org.boss;
    [rep = '', erik = ''] = org.reps;
    north = await addTeam(server.people, await admin(), { name: 'North', manager: erik });
  });
  const pair = (manager = boss) => `p:${manager}:${rep}`;
  const write = (user: string, scope: string, text: string) =>
    as(user).one({ scope, patch: note(user, text) });

  it('L2: with a new manager, only the rep still reads the rows shared before', async () => {
    await write(rep, pair(), 'about Marlow');
    await write(boss, pair(), 'ask who signs');
    await setMember(server.people, await admin(), rep, { team: north });
    expect(await texts(rep)).toEqual(expect.arrayContaining(['about Marlow', 'ask who signs']));
    expect(await texts(boss)).toEqual([]);
    expect(await texts(erik)).toEqual([]);
    expect(
      (await write(rep, pair(), 'too late')).result,
      'nothing new goes where nobody else reads',
    ).toEqual({ kind: 'rejected', code: 'notAllowed' });
    await setMember(server.people, await admin(), rep, { team: org.team });
    expect(await texts(boss), 'who becomes the manager again has it again').toHaveLength(2);
  });
  it('the same when it is the team that gets another manager', async () => {
    await write(rep, pair(), 'about Marlow');
    await setTeam(server.people, await admin(), org.team, { manager: erik });
    expect([await texts(boss), await texts(erik), await texts(rep)]).toEqual([
      [],
      [],
      ['about Marlow'],
    ]);
  });
  it('a handover is the rep’s or an administrator’s to make, and the rep sees it', async () => {
    const { id } = await write(rep, pair(), 'about Marlow');
    await as(boss).one({
      op: 'patch',
      rowId: id,
      base: 1,
      patch: { text: 'about Marlow, and more' },
    });
    await setMember(server.people, await admin(), rep, { team: north });
    const who = await context(server.people, rep);
    expect(await formerPairs(server.people, who, rep)).toMatchObject({
      manager: erik,
      pairs: [{ manager: boss, notes: 1 }],
    });
    await expect(
      handOver(server.people, await context(server.people, erik), { rep, from: boss }),
    ).rejects.toMatchObject({ code: 'notAllowed' });
    const reader = as(rep);
    await reader.pull();
    await expect(
      handOver(server.people, who, { rep, from: boss, to: boss }),
      'agreed to for somebody else',
    ).rejects.toMatchObject({ code: 'notFound' });
    expect(await handOver(server.people, who, { rep, from: boss })).toEqual({ notes: 1 });
    expect(await texts(erik)).toEqual(['about Marlow, and more']);
    const seen = await reader.pull();
    expect(seen.gone, 'what moved to where one still reads is not gone').toEqual([]);
    expect(seen.rows.find((row) => row.collection === 'handover')?.fields).toMatchObject({
      rep,
      from: boss,
      to: erik,
      author: rep,
      notes: 1,
    });
    // T5: the new manager cannot read earlier versions.
    expect(
      await historyOf(server.store, await context(server.people, erik), id, `t${run}a`, 5),
    ).toEqual([]);
    expect(
      await historyOf(server.store, await context(server.people, rep), id, `t${run}b`, 5),
    ).toHaveLength(2);
  });
  it('T5: a private revision stays private and hidden when the note is shared later', async () => {
    const author = as(rep);
    const { id } = await author.one({ scope: `u:${rep}`, patch: note(rep, 'private thought') });
    await author.one({
      op: 'patch',
      rowId: id,
      base: 1,
      patch: { text: 'fit to share' },
      scope: pair(),
    });
    const texts_ = async (user: string) =>
      (
        await historyOf(server.store, await context(server.people, user), id, `h${run}${user}`, 9)
      )?.map((version) => version.text);
    expect(await texts_(boss)).toEqual(['fit to share']);
    expect(await texts_(rep)).toEqual(['fit to share', 'private thought']);
    expect(await texts_(erik)).toBeUndefined();
  });
  it('a manager leaves one trace an hour and record, however often one looks', async () => {
    const { id } = await write(rep, pair(), 'mine');
    const look = async (at: number) =>
      historyOf(server.store, await context(server.people, boss), id, `often${run}${at}`, at);
    for (let index = 0; index < 5; index++) expect(await look(10_000_000 + index)).toHaveLength(1);
    const traces = async () =>
      (await as(rep).all())
        .filter((row) => row.collection === 'opening')
        .map((row) => row.fields.at);
    expect(await traces()).toEqual([10_000_000]);
    await look(10_000_000 + 3_600_000);
    expect(await traces()).toEqual([10_000_000, 13_600_000]);
  });
  it('only the server logs that a manager reads earlier versions', async () => {
    const { id } = await write(rep, pair(), 'mine');
    await historyOf(server.store, await context(server.people, boss), id, `trace${run}`, 77);
    expect((await as(rep).all()).find((row) => row.collection === 'opening')?.fields).toMatchObject(
      { rep, author: boss, at: 77, how: 'history' },
    );
    const opening = (about: string) => ({
      refKey: 'odoo/t/deal/1',
      rep: about,
      author: boss,
      at: 1,
      how: 'panel',
    });
    expect(
      (await as(boss).one({ collection: 'opening', scope: pair(), patch: opening(rep) })).result
        ?.kind,
    ).toBe('ok');
    expect(
      (await as(boss).one({ collection: 'opening', scope: pair(), patch: opening(erik) })).result
        ?.kind,
    ).toBe('rejected');
    const row = (await as(rep).all()).find((item) => item.collection === 'opening');
    for (const op of ['patch', 'delete'] as const)
      expect(
        (
          await as(boss).one({
            collection: 'opening',
            rowId: row?.id ?? '',
            op,
            patch: op === 'patch' ? { at: 2 } : {},
          })
        ).result,
      ).toEqual({
        kind: 'rejected',
        code: 'notAllowed',
      });
    expect(
      (
        await as(rep).one({
          collection: 'handover',
          scope: pair(),
          patch: { refKey: '', rep, from: erik, to: boss, author: rep, at: 1, notes: 1 },
        })
      ).result?.kind,
    ).toBe('rejected');
  });

  describe('when a person leaves', () => {
    const fill = async () => {
      await write(rep, `u:${rep}`, 'private');
      await write(rep, pair(), 'with the manager');
      await write(boss, pair(), 'from the manager');
      await write(rep, `t:${org.team}`, 'for the team');
    };
    it('the consequences are listed first', async () => {
      await fill();
      expect(await contentCountsOf(server.people, await admin(), rep)).toEqual({
        private: 1,
        manager: 2,
        former: 0,
        reports: 0,
        written: 0,
        team: 1,
      });
      expect(await contentCountsOf(server.people, await admin(), boss)).toMatchObject({
        reports: 2,
        written: 1,
      });
      await expect(
        contentCountsOf(server.people, await context(server.people, rep), boss),
      ).rejects.toMatchObject({ code: 'notAllowed' });
    });
    it('what others were meant to read stays with them, and the rest goes', async () => {
      await fill();
      const token = await tokenOf(server.url, `rep0@acme${run}.test`);
      const reader = as(boss);
      await reader.pull();
      await removeMember(server.people, await admin(), rep, 'keep');
      expect((await reader.pull()).dropScopes).toEqual([pair()]);
      expect((await texts(boss)).sort()).toEqual([
        'for the team',
        'from the manager',
        'with the manager',
      ]);
      expect(await texts(erik)).toEqual(['for the team']);
      const gone = await fetch(`${server.url}/me`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(
        [gone.status, await gone.json()],
        'the device is told to let go of what it holds',
      ).toEqual([401, { code: 'removed' }]);
      expect(
        await (
          await fetch(`${server.url}/me`, { headers: { authorization: 'Bearer forged.token' } })
        ).json(),
      ).toEqual({ code: 'signedOut' });
      const { former } = (await (
        await fetch(`${server.url}/org/members`, {
          headers: { authorization: `Bearer ${await tokenOf(server.url, `boss@acme${run}.test`)}` },
        })
      ).json()) as {
        former: unknown[];
      };
      expect(former).toEqual([{ id: rep, name: 'rep0' }]);
    });
    it('or everything goes, to the last revision', async () => {
      await fill();
      const gone = await as(rep).one({ scope: pair(), patch: note(rep, 'deleted by the writer') });
      await as(rep).one({ op: 'delete', rowId: gone.id, base: 1, scope: pair() });
      // The person's texts in another person's note: a revision and a conflict.
      const theirs = await as(boss).one({
        scope: pair(),
        patch: note(boss, 'the note of the boss'),
      });
      await as(boss).one({
        op: 'patch',
        rowId: theirs.id,
        base: 1,
        patch: { text: 'the note of somebody' },
      });
      await as(rep).one({
        op: 'patch',
        rowId: theirs.id,
        base: 1,
        patch: { text: 'the note of private words' },
      });
      expect(
        (await as(boss).all()).find((row) => row.id === theirs.id)?.fields.conflicts,
      ).toHaveLength(1);
      await removeMember(server.people, await admin(), rep, 'erase');
      expect(await texts(boss)).toEqual([]);
      const left = await server.store.within(org.org, async (tx) => [
        ...(
          await tx.selectFrom('row').select('fields').where('org_id', '=', org.org).execute()
        ).map((row) => row.fields),
        ...(
          await tx.selectFrom('revision').select('text').where('org_id', '=', org.org).execute()
        ).map((row) => row.text),
      ]);
      expect(left.join(' ')).not.toMatch(
        /private|with the manager|for the team|deleted by the writer/,
      );
      expect(await exported(server.store, `rep0@acme${run}.test`)).toBeNull();
    });
    it('a manager who leaves takes nothing from the people managed', async () => {
      await fill();
      await setMember(server.people, await admin(), erik, { role: 'admin' });
      await removeMember(server.people, await context(server.people, erik), boss, 'keep');
      expect((await texts(rep)).sort()).toEqual([
        'for the team',
        'from the manager',
        'private',
        'with the manager',
      ]);
    });
    it('the last administrator stays', async () => {
      await expect(removeMember(server.people, await admin(), boss, 'keep')).rejects.toMatchObject({
        code: 'inUse',
      });
      expect((await context(server.people, boss)).role).toBe('admin');
    });
    it('a person’s data can be handed out and deleted', async () => {
      await fill();
      const data = await exported(server.store, `rep0@acme${run}.test`);
      expect(JSON.stringify(data)).toMatch(/private.*for the team|for the team.*private/s);
      expect(JSON.stringify(data)).toContain('from the manager');
      expect(await erasePerson(server.store, `rep0@acme${run}.test`, 5)).toMatchObject({
        org: org.org,
      });
      expect(await erasePerson(server.store, `rep0@acme${run}.test`, 5)).toBeNull();
    });
  });
});
