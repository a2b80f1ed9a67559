// F26: who read earlier versions or exported everything is logged by the server, for the person
// concerned alone.

import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../lib/model/index.ts';
import { commands } from '../../server/commands.ts';
import { renewRows } from '../../server/ops/upkeep.ts';
import { addRow } from '../../server/sync/bulk.ts';
import { historyOf } from '../../server/sync/history.ts';
import { KeyedFixture, NOW, rejected } from '../helpers/keyed.ts';
import { note } from '../helpers/note.ts';
import { ids } from '../helpers/restored.ts';
import { context, organisation, storeKinds, tokenOf } from '../helpers/server.ts';

describe.each(storeKinds)('the access log, on %s', (kind) => {
  let fixture: KeyedFixture;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
  });
  afterAll(() => fixture.server.close());

  it('has an entry about a manager’s look at earlier versions, for the rep alone', async () => {
    const { r, b, c } = fixture.next();
    const { id } = await r.one({ scope: fixture.pair, patch: note(fixture.rep, 'mine') });
    const boss = await context(fixture.server.people, fixture.acme.boss);
    await historyOf(fixture.server.store, boss, id, ids.next, NOW);
    const entries = async (client: typeof r) =>
      (await client.all()).filter(({ collection }) => collection === 'opening');
    expect(await entries(r)).toMatchObject([
      { fields: { author: boss.user, rep: fixture.rep, how: 'history', at: NOW } },
    ]);
    expect([await entries(b), await entries(c)]).toEqual([[], []]);
  });
  it('has one for a rep whose note moved to the team since, and for each author', async () => {
    const { r, b, c } = fixture.next();
    const { people, store } = fixture.server;
    const refKey = fixture.key();
    const ref = { crm: 'odoo', tenant: 't', object: 'deal', id: String(fixture.deal) };
    const first = note(fixture.rep, 'first', { refKey, ref });
    const { id } = await r.one({ scope: fixture.pair, patch: first });
    await r.one({ op: 'patch', rowId: id, base: 1, patch: { text: 'second' } });
    const team = scopes.team(fixture.acme.team);
    await r.one({ op: 'patch', rowId: id, base: 2, scope: team, patch: { text: 'third' } });
    const look = async (client: typeof r) =>
      (await historyOf(store, await context(people, client.user), id, ids.next, NOW))?.length;
    const looks = async (client: typeof r) =>
      (await client.all())
        .filter(({ collection, fields }) => collection === 'opening' && fields.refKey === refKey)
        .map(({ fields }) => fields.author);
    expect(await look(r), 'one’s own words').toBe(3);
    expect(await looks(r)).toEqual([]);
    expect([await look(b), await look(b), await look(c)]).toEqual([3, 3, 1]);
    expect((await looks(r)).sort()).toEqual([b.user, c.user].sort());
    const next = fixture.next();
    const about = note(b.user, 'about the rep', { refKey, ref });
    const { id: theirs } = await next.b.one({ scope: fixture.pair, patch: about });
    await next.b.one({ op: 'patch', rowId: theirs, base: 1, scope: team, patch: {} });
    const later = NOW + 2 * 3_600_000;
    await historyOf(store, await context(people, b.user), theirs, ids.next, later);
    expect((await looks(r)).sort(), 'their own note about the rep').toEqual(
      [b.user, b.user, c.user].sort(),
    );
    await b.one({ op: 'patch', rowId: id, base: 3, patch: { text: 'fourth' } });
    await look(c);
    expect(await looks(b), 'of the manager’s words').toEqual([c.user]);
    expect(await looks(c)).toEqual([]);
  });
  it('takes only what was on screen from a device, with the time of arrival', async () => {
    const { b } = fixture.next();
    const entry = { refKey: fixture.key(), rep: fixture.rep, author: b.user, at: 5, how: 'panel' };
    const write = (patch: object) =>
      b.one({ collection: 'opening', scope: fixture.pair, patch: { ...entry, ...patch } });
    expect((await write({ how: 'history' })).result).toEqual(rejected('notAllowed'));
    const { id } = await write({});
    expect((await fixture.stored(id))?.fields.at).toBe(NOW);
  });
  it('has an entry about a look at notes of the team for the person concerned alone', async () => {
    const { server, acme, rep } = fixture;
    const { r, b, c } = fixture.next();
    const scope = scopes.team(acme.team);
    const write = (client: typeof r, about: string, more: object = {}) => {
      const how = { how: 'panel', refKey: fixture.key(), at: 5, rep: about, author: client.user };
      return client.one({ collection: 'opening', scope, patch: { ...how, ...more } });
    };
    const held = async (client: typeof r) =>
      (await client.all())
        .filter(({ fields }) => fields.how === 'panel' && fields.refKey === fixture.key())
        .map(({ fields }) => [fields.author, fields.rep, fields.at]);
    // The device that sends it drops it.
    const { id, result } = await write(c, rep);
    expect(result).toEqual({ kind: 'conflict', version: 0, rev: 0 });
    expect((await fixture.stored(id))?.scope).toBe(scopes.private(rep));
    await write(b, rep);
    expect((await held(r)).sort()).toEqual(
      [
        [b.user, rep, NOW],
        [c.user, rep, NOW],
      ].sort(),
    );
    expect([await held(b), await held(c)]).toEqual([[], []]);
    const other = await organisation(server.people, 'elsewhere', 1);
    for (const about of [other.reps[0] ?? '', 'nobody', c.user])
      expect((await write(c, about)).result, about).toEqual(rejected('notAllowed'));
    expect((await write(c, rep, { author: rep })).result).toEqual(rejected('notAllowed'));
    const direct = { refKey: fixture.key(), rep, author: c.user, at: 5, how: 'panel' };
    for (const elsewhere of [scopes.private(rep), scopes.private(c.user)])
      expect(
        (await c.one({ collection: 'opening', scope: elsewhere, patch: direct })).result,
      ).toEqual(rejected('notAllowed'));
  });
  it('has entries of before this rule where the person concerned alone reads them', async () => {
    const { server, acme, rep } = fixture;
    const { r, b, c } = fixture.next();
    const { store } = server;
    await c.pull();
    const entry = (about: string, id: string, scope: string) => ({
      ...{ id, collection: 'opening', scope, author: b.user },
      fields: { refKey: fixture.key(), rep: about, author: b.user, at: 7, how: 'panel' },
    });
    const before = [
      entry(rep, ids.next(), scopes.team(acme.team)),
      entry(rep, ids.next(), fixture.pair),
      entry('somebody-who-left', ids.next(), scopes.team(acme.team)),
    ];
    for (const row of before)
      await store.within(acme.org, (tx) => addRow(tx, acme.org, row, NOW - 1));
    expect((await c.pull()).rows).toHaveLength(2);
    expect(await renewRows(store, NOW)).toBe(3);
    const held = async (client: typeof r) =>
      (await client.all()).filter(({ fields }) => fields.refKey === fixture.key()).length;
    expect([await held(r), await held(b), await held(c)]).toEqual([2, 0, 0]);
    expect((await c.pull()).gone.map(({ id }) => id)).toEqual([before[0]?.id]);
    expect(await fixture.stored(before[2]?.id ?? '')).toMatchObject({ deleted: 1, fields: {} });
    expect(await renewRows(store, NOW)).toBe(0);
  });
  it('has an entry for each export, whoever made it, for the person alone', async () => {
    const { server, rep } = fixture;
    const { r, b } = fixture.next();
    const exports = async (client: typeof r) =>
      (await client.all())
        .filter(({ collection }) => collection === 'dataExport')
        .map(({ fields }) => fields.by);
    const { email } = await server.people.db
      .selectFrom('user')
      .select('email')
      .where('id', '=', rep)
      .executeTakeFirstOrThrow();
    const authorization = `Bearer ${await tokenOf(server.url, email)}`;
    const own = await fetch(`${server.url}/me/export`, { headers: { authorization } });
    expect((await own.json()).rows).toContainEqual(
      expect.objectContaining({ collection: 'dataExport' }),
    );
    const config = { ...server.config, port: Number(new URL(server.url).port) };
    const deps = { config, log: pino({ level: 'silent' }), now: () => NOW, ids, print() {} };
    await commands['export-person']?.(deps, [email, join(server.folder, 'person.json')]);
    expect((await exports(r)).sort()).toEqual(['operator', 'self']);
    expect(await exports(b)).toEqual([]);
    // A device can neither add nor change an entry.
    const scope = scopes.private(rep);
    const patch = { refKey: '', author: rep, by: 'operator', at: NOW };
    const forged = await r.one({ collection: 'dataExport', scope, patch });
    expect(forged.result).toEqual(rejected('notAllowed'));
  });
});
