import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { collectionNames, collections, keyedId, type Mutation } from '../../lib/model/index.ts';
import { PROTO, type PullRequest, SCHEMA } from '../../lib/sync/protocol.ts';
import { setMember } from '../../server/people/people.ts';
import { pull, pullJson } from '../../server/sync/pull.ts';
import { Client } from '../helpers/client.ts';
import {
  context,
  note,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';

let server: TestServer;
let acme: Awaited<ReturnType<typeof organisation>>;
let other: Awaited<ReturnType<typeof organisation>>;
let rep = '';
let colleague = '';
const pair = () => `p:${acme.boss}:${rep}`;
let r: Client;
let b: Client;
describe.each(storeKinds)('the contract, on %s', (kind) => {
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 2);
    other = await organisation(server.people, 'other', 1);
    [rep = '', colleague = ''] = acme.reps;
  });
  afterAll(() => server.close());

  beforeEach(() => {
    r = new Client(server, rep);
    b = new Client(server, acme.boss);
  });

  describe('push', () => {
    it('P1: does a change once, however often it is sent', async () => {
      const mutation = r.mutation({ scope: pair(), patch: note(rep, 'once') });
      const [first, second, third] = [
        await r.send(mutation),
        await r.send(mutation),
        await r.send(mutation),
      ];
      expect(first.answers[0]?.result.kind).toBe('ok');
      expect(second.answers[0]?.result).toEqual({
        kind: 'skipped',
        result: first.answers[0]?.result,
      });
      expect(third.version).toBe(first.version);
    });
    it('P1: stops at a gap', async () => {
      const missing = r.mutation({ scope: `u:${rep}`, patch: note(rep, 'lost') });
      const later = r.mutation({ scope: `u:${rep}`, patch: note(rep, 'later') });
      expect((await r.send(later)).answers[0]?.result).toEqual({
        kind: 'gap',
        expected: missing.seq,
      });
      expect((await r.send(missing, later)).answers.map((answer) => answer.result.kind)).toEqual([
        'ok',
        'ok',
      ]);
    });
    it('P1: a change sent again under another client and number is still the same', async () => {
      const mutation = r.mutation({ scope: `u:${rep}`, patch: note(rep, 'twice') });
      await r.send(mutation);
      const again = new Client(server, rep);
      expect((await again.send({ ...mutation, seq: 1 })).answers[0]?.result.kind).toBe('skipped');
    });
    it('P1: the client id of another person is just another client', async () => {
      await r.one({ scope: `u:${rep}`, patch: note(rep, 'mine') });
      const thief = new Client(server, colleague);
      Object.assign(thief, { id: r.id });
      expect(
        (
          await thief.one({
            rowId: `row-of-the-thief-${kind}`,
            scope: `u:${colleague}`,
            patch: note(colleague, 'theirs'),
          })
        ).result?.kind,
      ).toBe('ok');
    });
    it('P1: the same change twice in one push is applied once, with equal answers', async () => {
      const mutation = r.mutation({ scope: pair(), patch: note(rep, 'doubled') });
      const { answers, version } = await r.send(mutation, { ...mutation, seq: ++r.seq });
      expect(answers.map(({ result }) => result)).toEqual([
        { kind: 'ok', version, rev: 1 },
        { kind: 'skipped', result: { kind: 'ok', version, rev: 1 } },
      ]);
    });
    it('a base that does not exist counts as unseen: both texts stay', async () => {
      const { id } = await r.one({ scope: pair(), patch: note(rep, 'words of the rep') });
      expect(
        (await b.one({ op: 'patch', rowId: id, base: 999_999, patch: { text: 'something else' } }))
          .result?.kind,
      ).toBe('conflict');
      expect((await r.all()).find((row) => row.id === id)?.fields).toMatchObject({
        text: 'words of the rep',
        conflicts: [{ text: 'something else' }],
      });
    });
    it('P4: one poisoned change does not block the others', async () => {
      const good = () => r.mutation({ scope: `u:${rep}`, patch: note(rep, 'fine') });
      const [first, bad, last] = [
        good(),
        r.mutation({ scope: `u:${rep}`, patch: { text: 5 } }),
        good(),
      ];
      const answers = (await r.send(first, bad, last)).answers.map((answer) => answer.result.kind);
      expect(answers).toEqual(['ok', 'rejected', 'ok']);
    });
    it('P5: changes the fields it names and leaves the rest, also unknown ones', async () => {
      const { id } = await r.one({
        scope: pair(),
        patch: note(rep, 'first', { fieldOfTomorrow: 'kept' }),
      });
      await r.one({
        op: 'patch',
        rowId: id,
        base: 1,
        patch: { text: 'second', editedAt: 2, editedBy: rep },
      });
      const row = (await b.pull({})).rows.find((item) => item.id === id);
      expect(row?.fields).toMatchObject({
        text: 'second',
        recordName: 'Deal',
        fieldOfTomorrow: 'kept',
      });
      expect(row?.rev).toBe(2);
    });
    it.each([
      [
        'another’s private scope',
        () => ({ scope: `u:${colleague}`, patch: note(rep, 'x') }),
        'notAllowed',
      ],
      [
        'a pair that one is not in',
        () => ({ scope: `p:${acme.boss}:${colleague}`, patch: note(rep, 'x') }),
        'notAllowed',
      ],
      [
        'another organisation’s team',
        () => ({ scope: `t:${other.team}`, patch: note(rep, 'x') }),
        'notAllowed',
      ],
      ['a scope that is none', () => ({ scope: 'p:*:*', patch: note(rep, 'x') }), 'notAllowed'],
      ['no scope at all', () => ({ patch: note(rep, 'x') }), 'notAllowed'],
      ['another author', () => ({ scope: pair(), patch: note(colleague, 'x') }), 'notAllowed'],
      [
        'a prototype key',
        () => ({ scope: pair(), patch: JSON.parse(`{"__proto__": {"admin": true}, "text": "x"}`) }),
        'invalid',
      ],
      [
        'a reserved key',
        () => ({ scope: pair(), patch: { ...note(rep, 'x'), constructor: 1 } }),
        'invalid',
      ],
      [
        'a text that is too long',
        () => ({ scope: pair(), patch: note(rep, 'x'.repeat(20_001)) }),
        'invalid',
      ],
      [
        'a collection of tomorrow',
        () => ({ collection: 'goal', scope: pair(), patch: {} }),
        'unknownCollection',
      ],
      [
        'somebody else’s identity',
        () => ({
          op: 'put',
          collection: 'crmIdentity',
          scope: `o:${acme.org}`,
          rowId: keyedId(acme.org, `o:${acme.org}`, 'crmIdentity', ['odoo', 't', '1']),
          patch: { crm: 'odoo', tenant: 't', crmUserId: '1', userId: colleague },
        }),
        'notAllowed',
      ],
    ] as const)('P2: refuses %s', async (_, part, code) => {
      expect((await r.one(part() as Partial<Mutation>)).result).toEqual({ kind: 'rejected', code });
    });
    it('S5: answers the same for a hidden row and one that does not exist', async () => {
      const { id } = await b.one({ scope: `u:${acme.boss}`, patch: note(acme.boss, 'secret') });
      const patch = { text: 'x' };
      const unseen = (await r.one({ op: 'patch', rowId: id, patch })).result;
      const absent = (await r.one({ op: 'patch', rowId: 'no-such-row', patch })).result;
      expect(unseen).toEqual(absent);
      expect(
        (await r.one({ rowId: id, scope: pair(), patch: note(rep, 'x') })).result,
        'creating over it',
      ).toEqual(absent);
      const replied = (
        await r.one({
          collection: 'reply',
          patch: {
            refKey: 'k',
            parent: id,
            text: 'x',
            author: rep,
            createdAt: 1,
            editedAt: null,
            editedBy: null,
            conflicts: [],
          },
        })
      ).result;
      expect(replied).toEqual(absent);
    });
    it('keeps both texts when two people change one at once', async () => {
      const { id } = await r.one({ scope: pair(), patch: note(rep, 'base') });
      expect(
        (
          await b.one({
            op: 'patch',
            rowId: id,
            base: 1,
            patch: { text: 'theirs', editedBy: acme.boss },
          })
        ).result?.kind,
      ).toBe('ok');
      expect(
        (await r.one({ op: 'patch', rowId: id, base: 1, patch: { text: 'mine', editedBy: rep } }))
          .result?.kind,
      ).toBe('conflict');
      const row = (await b.pull({})).rows.find((item) => item.id === id);
      expect(row?.fields).toMatchObject({
        text: 'theirs',
        editedBy: acme.boss,
        conflicts: [{ text: 'mine', author: rep }],
      });
      await b.one({ op: 'patch', rowId: id, base: 2, patch: { text: 'unseen', conflicts: [] } });
      expect(
        (await r.pull({})).rows.find((item) => item.id === id)?.fields.conflicts,
        'what nobody has seen cannot be settled',
      ).toHaveLength(1);
      await b.one({ op: 'patch', rowId: id, base: 4, patch: { text: 'both', conflicts: [] } });
      expect((await r.pull({})).rows.find((item) => item.id === id)?.fields).toMatchObject({
        text: 'both',
        conflicts: [],
      });
    });
    it('keeps one text of one author once, however often it is sent', async () => {
      const { id } = await r.one({ scope: pair(), patch: note(rep, 'ten') });
      const late = (who: Client, text: string) =>
        who.one({ op: 'patch', rowId: id, base: 0, seen: 'ten', patch: { text } });
      await b.one({ op: 'patch', rowId: id, base: 1, patch: { text: 'eleven' } });
      const answers = [await late(r, 'noon'), await late(r, 'noon'), await late(r, 'one')];
      expect(answers.map(({ result }) => result?.kind)).toEqual(Array(3).fill('conflict'));
      // The same words by another person are a separate conflict.
      await late(b, 'noon');
      const row = (await b.pull({})).rows.find((item) => item.id === id);
      expect(row?.fields).toMatchObject({
        text: 'eleven',
        conflicts: [
          { text: 'noon', author: rep },
          { text: 'one', author: rep },
          { text: 'noon', author: acme.boss },
        ],
      });
    });
    it('changes written before the first answer came are no conflict with oneself', async () => {
      const create = r.mutation({ scope: pair(), patch: note(rep, 'first') });
      const edit = r.mutation({
        op: 'patch',
        rowId: create.rowId,
        base: 0,
        after: create.id,
        patch: { text: 'second' },
      });
      const again = r.mutation({
        op: 'patch',
        rowId: create.rowId,
        base: 0,
        after: edit.id,
        patch: { text: 'third' },
      });
      const remove = r.mutation({ op: 'delete', rowId: create.rowId, base: 0, after: again.id });
      expect(
        (await r.send(create, edit, again)).answers.map((answer) => answer.result.kind),
      ).toEqual(['ok', 'ok', 'ok']);
      expect((await b.pull({})).rows.find((row) => row.id === create.rowId)?.fields).toMatchObject({
        text: 'third',
        conflicts: [],
      });
      expect((await r.send(remove)).answers[0]?.result.kind).toBe('ok');
    });
    it('answers a gap if a number was used for another change, and loses nothing', async () => {
      await r.one({ scope: `u:${rep}`, patch: note(rep, 'before the backup') });
      const restored = new Client(server, rep);
      Object.assign(restored, { id: r.id });
      const unsent = {
        ...restored.mutation({
          rowId: 'after-the-backup',
          scope: `u:${rep}`,
          patch: note(rep, 'after'),
        }),
        id: 'm-unsent',
      };
      expect((await restored.send(unsent)).answers[0]?.result).toEqual({
        kind: 'gap',
        expected: 2,
      });
      expect((await restored.send({ ...unsent, seq: 2 })).answers[0]?.result.kind).toBe('ok');
    });
    it('a person cannot write as another: not by editor, conflict or identity', async () => {
      const { id } = await r.one({ scope: pair(), patch: note(rep, 'mine') });
      expect(
        (await b.one({ op: 'patch', rowId: id, base: 1, patch: { text: 'x', editedBy: rep } }))
          .result,
      ).toEqual({ kind: 'rejected', code: 'notAllowed' });
      // A change can remove conflicts, but not add one.
      await b.one({
        op: 'patch',
        rowId: id,
        base: 1,
        patch: { conflicts: [{ text: 'forged', author: rep, at: 1, rev: 1 }] },
      });
      expect((await b.pull({})).rows.find((row) => row.id === id)?.fields.conflicts).toEqual([]);
      const link = { crm: 'odoo', tenant: 't', crmUserId: '1' };
      await r.put('crmIdentity', `o:${acme.org}`, { ...link, userId: rep });
      for (const userId of [acme.boss, rep]) {
        const taken = await b.put('crmIdentity', `o:${acme.org}`, { ...link, userId });
        expect(taken.result).toEqual({ kind: 'rejected', code: 'notAllowed' });
      }
    });
    it.each(collectionNames.filter((name) => collections[name].text.length > 0))(
      'T1, T2: the text of every %s merges by words, and keeps both where the words are the same',
      async (collection) => {
        // Two devices of a person who may change it.
        const [one, two] = [new Client(server, rep), new Client(server, rep)];
        const parent = await one.one({ scope: pair(), patch: note(rep, 'a note') });
        const fields = {
          ...note(rep, 'Ruth comes on Thursday'),
          ...(collections[collection].child ? { parent: parent.id } : {}),
        };
        const { id, result } = await one.one({
          collection,
          ...(collections[collection].child ? {} : { scope: pair() }),
          patch: fields,
        });
        expect(result?.kind).toBe('ok');
        await one.one({
          collection,
          op: 'patch',
          rowId: id,
          base: 1,
          patch: { text: 'Ruth comes on Thursday at ten' },
        });
        const merged = await two.one({
          collection,
          op: 'patch',
          rowId: id,
          base: 1,
          patch: { text: 'Today Ruth comes on Thursday' },
        });
        expect(merged.result).toMatchObject({
          kind: 'merged',
          text: 'Today Ruth comes on Thursday at ten',
        });
        expect(
          (
            await one.one({
              collection,
              op: 'patch',
              rowId: id,
              base: 1,
              patch: { text: 'Ruth leaves on Thursday' },
            })
          ).result?.kind,
        ).toBe('conflict');
        expect((await one.all()).find((row) => row.id === id)?.fields.conflicts).toMatchObject([
          { text: 'Ruth leaves on Thursday' },
        ]);
      },
    );
    it('an edit that crosses a delete brings the note back', async () => {
      const { id } = await r.one({ scope: pair(), patch: note(rep, 'base') });
      await b.one({ op: 'patch', rowId: id, base: 1, patch: { text: 'edited' } });
      expect((await r.one({ op: 'delete', rowId: id, base: 1 })).result?.kind).toBe('conflict');
      await r.one({ op: 'delete', rowId: id, base: 2 });
      await b.one({ op: 'patch', rowId: id, base: 2, patch: { text: 'still needed' } });
      expect((await r.pull({})).rows.find((item) => item.id === id)).toMatchObject({
        deleted: false,
        fields: { text: 'still needed' },
      });
    });
    it('lets only the author delete, and refuses to change the author', async () => {
      const { id } = await r.one({ scope: pair(), patch: note(rep, 'mine') });
      expect((await b.one({ op: 'delete', rowId: id, base: 1 })).result).toEqual({
        kind: 'rejected',
        code: 'notAllowed',
      });
      expect(
        (await b.one({ op: 'patch', rowId: id, base: 1, patch: { author: acme.boss } })).result,
      ).toEqual({ kind: 'rejected', code: 'immutable' });
    });
  });

  describe('pull', () => {
    it('brings to each what they may see, and nothing else', async () => {
      const secret = await r.one({ scope: `u:${rep}`, patch: note(rep, 'private') });
      const shared = await r.one({ scope: pair(), patch: note(rep, 'pair') });
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
      await r.one({ scope: pair(), patch: note(rep, text) });
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
      const { id } = await r.one({ scope: pair(), patch: note(rep, 'new') });
      expect((await b.pull()).rows.map((row) => row.id)).toEqual([id]);
    });
    it('D3, L2: a note that leaves a scope goes with its replies; one moved in comes', async () => {
      const { id } = await r.one({ scope: pair(), patch: note(rep, 'for both') });
      const reply = await b.one({
        collection: 'reply',
        patch: {
          refKey: 'odoo/t/deal/1',
          parent: id,
          text: 'hm',
          author: acme.boss,
          createdAt: 1,
          editedAt: null,
          editedBy: null,
          conflicts: [],
        },
      });
      await b.pull();
      await r.one({ op: 'patch', rowId: id, base: 1, scope: `u:${rep}`, patch: {} });
      expect((await b.pull()).gone.map((item) => item.id).sort()).toEqual([id, reply.id].sort());
      await r.one({ op: 'patch', rowId: id, base: 1, scope: pair(), patch: {} });
      expect((await b.pull()).rows.map((row) => row.id).sort()).toEqual([id, reply.id].sort());
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
