import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CollectionName, keyedId } from '../../lib/model/index.ts';
import { setMember } from '../../server/people/people.ts';
import { Client } from '../helpers/client.ts';
import { KeyedFixture, NOW, rejected } from '../helpers/keyed.ts';
import { context, note, storeKinds } from '../helpers/server.ts';

const YEAR = 31_557_600_000;

/** Whose a key is (D5), and who may write it (D9). */
describe.each(storeKinds)('rights to keyed rows, on %s', (kind) => {
  let fixture: KeyedFixture;
  let acme: KeyedFixture['acme'];
  let rep: KeyedFixture['rep'];
  let colleague: KeyedFixture['colleague'];
  let org: KeyedFixture['org'];
  let pair: KeyedFixture['pair'];
  let key: KeyedFixture['key'];
  let fact: KeyedFixture['fact'];
  let idOf: KeyedFixture['idOf'];
  let stored: KeyedFixture['stored'];
  let server: KeyedFixture['server'];
  let r: Client;
  let b: Client;
  let c: Client;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    ({ acme, rep, colleague, org, pair, key, fact, idOf, stored, server } = fixture);
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ r, b, c } = fixture.next());
  });

  describe('an id', () => {
    const guess = async (
      device: Client,
      scope: string,
      collection: CollectionName,
      patch: Record<string, unknown>,
      rowId: string,
    ) => {
      const { result } = await device.one({ op: 'put', collection, scope, rowId, patch });
      return result;
    };
    it('that the key does not have is refused, whether there is such a row or not', async () => {
      const secret = await b.put('typedFact', `u:${acme.boss}`, fact({ value: 'secret' }));
      const none = idOf(`u:${acme.boss}`, 'typedFact', key(), 'nothing');
      for (const id of [secret.id, none, 'row-of-mine', secret.id.toUpperCase()]) {
        expect(await guess(r, `u:${rep}`, 'typedFact', fact({ value: 'x' }), id), id).toEqual(
          rejected('invalid'),
        );
        expect(await guess(r, `u:${acme.boss}`, 'typedFact', fact({ value: 'x' }), id), id).toEqual(
          rejected('notAllowed'),
        );
        const del = await r.one({ op: 'delete', collection: 'typedFact', rowId: id });
        expect(del.result, id).toEqual(rejected('notFound'));
      }
      expect((await stored(secret.id))?.fields.value).toBe('secret');
    });
    it('of a key cannot be used by an unkeyed row', async () => {
      const profile = idOf(pair, 'profile', rep);
      for (const op of ['create', 'patch', 'restore', 'delete'] as const) {
        const change = {
          op,
          rowId: profile,
          scope: pair,
          patch: op === 'create' ? note(rep, 'mine') : {},
        };
        expect((await b.one(change)).result, op).toEqual(rejected('invalid'));
      }
      expect(await stored(profile)).toBeUndefined();
    });
    it('of one organisation has no effect in another', async () => {
      const foreign = keyedId('another', pair, 'typedFact', [key(), 'amount']);
      expect(await guess(r, pair, 'typedFact', fact({ value: 'x' }), foreign)).toEqual(
        rejected('invalid'),
      );
    });
    it('is looked at after the rights, and they before what is there', async () => {
      const scope = `p:${acme.boss}:${colleague}`;
      const there = await c.put('typedFact', scope, fact({ value: 'theirs' }));
      const answers = [];
      for (const field of ['amount', 'nothing'])
        answers.push(
          (await r.put('typedFact', scope, { refKey: key(), field, value: 'x' })).result,
        );
      expect(answers).toEqual([rejected('notAllowed'), rejected('notAllowed')]);
      expect(await stored(there.id)).toMatchObject({ fields: { value: 'theirs' } });
    });
  });

  describe('rights', () => {
    it('a row of the organisation is set by managers, whether it exists or not', async () => {
      const scope = `o:${acme.org}`;
      const map = { playbook: `b${kind}`, crm: 'odoo', tenant: 't', refKey: '' };
      expect((await r.put('stageMap', scope, map)).result).toEqual(rejected('notAllowed'));
      const { id } = await b.put('stageMap', scope, map);
      expect((await r.put('stageMap', scope, map)).result).toEqual(rejected('notAllowed'));
      expect((await r.one({ op: 'delete', collection: 'stageMap', rowId: id })).result).toEqual(
        rejected('notAllowed'),
      );
      expect((await r.put('stageMap', `u:${rep}`, map)).result?.kind, 'for oneself').toBe('ok');
    });
    it('a vote is one’s own, and taking it back leaves none', async () => {
      const patch = (author: string) => ({ suggestion: `s${fixture.deal}`, author });
      const { id, result } = await r.put('vote', org, patch(rep));
      expect(result?.kind).toBe('ok');
      expect((await r.put('vote', org, patch(rep))).id, 'twice is once').toBe(id);
      expect(
        (await r.put('vote', org, patch(colleague))).result,
        'for somebody who has not voted',
      ).toEqual(rejected('notAllowed'));
      expect((await c.put('vote', org, patch(rep))).result, 'for somebody who has').toEqual(
        rejected('notAllowed'),
      );
      expect((await c.one({ op: 'delete', collection: 'vote', rowId: id })).result).toEqual(
        rejected('notAllowed'),
      );
      await r.one({ op: 'delete', collection: 'vote', rowId: id });
      expect((await c.all()).some((row) => row.id === id)).toBe(false);
    });
    it('an identity can be set only by its person, and by no other while it is set', async () => {
      const link = { crm: 'odoo', tenant: 't', crmUserId: `${kind}${fixture.deal}` };
      const { id } = await r.put('crmIdentity', org, { ...link, userId: rep });
      expect((await c.put('crmIdentity', org, { ...link, userId: colleague })).result).toEqual(
        rejected('taken'),
      );
      await r.one({ op: 'delete', collection: 'crmIdentity', rowId: id });
      expect((await c.put('crmIdentity', org, { ...link, userId: colleague })).result?.kind).toBe(
        'ok',
      );
      expect(await stored(id)).toMatchObject({
        author: colleague,
        fields: { userId: colleague, crmName: null },
      });
    });
    it('a manager can delete a wrong identity, but not set one for another person', async () => {
      const link = { crm: 'odoo', tenant: 't', crmUserId: `wrong ${kind}${fixture.deal}` };
      const { id } = await r.put('crmIdentity', org, { ...link, userId: rep });
      expect(
        (await b.put('crmIdentity', org, { ...link, crmName: 'Ann', userId: acme.boss })).result,
      ).toEqual(rejected('taken'));
      expect((await c.one({ op: 'delete', collection: 'crmIdentity', rowId: id })).result).toEqual(
        rejected('notAllowed'),
      );
      expect(
        (await b.one({ op: 'delete', collection: 'crmIdentity', rowId: id })).result?.kind,
      ).toBe('ok');
    });
    it('only the server writes an access log entry, with the time of its own clock', async () => {
      const look = { refKey: key(), rep, author: acme.boss, at: 1 };
      expect(
        (await b.one({ collection: 'opening', scope: pair, patch: { ...look, how: 'history' } }))
          .result,
      ).toEqual(rejected('notAllowed'));
      const { id } = await b.one({
        collection: 'opening',
        scope: pair,
        patch: { ...look, how: 'panel' },
      });
      expect((await stored(id))?.fields.at).toBe(NOW);
    });
    it('one opening for each hour, author and record is stored, from any device', async () => {
      const hour = 3_600_000;
      const patch = { refKey: key(), rep, author: acme.boss, at: 1, how: 'panel' };
      const look = (device: Client, more = {}) =>
        device.one({ collection: 'opening', scope: pair, patch: { ...patch, ...more } });
      const other = new Client(server, acme.boss);
      const dropped = { kind: 'conflict', version: 0, rev: 0 };
      const first = await look(b);
      expect(first.result).toEqual(dropped);
      expect(await stored(first.id)).toMatchObject({ scope: `u:${rep}`, author: acme.boss });
      const start = b.arrival;
      other.arrival = start + hour - 1;
      const again = await look(other);
      expect(again.result).toEqual(dropped);
      expect(await stored(again.id)).toBeUndefined();
      expect(await stored((await look(other, { refKey: `${key()}0` })).id)).toBeDefined();
      other.arrival = start + hour;
      const twice = [1, 2].map(() =>
        other.mutation({ collection: 'opening', scope: pair, patch: { ...patch } }),
      );
      const { answers } = await other.send(...twice);
      expect(answers.map(({ result }) => result.kind)).toEqual(['conflict', 'conflict']);
      const [one, two] = await Promise.all(twice.map(({ rowId }) => stored(rowId)));
      expect([one?.scope, two]).toEqual([`u:${rep}`, undefined]);
      // A person without the right gets only the refusal.
      expect((await look(c)).result).toEqual(rejected('notAllowed'));
    });
    it('a playbook that is taken into an account keeps the times of its versions', async () => {
      const stage = { id: 's', name: 'S', seller: '', buyer: '', ask: [], exit: [], fields: [] };
      const patch = {
        refKey: '',
        playbook: `p${kind}${fixture.deal}`,
        version: 1,
        document: {
          format: 1,
          name: 'P',
          method: '',
          summary: '',
          stages: [{ ...stage, guidance: '' }],
        },
        why: '',
        takes: [],
        retired: false,
        author: acme.boss,
        at: NOW - YEAR,
      };
      const at = async (scope: string, more = {}) => {
        const made = await b.one({
          collection: 'playbookVersion',
          scope,
          patch: { ...patch, ...more },
        });
        expect(made.result?.kind).toBe('ok');
        return (await stored(made.id))?.fields.at;
      };
      expect(await at(`u:${acme.boss}`)).toBe(NOW - YEAR);
      expect(await at(`u:${acme.boss}`, { at: NOW + YEAR })).toBe(NOW);
      expect(await at(org)).toBe(NOW);
    });
    it('an agreement is not kept when the focus changes', async () => {
      const put = (device: Client, patch: Record<string, unknown>) =>
        device.put('profile', pair, { member: rep, ...patch });
      await put(r, { focus: 'closing' });
      await put(b, { agreedBy: acme.boss });
      expect((await put(r, { focus: 'planning' })).result).toEqual(rejected('notAllowed'));
      expect((await put(r, { focus: 'planning', agreedBy: null })).result?.kind).toBe('ok');
    });
    it('a row that does not match today’s schema can still be deleted', async () => {
      const { id } = await r.one({
        collection: 'commitment',
        scope: pair,
        patch: {
          refKey: key(),
          text: 'Call',
          owner: rep,
          due: '2026-11-28',
          state: 'open',
          settledAt: null,
          author: rep,
          at: 1,
        },
      });
      const fields = JSON.stringify({ ...(await stored(id))?.fields, due: '2026-02-31' });
      await server.store.within(acme.org, (tx) =>
        tx
          .updateTable('row')
          .set({ fields })
          .where('org_id', '=', acme.org)
          .where('id', '=', id)
          .execute(),
      );
      expect(
        (await r.one({ op: 'delete', collection: 'commitment', rowId: id, base: 1 })).result?.kind,
      ).toBe('ok');
    });
    it('a former manager cannot change rows of the organisation', async () => {
      const manager = new Client(server, colleague);
      const boss = () => context(server.people, acme.boss);
      await setMember(server.people, await boss(), colleague, { role: 'manager' });
      const map = { playbook: `once${kind}`, crm: 'odoo', tenant: 't', refKey: '' };
      const { id, result } = await manager.put('stageMap', org, map);
      expect(result?.kind).toBe('ok');
      await setMember(server.people, await boss(), colleague, { role: 'rep' });
      expect((await manager.put('stageMap', org, map)).result).toEqual(rejected('notAllowed'));
      expect(
        (await manager.one({ op: 'delete', collection: 'stageMap', rowId: id })).result,
      ).toEqual(rejected('notAllowed'));
    });
  });
});
