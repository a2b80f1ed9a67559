// Removal of a person: what stays with others, what is erased to the last revision, and the copy of
// a person’s data.

import { beforeEach, describe, expect, it } from 'vitest';
import { erasePerson } from '../../server/ops/person.ts';
import { setMember } from '../../server/people/people.ts';
import { contentCountsOf } from '../../server/people/removal.ts';
import { exported } from '../helpers/exported.ts';
import { type Moving, movingOrganisations } from '../helpers/moving.ts';
import { context, note, storeKinds, type TestServer, tokenOf } from '../helpers/server.ts';

describe.each(storeKinds)('who reads what, as people move, on %s', (kind) => {
  const newOrganisation = movingOrganisations(kind);
  let acme: Moving;
  let server: TestServer;
  let [boss, rep, erik] = ['', '', ''];
  let old = '';
  beforeEach(async () => {
    acme = await newOrganisation();
    ({ server, boss, rep, erik, old } = acme);
  });

  describe('when a person leaves', () => {
    const fill = async () => {
      await acme.write(rep, `u:${rep}`, 'private');
      await acme.write(rep, old, 'with the manager');
      await acme.write(boss, old, 'from the manager');
      await acme.write(rep, `t:${acme.team}`, 'for the team');
    };
    it('the consequences are listed first', async () => {
      await fill();
      expect(await contentCountsOf(server.people, await acme.admin(), rep)).toEqual({
        private: 1,
        manager: 2,
        former: 0,
        reports: 0,
        written: 0,
        team: 1,
      });
      expect(await contentCountsOf(server.people, await acme.admin(), boss)).toMatchObject({
        reports: 2,
        written: 1,
      });
      await expect(
        contentCountsOf(server.people, await context(server.people, rep), boss),
      ).rejects.toMatchObject({ code: 'notAllowed' });
    });
    it('what others were meant to read stays with them, and the rest goes', async () => {
      await fill();
      const token = await tokenOf(server.url, `rep0@${acme.name}.test`);
      const reader = acme.as(boss);
      await reader.pull();
      await acme.remove(rep, 'keep');
      expect((await reader.pull()).dropScopes).toEqual([old]);
      expect((await acme.texts(boss)).sort()).toEqual([
        'for the team',
        'from the manager',
        'with the manager',
      ]);
      expect(await acme.texts(erik)).toEqual(['for the team']);
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
          headers: {
            authorization: `Bearer ${await tokenOf(server.url, `boss@${acme.name}.test`)}`,
          },
        })
      ).json()) as {
        former: unknown[];
      };
      expect(former).toEqual([{ id: rep, name: 'rep0' }]);
    });
    it('or everything goes, to the last revision', async () => {
      await fill();
      const gone = await acme
        .as(rep)
        .one({ scope: old, patch: note(rep, 'deleted by the writer') });
      await acme.as(rep).one({ op: 'delete', rowId: gone.id, base: 1, scope: old });
      // The person's texts in another person's note: a revision and a conflict.
      const theirs = await acme.as(boss).one({
        scope: old,
        patch: note(boss, 'the note of the boss'),
      });
      await acme.as(boss).one({
        op: 'patch',
        rowId: theirs.id,
        base: 1,
        patch: { text: 'the note of somebody' },
      });
      await acme.as(rep).one({
        op: 'patch',
        rowId: theirs.id,
        base: 1,
        patch: { text: 'the note of private words' },
      });
      expect(
        (await acme.as(boss).all()).find((row) => row.id === theirs.id)?.fields.conflicts,
      ).toHaveLength(1);
      await acme.remove(rep, 'erase');
      expect(await acme.texts(boss)).toEqual([]);
      const left = await server.store.within(acme.org, async (tx) => [
        ...(
          await tx.selectFrom('row').select('fields').where('org_id', '=', acme.org).execute()
        ).map((row) => row.fields),
        ...(
          await tx.selectFrom('revision').select('text').where('org_id', '=', acme.org).execute()
        ).map((row) => row.text),
      ]);
      expect(left.join(' ')).not.toMatch(
        /private|with the manager|for the team|deleted by the writer/,
      );
      expect(await exported(server.store, `rep0@${acme.name}.test`)).toBeNull();
    });
    it('a manager who leaves takes nothing from the people managed', async () => {
      await fill();
      await setMember(server.people, await acme.admin(), erik, { role: 'admin' });
      await acme.remove(boss, 'keep', erik);
      expect((await acme.texts(rep)).sort()).toEqual([
        'for the team',
        'from the manager',
        'private',
        'with the manager',
      ]);
    });
    it('the last administrator stays', async () => {
      await expect(acme.remove(boss, 'keep')).rejects.toMatchObject({
        code: 'inUse',
      });
      expect((await context(server.people, boss)).role).toBe('admin');
    });
    it('a person’s data can be handed out and deleted', async () => {
      await fill();
      const data = await exported(server.store, `rep0@${acme.name}.test`);
      expect(JSON.stringify(data)).toMatch(/private.*for the team|for the team.*private/s);
      expect(JSON.stringify(data)).toContain('from the manager');
      expect(await erasePerson(server.store, `rep0@${acme.name}.test`, 5)).toMatchObject({
        org: acme.org,
      });
      expect(await erasePerson(server.store, `rep0@${acme.name}.test`, 5)).toBeNull();
    });
  });
});
