// Rows and their history as people move: who reads what with a new manager, after a handover, and
// when a private note is shared. What happens when a person leaves is in leaving.test.ts.

import { beforeEach, describe, expect, it } from 'vitest';
import { formerPairs, handOver } from '../../server/people/handover.ts';
import { addTeam, setMember, setTeam } from '../../server/people/people.ts';
import { removeMember } from '../../server/people/removal.ts';
import { historyOf } from '../../server/sync/history.ts';
import { type Moving, movingOrganisations } from '../helpers/moving.ts';
import { context, note, storeKinds, type TestServer } from '../helpers/server.ts';

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

  it('L6: a pull says that members, roles or teams changed, even without a scope', async () => {
    const device = acme.as(rep);
    const { people = 0, newScopes } = await device.pull();
    expect(newScopes).not.toEqual([]);
    await device.one({ scope: `u:${rep}`, patch: note(rep, 'a note changes no membership') });
    expect((await device.pull()).people).toBe(people);
    const admin = await acme.admin();
    const changes = [
      () => setMember(server.people, admin, erik, { role: 'manager' }),
      () => addTeam(server.people, admin, { name: 'South', manager: null }),
      () => setTeam(server.people, admin, acme.team, { name: 'Far north' }),
      () => removeMember(server.people, admin, erik, 'keep'),
    ];
    for (const [index, change] of changes.entries()) {
      const before = device.cursors[`u:${rep}`];
      await change();
      const response = await device.pull();
      expect(response).toMatchObject({ people: people + index + 1, newScopes: [], dropScopes: [] });
      expect(response.cursors[`u:${rep}`]).not.toBe(before);
    }
  });
  it('L2: with a new manager, only the rep still reads the rows shared before', async () => {
    await acme.write(rep, old, 'about Marlow');
    await acme.write(boss, old, 'ask who signs');
    await acme.move();
    expect(await acme.texts(rep)).toEqual(
      expect.arrayContaining(['about Marlow', 'ask who signs']),
    );
    expect(await acme.texts(boss)).toEqual([]);
    expect(await acme.texts(erik)).toEqual([]);
    expect(
      (await acme.write(rep, old, 'too late')).result,
      'nothing new goes where nobody else reads',
    ).toEqual({ kind: 'rejected', code: 'notAllowed' });
    await acme.move('south');
    expect(await acme.texts(boss), 'who becomes the manager again has it again').toHaveLength(2);
  });
  it('the same when it is the team that gets another manager', async () => {
    await acme.write(rep, old, 'about Marlow');
    await setTeam(server.people, await acme.admin(), acme.team, { manager: erik });
    expect([await acme.texts(boss), await acme.texts(erik), await acme.texts(rep)]).toEqual([
      [],
      [],
      ['about Marlow'],
    ]);
  });
  it('a handover is the rep’s or an administrator’s to make, and the rep sees it', async () => {
    const { id } = await acme.write(rep, old, 'about Marlow');
    await acme.as(boss).one({
      op: 'patch',
      rowId: id,
      base: 1,
      patch: { text: 'about Marlow, and more' },
    });
    await acme.move();
    const who = await context(server.people, rep);
    expect(await formerPairs(server.people, who, rep)).toMatchObject({
      manager: erik,
      pairs: [{ manager: boss, notes: 1 }],
    });
    await expect(
      handOver(server.people, await context(server.people, erik), { rep, from: boss }),
    ).rejects.toMatchObject({ code: 'notAllowed' });
    const reader = acme.as(rep);
    await reader.pull();
    await expect(
      handOver(server.people, who, { rep, from: boss, to: boss }),
      'agreed to for somebody else',
    ).rejects.toMatchObject({ code: 'notFound' });
    expect(await handOver(server.people, who, { rep, from: boss })).toEqual({ notes: 1 });
    expect(await acme.texts(erik)).toEqual(['about Marlow, and more']);
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
      await historyOf(
        server.store,
        await context(server.people, erik),
        id,
        () => `t${acme.name}a`,
        5,
      ),
    ).toEqual([]);
    expect(
      await historyOf(
        server.store,
        await context(server.people, rep),
        id,
        () => `t${acme.name}b`,
        5,
      ),
    ).toHaveLength(2);
  });
  it('T5: a private revision stays private and hidden when the note is shared later', async () => {
    const author = acme.as(rep);
    const { id } = await author.one({ scope: `u:${rep}`, patch: note(rep, 'private thought') });
    await author.one({
      op: 'patch',
      rowId: id,
      base: 1,
      patch: { text: 'fit to share' },
      scope: old,
    });
    const versionsOf = async (user: string) =>
      (
        await historyOf(
          server.store,
          await context(server.people, user),
          id,
          () => `h${acme.name}${user}`,
          9,
        )
      )?.map((version) => version.text);
    expect(await versionsOf(boss)).toEqual(['fit to share']);
    expect(await versionsOf(rep)).toEqual(['fit to share', 'private thought']);
    expect(await versionsOf(erik)).toBeUndefined();
  });
  it('a manager leaves one trace an hour and record, however often one looks', async () => {
    const { id } = await acme.write(rep, old, 'mine');
    const look = async (at: number) =>
      historyOf(
        server.store,
        await context(server.people, boss),
        id,
        () => `often${acme.name}${at}`,
        at,
      );
    for (let index = 0; index < 5; index++) expect(await look(10_000_000 + index)).toHaveLength(1);
    const traces = async () =>
      (await acme.as(rep).all())
        .filter((row) => row.collection === 'opening')
        .map((row) => row.fields.at);
    expect(await traces()).toEqual([10_000_000]);
    await look(10_000_000 + 3_600_000);
    expect(await traces()).toEqual([10_000_000, 13_600_000]);
  });
  it('only the server logs that a manager reads earlier versions', async () => {
    const { id } = await acme.write(rep, old, 'mine');
    await historyOf(
      server.store,
      await context(server.people, boss),
      id,
      () => `trace${acme.name}`,
      77,
    );
    expect(
      (await acme.as(rep).all()).find((row) => row.collection === 'opening')?.fields,
    ).toMatchObject({ rep, author: boss, at: 77, how: 'history' });
    const opening = (about: string) => ({
      refKey: 'odoo/t/deal/1',
      rep: about,
      author: boss,
      at: 1,
      how: 'panel',
    });
    const sent = await acme
      .as(boss)
      .one({ collection: 'opening', scope: old, patch: opening(rep) });
    expect(sent.result).toEqual({ kind: 'conflict', version: 0, rev: 0 });
    expect((await acme.as(rep).all()).map((row) => row.id)).toContain(sent.id);
    expect(
      (await acme.as(boss).one({ collection: 'opening', scope: old, patch: opening(erik) })).result
        ?.kind,
    ).toBe('rejected');
    const row = (await acme.as(rep).all()).find((item) => item.collection === 'opening');
    const rowId = row?.id ?? '';
    for (const [who, code] of [
      [boss, 'notFound'],
      [rep, 'notAllowed'],
    ] as const)
      for (const change of [
        { op: 'patch', patch: { at: 2 } },
        { op: 'delete', patch: {} },
      ] as const) {
        const { result } = await acme.as(who).one({ collection: 'opening', rowId, ...change });
        expect(result).toEqual({ kind: 'rejected', code });
      }
    expect(
      (
        await acme.as(rep).one({
          collection: 'handover',
          scope: old,
          patch: { refKey: '', rep, from: erik, to: boss, author: rep, at: 1, notes: 1 },
        })
      ).result?.kind,
    ).toBe('rejected');
  });
});
