// Pulls: who gets which rows, when a device starts again, and which scopes it loses (L2, L4, D3).

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROTO, type PullRequest, SCHEMA } from '../../lib/sync/protocol.ts';
import { setMember } from '../../server/people/people.ts';
import { pull, pullJson } from '../../server/sync/pull.ts';
import { Client } from '../helpers/client.ts';
import {
  context,
  note,
  type Organisation,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';
import { TwoOrganisations } from '../helpers/twoOrganisations.ts';

describe.each(storeKinds)('the contract, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  let other: Organisation;
  let [rep, colleague, pair] = ['', '', ''];
  let r: Client;
  let b: Client;
  let contract: TwoOrganisations;
  beforeAll(async () => {
    contract = await TwoOrganisations.start(kind);
    ({ server, acme, other, rep, colleague, pair } = contract);
  });
  afterAll(() => contract.server.close());
  beforeEach(() => {
    ({ r, b } = contract.devices());
  });

  describe('pull', () => {
    it('brings to each what they may see, and nothing else', async () => {
      const secret = await r.one({ scope: `u:${rep}`, patch: note(rep, 'private') });
      const shared = await r.one({ scope: pair, patch: note(rep, 'pair') });
      const team = await r.one({ scope: `t:${acme.team}`, patch: note(rep, 'team') });
      const seen = async (user: string) =>
        (await new Client(server, user).pull()).rows.map((row) => row.id);
      expect(await seen(acme.boss)).toEqual(expect.arrayContaining([shared.id, team.id]));
      expect(await seen(acme.boss)).not.toContain(secret.id);
      const theirs = await seen(colleague);
      expect(theirs).toContain(team.id);
      expect(theirs).not.toContain(shared.id);
      for (const user of [other.boss, ...other.reps])
        expect(await seen(user)).not.toContain(team.id);
    });
    it('is sent as the JSON of the same answer, for any rows', async () => {
      const text = 'quotes " and \\ and \n and \u2028 and },"rows":[';
      await r.one({ scope: pair, patch: note(rep, text) });
      const who = await context(server.people, acme.boss);
      const held: PullRequest = { proto: PROTO, schema: SCHEMA, scopes: {} };
      const expected = await pull(server.store, who, held);
      expect(expected.rows.map((row) => row.fields.text)).toContain(text);
      const sent = await pullJson(server.store, who, held);
      expect(JSON.parse(sent.json)).toEqual(expected);
      expect(sent.rows).toBe(expected.rows.length);
      const upToDate = { ...held, scopes: expected.cursors };
      const { json, rows } = await pullJson(server.store, who, upToDate);
      expect(rows).toBe(0);
      expect(JSON.parse(json)).toEqual(await pull(server.store, who, upToDate));
    });
    it('brings only what is new', async () => {
      await b.pull();
      expect((await b.pull()).rows).toEqual([]);
      const { id } = await r.one({ scope: pair, patch: note(rep, 'new') });
      expect((await b.pull()).rows.map((row) => row.id)).toEqual([id]);
    });
    it('D3, L2: a note leaves a scope with its author’s replies; one moved in comes', async () => {
      const { id } = await r.one({ scope: pair, patch: note(rep, 'for both') });
      const reply = await r.one({
        collection: 'reply',
        patch: {
          refKey: 'odoo/t/deal/1',
          parent: id,
          text: 'hm',
          author: rep,
          createdAt: 1,
          editedAt: null,
          editedBy: null,
          conflicts: [],
        },
      });
      await b.pull();
      await r.one({ op: 'patch', rowId: id, base: 1, scope: `u:${rep}`, patch: {} });
      expect((await b.pull()).gone.map((item) => item.id).sort()).toEqual([id, reply.id].sort());
      await r.one({ op: 'patch', rowId: id, base: 1, scope: pair, patch: {} });
      expect((await b.pull()).rows.map((row) => row.id).sort()).toEqual([id, reply.id].sort());
    });
    it('L2: many rows that leave a scope at once come in several pages', async () => {
      const ids: string[] = [];
      for (let count = 0; count < 5; count++)
        ids.push((await r.one({ scope: pair, patch: note(rep, `note ${count}`) })).id);
      let scopes = (await b.pull()).cursors;
      for (const id of ids)
        await r.one({ op: 'patch', rowId: id, base: 1, scope: `u:${rep}`, patch: {} });
      const last = await r.one({ scope: pair, patch: note(rep, 'after them') });
      const who = await context(server.people, acme.boss);
      const pages: { gone: string[]; rows: string[]; more: boolean }[] = [];
      do {
        const held: PullRequest = { proto: PROTO, schema: SCHEMA, scopes };
        const { gone, rows, more, cursors } = await pull(server.store, who, held, { gone: 2 });
        pages.push({ gone: gone.map(({ id }) => id), rows: rows.map(({ id }) => id), more });
        scopes = cursors;
      } while (pages.at(-1)?.more && pages.length < 9);
      expect(pages).toEqual([
        { gone: ids.slice(0, 2), rows: [], more: true },
        { gone: ids.slice(2, 4), rows: [], more: true },
        { gone: ids.slice(4), rows: [last.id], more: false },
      ]);
    });
    it('L2: leaving a team takes its scopes away; a new manager gets no old notes', async () => {
      const mover = acme.reps[1] ?? '';
      const client = new Client(server, mover);
      await client.one({
        scope: `p:${acme.boss}:${mover}`,
        patch: note(mover, 'with the old manager'),
      });
      await client.pull();
      await b.pull();
      await setMember(server.people, await context(server.people, acme.boss), mover, {
        team: null,
      });
      const after = await client.pull();
      expect(after.dropScopes, 'the rep keeps what was written with the former manager').toEqual([
        `t:${acme.team}`,
      ]);
      expect((await b.pull()).dropScopes).toEqual([`p:${acme.boss}:${mover}`]);
      await setMember(server.people, await context(server.people, acme.boss), mover, {
        team: acme.team,
      });
      expect((await client.pull()).newScopes).toEqual([`t:${acme.team}`]);
    });
    it('L4: starts again for another epoch, or a cursor ahead of the head', async () => {
      const all = (await r.pull({})).rows.length;
      const scopes = Object.fromEntries(
        Object.keys(r.cursors).map((scope) => [scope, 'another-epoch:5']),
      );
      expect((await r.pull(scopes)).rows.length).toBe(all);
      const ahead = Object.fromEntries(
        Object.entries(r.cursors).map(([scope, cursor]) => [
          scope,
          `${cursor.split(':')[0]}:999999`,
        ]),
      );
      expect((await r.pull(ahead)).rows.length).toBe(all);
    });
  });
});
