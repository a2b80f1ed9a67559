import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CollectionName, keyedId } from '../../lib/model/index.ts';
import { tidy } from '../../server/ops/retention.ts';
import { setMember } from '../../server/people/people.ts';
import { Client } from '../helpers/client.ts';
import {
  context,
  note,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';

const YEAR = 31_557_600_000;
const NOW = 1_800_000_000_000;

/** One row a key: written by `put`, under an id that follows from organisation, scope and key (D5–D7). */
describe.each(storeKinds)('keyed rows, on %s', (kind) => {
  let server: TestServer;
  let acme: Awaited<ReturnType<typeof organisation>>;
  let [rep, colleague] = ['', ''];
  let [org, pair] = ['', ''];
  let r: Client;
  let b: Client;
  let c: Client;
  let deal = 0;
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 2);
    [rep = '', colleague = ''] = acme.reps;
    [org, pair] = [`o:${acme.org}`, `p:${acme.boss}:${rep}`];
  });
  afterAll(() => server.close());
  beforeEach(() => {
    deal += 1;
    [r, b, c] = [rep, acme.boss, colleague].map((user) => new Client(server, user)) as [
      Client,
      Client,
      Client,
    ];
    for (const device of [r, b, c]) device.arrival = NOW;
  });

  const key = () => `odoo/t/deal/${deal}`;
  const fact = (more = {}) => ({ refKey: key(), field: 'amount', ...more });
  const tick = (more = {}) => ({ refKey: key(), playbook: 'p', item: 'pain', ...more });
  const idOf = (scope: string, collection: CollectionName, ...values: unknown[]) =>
    keyedId(acme.org, scope, collection, values);
  /** What is stored, deleted or not. */
  const stored = async (id: string) => {
    const row = await server.store.within(acme.org, (tx) =>
      tx
        .selectFrom('row')
        .selectAll()
        .where('org_id', '=', acme.org)
        .where('id', '=', id)
        .executeTakeFirst(),
    );
    return row && { ...row, fields: JSON.parse(row.fields) as Record<string, unknown> };
  };
  const rejected = (code: string) => ({ kind: 'rejected', code });

  describe('a put', () => {
    it('creates the row with its defaults, changes it, and brings it back after a deletion with nothing of before', async () => {
      const made = await r.put(
        'checkItem',
        pair,
        tick({ evidence: 'She said so', author: rep, at: NOW - 5 }),
      );
      expect(made.id).toBe(idOf(pair, 'checkItem', key(), 'p', 'pain'));
      expect(made.result).toMatchObject({ kind: 'ok', rev: 1 });
      const fields = {
        ...tick(),
        done: false,
        evidence: 'She said so',
        author: rep,
        editedBy: null,
        at: NOW - 5,
      };
      expect(await stored(made.id)).toMatchObject({ deleted: 0, author: rep, fields });
      await b.put('checkItem', pair, tick({ done: true }));
      const changed = {
        done: true,
        evidence: 'She said so',
        author: rep,
        editedBy: acme.boss,
        at: NOW,
      };
      expect((await stored(made.id))?.fields).toMatchObject(changed);
      expect(
        (await r.one({ op: 'delete', collection: 'checkItem', rowId: made.id, base: 1 })).result
          ?.kind,
      ).toBe('ok');
      expect((await stored(made.id))?.deleted).toBe(1);
      await b.put('checkItem', pair, tick({ done: true, author: acme.boss }));
      const anew = { done: true, evidence: '', author: acme.boss, editedBy: null };
      expect(await stored(made.id)).toMatchObject({
        deleted: 0,
        author: acme.boss,
        rev: 1,
        fields: anew,
      });
    });
    it('of two devices that create one key means one row: fields, lists and objects merge, and the server’s order decides', async () => {
      const scope = `o:${acme.org}`;
      const other = new Client(server, acme.boss);
      const { id } = await b.put(
        'coachingSettings',
        scope,
        { author: acme.boss },
        {
          lists: { off: { add: ['quiet'], remove: [] } },
          maps: { limits: { set: { noActivity: 7, slow: 1 }, remove: [] } },
        },
      );
      const second = await other.put(
        'coachingSettings',
        scope,
        { author: acme.boss },
        {
          lists: {
            off: { add: ['stalled'], remove: [] },
            competitors: { add: ['Brewmaster'], remove: [] },
          },
          maps: { limits: { set: { noActivity: 21 }, remove: ['slow'] } },
        },
      );
      expect(second).toMatchObject({ id, result: { kind: 'ok' } });
      expect((await stored(id))?.fields).toMatchObject({
        off: ['quiet', 'stalled'],
        competitors: ['Brewmaster'],
        limits: { noActivity: 21 },
      });
    });
    it('by a second author leaves the row whose it is, and says so', async () => {
      const { id } = await r.put('typedFact', pair, fact({ value: '1', author: rep }));
      const second = await b.put('typedFact', pair, fact({ value: '2', author: acme.boss }));
      expect(second.result).toMatchObject({ kind: 'ok', stamped: { editedBy: acme.boss } });
      expect(await stored(id)).toMatchObject({
        author: rep,
        fields: { value: '2', author: rep, editedBy: acme.boss },
      });
    });
    it('in another scope is another row', async () => {
      const mine = await r.put('typedFact', `u:${rep}`, fact({ value: 'for me' }));
      const ours = await r.put('typedFact', pair, fact({ value: 'for both' }));
      expect(ours.id).not.toBe(mine.id);
      expect([
        (await stored(mine.id))?.fields.value,
        (await stored(ours.id))?.fields.value,
      ]).toEqual(['for me', 'for both']);
      const moved = { op: 'delete', collection: 'typedFact', rowId: mine.id, scope: pair } as const;
      expect((await r.one(moved)).result, 'it never moves').toEqual(rejected('invalid'));
    });
    it('is the only way to write one, and for keyed rows alone', async () => {
      const { id } = await r.put('typedFact', pair, fact({ value: '1' }));
      for (const op of ['create', 'patch', 'restore'] as const) {
        const patch = op === 'restore' ? {} : fact({ value: '2' });
        expect(
          (await r.one({ op, collection: 'typedFact', rowId: id, scope: pair, patch })).result,
          op,
        ).toEqual(rejected('invalid'));
      }
      expect((await r.one({ op: 'put', scope: pair, patch: note(rep, 'x') })).result).toEqual(
        rejected('invalid'),
      );
    });
    it('changes no list or object that is not declared as one', async () => {
      const lists = { value: { add: ['x'], remove: [] } };
      const maps = { value: { set: { x: 1 }, remove: [] } };
      expect((await r.put('typedFact', pair, fact(), { lists })).result).toEqual(
        rejected('invalid'),
      );
      expect((await r.put('typedFact', pair, fact(), { maps })).result).toEqual(
        rejected('invalid'),
      );
    });
    it('says nothing where the schema says no: an unknown day, a key of another kind, too much', async () => {
      expect(
        (await r.put('typedFact', pair, { refKey: key(), field: 7, value: 'x' })).result,
      ).toEqual(rejected('invalid'));
      expect((await r.put('typedFact', pair, { field: 'amount', value: 'x' })).result).toEqual(
        rejected('invalid'),
      );
      expect((await r.put('typedFact', pair, fact({ value: 'x'.repeat(4001) }))).result).toEqual(
        rejected('invalid'),
      );
    });
  });

  describe('a clock that is ten years off', () => {
    it.each([
      ['ahead', 10],
      ['behind', -10],
    ])('%s: what came to the server last counts', async (_, years) => {
      const { id } = await r.put(
        'typedFact',
        pair,
        fact({ value: 'first', author: rep, at: NOW + years * YEAR }),
      );
      expect(Number((await stored(id))?.fields.at)).toBeLessThanOrEqual(NOW);
      await b.put('typedFact', pair, fact({ value: 'second', at: NOW }));
      expect((await stored(id))?.fields.value).toBe('second');
      await r.put('typedFact', pair, fact({ value: 'third', at: NOW + years * YEAR }));
      expect((await stored(id))?.fields.value).toBe('third');
    });
    it('is clamped to the server’s, and the device is told', async () => {
      const ahead = await r.put(
        'typedFact',
        pair,
        fact({ value: '1', author: rep, at: NOW + 10 * YEAR }),
      );
      expect(ahead.result).toMatchObject({ kind: 'ok', stamped: { at: NOW } });
      expect((await stored(ahead.id))?.fields.at).toBe(NOW);
      const early = await r.put('typedFact', pair, fact({ value: '2', at: -5 }));
      expect(early.result).toMatchObject({ stamped: { at: 0, editedBy: rep } });
      const patch = note(rep, 'from the future', {
        createdAt: NOW + 10 * YEAR,
        editedAt: NOW + YEAR,
      });
      const { id, result } = await r.one({ scope: pair, patch });
      expect(result).toMatchObject({ kind: 'ok', stamped: { createdAt: NOW, editedAt: NOW } });
      const edit = { text: 'and again', editedBy: rep, editedAt: NOW + 10 * YEAR };
      expect((await r.one({ op: 'patch', rowId: id, base: 1, patch: edit })).result).toMatchObject({
        stamped: { editedAt: NOW },
      });
      expect((await stored(id))?.fields).toMatchObject({
        createdAt: NOW,
        editedAt: NOW,
        editedBy: rep,
      });
    });
    it('tells nothing where everything is as it was sent', async () => {
      const { result } = await r.put(
        'typedFact',
        pair,
        fact({ value: '1', author: rep, editedBy: null, at: NOW - 7 }),
      );
      expect(result).not.toHaveProperty('stamped');
    });
    it.each([
      ['2026-02-31', 'invalid'],
      ['2026-13-01', 'invalid'],
      ['1926-01-01', 'invalid'],
      ['tomorrow', 'invalid'],
      ['2028-02-29', null],
    ])('a promise until %s', async (due, code) => {
      const patch = {
        refKey: key(),
        text: 'the offer',
        owner: rep,
        due,
        state: 'open',
        settledAt: null,
        author: rep,
        at: 1,
      };
      const { result } = await r.one({ collection: 'commitment', scope: pair, patch });
      expect(result?.kind === 'rejected' ? result.code : null).toBe(code);
    });
    it.each(['yesterday', null, Number.NaN])('a moment that is %s is no moment', async (at) => {
      const patch = {
        refKey: key(),
        text: 'x',
        owner: rep,
        due: '2026-12-01',
        state: 'open',
        settledAt: null,
        author: rep,
        at,
      };
      const { result } = await r.one({ collection: 'commitment', scope: pair, patch });
      // Nothing at all stands for the moment of arrival.
      expect(result).toMatchObject(
        at === null ? { kind: 'ok', stamped: { at: NOW } } : rejected('invalid'),
      );
    });
  });

  describe('whose a change is', () => {
    it('is written by the server where the device does not say', async () => {
      const made = await r.one({ scope: pair, patch: note(rep, 'I will call Ruth on Friday') });
      await b.one({
        op: 'patch',
        rowId: made.id,
        base: 1,
        patch: { text: 'I will call Ruth on Monday' },
      });
      expect((await stored(made.id))?.fields).toMatchObject({
        author: rep,
        editedBy: acme.boss,
        editedAt: NOW,
      });
    });
    it('is said of a merged text too', async () => {
      const made = await r.one({ scope: pair, patch: note(rep, 'Ruth comes on Thursday') });
      await r.one({
        op: 'patch',
        rowId: made.id,
        base: 1,
        patch: { text: 'Ruth comes on Thursday at ten' },
      });
      b.arrival = NOW + 5;
      const merged = await b.one({
        op: 'patch',
        rowId: made.id,
        base: 1,
        patch: { text: 'Today Ruth comes on Thursday' },
      });
      expect(merged.result).toMatchObject({
        kind: 'merged',
        stamped: { editedBy: acme.boss, editedAt: NOW + 5 },
      });
    });
    it('is nobody’s where nothing was changed: a move, or a choice between two texts', async () => {
      const { id } = await r.one({ scope: pair, patch: note(rep, 'mine') });
      await r.one({ op: 'patch', rowId: id, base: 1, scope: `u:${rep}`, patch: {} });
      await r.one({ op: 'patch', rowId: id, base: 1, scope: pair, patch: {} });
      const kept = await b.one({
        op: 'patch',
        rowId: id,
        base: 1,
        patch: { conflicts: [], editedBy: acme.boss, editedAt: NOW },
      });
      expect(kept.result).toMatchObject({ stamped: { editedBy: null, editedAt: null } });
      expect((await stored(id))?.fields).toMatchObject({ editedBy: null, editedAt: null });
    });
    it('cannot be said of somebody else', async () => {
      const forged = fact({ value: '1', author: acme.boss });
      expect((await r.put('typedFact', pair, forged)).result).toEqual(rejected('notAllowed'));
      await r.put('typedFact', pair, fact({ value: '1' }));
      expect(
        (await r.put('typedFact', pair, fact({ value: '2', editedBy: acme.boss }))).result,
      ).toEqual(rejected('notAllowed'));
      expect(
        (await r.put('typedFact', pair, fact({ value: '2', author: colleague }))).result,
      ).toEqual(rejected('notAllowed'));
      expect((await r.one({ scope: pair, patch: note(acme.boss, 'x') })).result).toEqual(
        rejected('notAllowed'),
      );
    });
    it('cannot make another note of it', async () => {
      const { id } = await r.one({ scope: pair, patch: note(rep, 'I will call Ruth') });
      for (const patch of [
        { kind: 'help' },
        { recordName: 'x' },
        { createdAt: 5 },
        { prompt: { signal: 's', question: 'q' } },
      ])
        expect((await b.one({ op: 'patch', rowId: id, base: 1, patch })).result).toEqual(
          rejected('immutable'),
        );
    });
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
    it('of a key is nobody’s to squat on', async () => {
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
    it('of one organisation says nothing in another', async () => {
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
    it('what is everybody’s is set by whoever manages, before and after there is something', async () => {
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
      const patch = (author: string) => ({ suggestion: `s${deal}`, author });
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
    it('an identity is taken by the person alone, and by nobody else while it is', async () => {
      const link = { crm: 'odoo', tenant: 't', crmUserId: `${kind}${deal}` };
      const { id } = await r.put('crmIdentity', org, { ...link, userId: rep });
      expect((await c.put('crmIdentity', org, { ...link, userId: colleague })).result).toEqual(
        rejected('notAllowed'),
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
    it('a wrong identity is taken back by whoever manages, who says of nobody who they are', async () => {
      const link = { crm: 'odoo', tenant: 't', crmUserId: `wrong ${kind}${deal}` };
      const { id } = await r.put('crmIdentity', org, { ...link, userId: rep });
      expect(
        (await b.put('crmIdentity', org, { ...link, crmName: 'Ann', userId: acme.boss })).result,
      ).toEqual(rejected('notAllowed'));
      expect((await c.one({ op: 'delete', collection: 'crmIdentity', rowId: id })).result).toEqual(
        rejected('notAllowed'),
      );
      expect(
        (await b.one({ op: 'delete', collection: 'crmIdentity', rowId: id })).result?.kind,
      ).toBe('ok');
    });
    it('a look at earlier versions is noted by the server alone, and a look by its clock', async () => {
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
    it('one look an hour, author and record is kept, whichever device tells it', async () => {
      const hour = 3_600_000;
      const patch = { refKey: key(), rep, author: acme.boss, at: 1, how: 'panel' };
      const look = (device: Client, more = {}) =>
        device.one({ collection: 'opening', scope: pair, patch: { ...patch, ...more } });
      const other = new Client(server, acme.boss);
      const first = await look(b);
      expect(first.result?.kind).toBe('ok');
      const start = b.arrival;
      other.arrival = start + hour - 1;
      const again = await look(other);
      expect(again.result).toEqual({ kind: 'conflict', version: 0, rev: 0 });
      expect(await stored(again.id)).toBeUndefined();
      expect((await look(other, { refKey: `${key()}0` })).result?.kind).toBe('ok');
      other.arrival = start + hour;
      const twice = [1, 2].map(() =>
        other.mutation({ collection: 'opening', scope: pair, patch: { ...patch } }),
      );
      const { answers } = await other.send(...twice);
      expect(answers.map(({ result }) => result.kind)).toEqual(['ok', 'conflict']);
      // Whoever may not tell it is told so, and nothing else.
      expect((await look(c)).result).toEqual(rejected('notAllowed'));
    });
    it('a playbook that is taken into an account keeps the times of its versions', async () => {
      const stage = { id: 's', name: 'S', seller: '', buyer: '', ask: [], exit: [], fields: [] };
      const patch = {
        refKey: '',
        playbook: `p${kind}${deal}`,
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
    it('nobody’s agreement stays on another focus', async () => {
      const put = (device: Client, patch: Record<string, unknown>) =>
        device.put('profile', pair, { member: rep, ...patch });
      await put(r, { focus: 'closing' });
      await put(b, { agreedBy: acme.boss });
      expect((await put(r, { focus: 'planning' })).result).toEqual(rejected('notAllowed'));
      expect((await put(r, { focus: 'planning', agreedBy: null })).result?.kind).toBe('ok');
    });
    it('what is not as rows are today can still be deleted', async () => {
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
    it('whoever manages no more has no more to say about what is everybody’s', async () => {
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

  describe('how much is kept', () => {
    it('of 10,000 changed settings is one row', { timeout: 120_000 }, async () => {
      const count = async () => {
        const rows = await server.store.within(acme.org, (tx) =>
          tx
            .selectFrom('row')
            .select('id')
            .where('org_id', '=', acme.org)
            .where('collection', '=', 'coachingSettings')
            .execute(),
        );
        return rows.length;
      };
      const id = idOf(org, 'coachingSettings');
      const change = (value: number) =>
        b.mutation({
          op: 'put',
          collection: 'coachingSettings',
          rowId: id,
          scope: org,
          patch: {},
          maps: { limits: { set: { noActivity: value }, remove: [] } },
        });
      const later = Date.UTC(2030, 0, 1); // after whatever the tests before changed
      for (let page = 0; page < 20; page++) {
        b.arrival = later + page;
        await b.send(...Array.from({ length: 500 }, (_, index) => change(page * 500 + index)));
      }
      expect(await count()).toBe(1);
      expect((await stored(id))?.fields.limits).toMatchObject({ noActivity: 9999 });
      // Of their versions those of the last push stay, which nobody can tell apart by time.
      await tidy(server.store, b.arrival + 31 * 86_400_000, {});
      const versions = await server.store.within(acme.org, (tx) =>
        tx
          .selectFrom('revision')
          .select('at')
          .where('org_id', '=', acme.org)
          .where('row_id', '=', id)
          .execute(),
      );
      expect(versions.every(({ at }) => at === b.arrival)).toBe(true);
      expect(versions.length).toBe(500);
    });
  });
});
