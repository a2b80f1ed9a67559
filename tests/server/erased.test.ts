import { beforeEach, describe, expect, it } from 'vitest';
import { keyedId, type Mutation } from '../../lib/model/index.ts';
import { erasePerson } from '../../server/ops/person.ts';
import { setMember } from '../../server/people/people.ts';
import { historyOf } from '../../server/sync/history.ts';
import { DEAL, type Moving, movingOrganisations } from '../helpers/moving.ts';
import { context } from '../helpers/organisations.ts';
import { storeKinds } from '../helpers/server.ts';

const ITEM = { refKey: DEAL, playbook: 'p', item: 'pain' };

/** What is erased from keyed rows, which several people write, when one of them is erased. */
describe.each(storeKinds)(
  'rows that several people wrote, when one of them is erased, on %s',
  (kind) => {
    const newOrganisation = movingOrganisations(kind);
    let acme: Moving;
    let [boss, rep, erik] = ['', '', ''];
    let [old, next] = ['', ''];
    beforeEach(async () => {
      acme = await newOrganisation();
      ({ boss, rep, erik, old, next } = acme);
      // Another administrator, who can remove the manager.
      await setMember(acme.server.people, await acme.admin(), erik, { role: 'admin' });
    });

    let clock = 1000;
    const tick = async (
      user: string,
      patch: Record<string, unknown>,
      scope = old,
      arrival = ++clock,
    ) => {
      const client = acme.as(user);
      client.arrival = arrival;
      const { id, result } = await client.put('checkItem', scope, { ...ITEM, ...patch });
      expect(result?.kind).toBe('ok');
      return id;
    };
    const profile = async (user: string, patch: object, more: Partial<Mutation> = {}) => {
      const client = acme.as(user);
      client.arrival = ++clock;
      const { id, result } = await client.put('profile', old, { member: rep, ...patch }, more);
      expect(result?.kind).toBe('ok');
      return id;
    };
    const eraseBoss = async () => {
      await acme.remove(boss, 'erase', erik);
      await acme.expectSums();
    };
    /** Everything that is stored, as text. */
    const stored = async () => JSON.stringify([await acme.all(), await acme.revisions()]);

    it('a row that another person wrote last stays, with that person as its author', async () => {
      const id = await tick(boss, { done: true, evidence: 'words of the boss' });
      await tick(rep, { done: true, evidence: 'words of the rep' });
      await eraseBoss();
      expect(await acme.one(id)).toMatchObject({
        deleted: 0,
        author: rep,
        fields: { done: true, evidence: 'words of the rep', author: rep, editedBy: null },
      });
      expect(await stored()).not.toContain('words of the boss');
      expect((await acme.revisions()).map((revision) => revision.author)).toEqual([rep]);
    });

    it.each([
      ['created', []],
      ['changed in between', [{ done: true }]],
    ])('a row that the erased person %s loses their words', async (_, before) => {
      for (const patch of before) await tick(rep, patch);
      await tick(boss, { evidence: 'words of the boss' });
      const id = await tick(rep, { done: before.length === 0 });
      const written = clock;
      await eraseBoss();
      expect(await acme.one(id)).toMatchObject({
        deleted: 0,
        author: rep,
        fields: {
          ...{ done: before.length === 0, evidence: '', author: rep },
          at: written,
        },
      });
      expect(await stored()).not.toContain('words of the boss');
    });

    it('a row whose every value others wrote again keeps its version', async () => {
      await tick(rep, {});
      await tick(boss, { done: true, evidence: 'words of the boss' });
      const id = await tick(rep, { done: false, evidence: 'words of the rep' });
      const { version } = (await acme.one(id)) ?? {};
      await eraseBoss();
      expect(await acme.one(id)).toMatchObject({
        ...{ version, author: rep },
        fields: { done: false, evidence: 'words of the rep', author: rep, editedBy: rep },
      });
    });

    it('the last value of another person is that of the server’s order', async () => {
      const client = acme.as(rep);
      client.arrival = ++clock;
      const { org } = acme;
      const rowId = keyedId(org, old, 'checkItem', Object.values(ITEM));
      const put = (id: string, evidence: string) =>
        client.mutation({
          ...{ id, op: 'put', collection: 'checkItem', scope: old, rowId },
          patch: { ...ITEM, evidence },
        });
      // Between the two the device’s clock was set back: the later change has the lower id.
      const { answers } = await client.send(put('9', 'first'), put('1', 'second'));
      expect(answers.map(({ result }) => result.kind)).toEqual(['ok', 'ok']);
      const who = await context(acme.server.people, rep);
      const history = await historyOf(acme.server.store, who, rowId, () => 'entry', clock);
      const words = history?.map(({ text }) => JSON.parse(text).evidence);
      expect(words).toEqual(['second', 'first']);
      await tick(boss, { evidence: 'words of the boss' });
      await eraseBoss();
      expect((await acme.one(rowId))?.fields.evidence).toBe('second');
    });

    it('a row that the erased person wrote last gets the values of others back', async () => {
      const id = await tick(rep, { done: true, evidence: 'words of the rep' });
      const written = clock;
      await tick(boss, { evidence: 'words of the boss' });
      await eraseBoss();
      expect(await acme.one(id)).toMatchObject({
        deleted: 0,
        author: rep,
        fields: {
          done: true,
          evidence: 'words of the rep',
          author: rep,
          editedBy: null,
          at: written,
        },
      });
      expect(await stored()).not.toContain('words of the boss');
    });

    it('a row that the erased person created and wrote last keeps the others’ values', async () => {
      const id = await tick(boss, { done: true });
      await tick(rep, { evidence: 'words of the rep' });
      await tick(boss, { done: true, evidence: 'words of the boss' });
      await eraseBoss();
      expect(await acme.one(id)).toMatchObject({
        deleted: 0,
        author: rep,
        fields: { done: false, evidence: 'words of the rep', author: rep, editedBy: null },
      });
    });

    /** What the extension sends: a field without a default is in every change of a row. */
    const step = async (user: string, text: string, more: Record<string, unknown> = {}) => {
      const client = acme.as(user);
      client.arrival = ++clock;
      const fields = { refKey: DEAL, step: 'call', text, ...more };
      const { id, result } = await client.put('planStep', old, fields);
      expect(result?.kind).toBe('ok');
      return id;
    };

    it('a value that another person sent again unchanged is not that person’s', async () => {
      const id = await step(boss, 'words of the boss');
      await step(rep, 'words of the boss', { state: 'done' });
      await eraseBoss();
      // Nobody else gave the step a text.
      expect(await acme.one(id)).toMatchObject({ deleted: 1, fields: {} });
      expect(await stored()).not.toContain('words of the boss');
    });

    it('a value that the erased person sent again unchanged stays', async () => {
      const id = await step(rep, 'words of the rep');
      await step(boss, 'words of the rep', { state: 'done' });
      await step(rep, 'words of the rep', { who: 'Ann' });
      await step(boss, 'words of the boss', { who: 'Ann' });
      await step(rep, 'words of the boss', { who: 'Ben' });
      await eraseBoss();
      expect(await acme.one(id)).toMatchObject({
        deleted: 0,
        author: rep,
        fields: { text: 'words of the rep', who: 'Ben', state: 'open', author: rep },
      });
      expect(await stored()).not.toContain('words of the boss');
    });

    it('lists and objects lose the erased person’s items and keys, and no others', async () => {
      const both = { gaps: { set: { closing: 2, value: 1 }, remove: [] } };
      const lists = { strengths: { add: ['planning', 'discovery'], remove: [] } };
      const id = await profile(rep, { focus: 'closing' }, { maps: both, lists });
      await profile(
        boss,
        {},
        {
          maps: { gaps: { set: { closing: 4, resilience: 3 }, remove: [] } },
          lists: { strengths: { add: ['resilience'], remove: ['discovery'] } },
        },
      );
      await profile(boss, { agreedBy: boss });
      await eraseBoss();
      const row = await acme.one(id);
      expect(row?.fields).toMatchObject({
        focus: 'closing',
        agreedBy: null,
        gaps: { closing: 2, value: 1 },
        editedBy: null,
      });
      expect(new Set(row?.fields.strengths as string[])).toEqual(
        new Set(['discovery', 'planning']),
      );
    });

    it('a row without values of others is deleted', async () => {
      const mine = await tick(boss, { done: true, evidence: 'words of the boss' });
      const taken = await acme.type(rep, old, 'amount', 'deleted words of the rep');
      await acme.as(rep).one({ op: 'delete', collection: 'typedFact', rowId: taken });
      await acme.type(boss, old, 'amount', 'words of the boss');
      await eraseBoss();
      for (const id of [mine, taken])
        expect(await acme.one(id)).toMatchObject({ deleted: 1, fields: {} });
      expect(await stored()).not.toContain('words of the boss');
    });

    it.each([
      ['on a row of somebody else', true],
      ['on one’s own row', false],
    ])('a deleted row contains no text any more: %s', async (_, isOthers) => {
      const begins = isOthers ? rep : boss;
      const id = await tick(begins, { evidence: 'first words' });
      await tick(boss, { evidence: 'words of the boss' });
      await acme.as(begins).one({ op: 'delete', collection: 'checkItem', rowId: id });
      await eraseBoss();
      expect(await acme.one(id)).toMatchObject({ deleted: 1, fields: {} });
      expect(await stored()).not.toContain('words of the boss');
    });

    it('in a row without a history, only the values of the erased person go', async () => {
      const [one, other] = [await profile(rep, { focus: 'closing' }), await tick(rep, {})];
      await acme.server.store.within(acme.org, (tx) =>
        tx.deleteFrom('revision').where('org_id', '=', acme.org).execute(),
      );
      await profile(boss, {}, { maps: { gaps: { set: { value: 3 }, remove: [] } } });
      await tick(boss, { done: true, evidence: 'words of the boss' });
      await eraseBoss();
      expect(await acme.one(one)).toMatchObject({
        deleted: 0,
        author: rep,
        fields: { focus: 'closing', gaps: {}, editedBy: null },
      });
      expect(await acme.one(other), 'nothing that anybody said').toMatchObject({ deleted: 1 });
    });

    it('a row that is invalid without the erased person’s values is deleted', async () => {
      const moved = { refKey: DEAL, playbook: 'p', version: 1 };
      const { id } = await acme.as(rep).put('dealPlaybook', old, moved);
      await acme.server.store.within(acme.org, (tx) =>
        tx.deleteFrom('revision').where('org_id', '=', acme.org).execute(),
      );
      await acme.as(boss).put('dealPlaybook', old, { ...moved, version: 2 });
      await eraseBoss();
      expect(await acme.one(id)).toMatchObject({ deleted: 1, fields: {} });
    });

    it('the current values of the remaining people stay current', async () => {
      await tick(boss, { evidence: 'begun' }, old);
      await tick(rep, { evidence: 'shared' }, old);
      await tick(rep, { evidence: 'later, for myself' }, `u:${rep}`);
      await acme.type(rep, old, 'amount', 'shared', 1);
      await acme.type(rep, `u:${rep}`, 'amount', 'later, for myself', 2);
      await acme.type(boss, old, 'amount', 'words of the boss', 3);
      await eraseBoss();
      const ticks = (await acme.as(rep).all()).filter((row) => row.collection === 'checkItem');
      const [last] = ticks.sort((a, b) => b.version - a.version);
      expect(last?.fields.evidence).toBe('later, for myself');
      // The rep's first value is older than the rep's value after the manager's change.
      expect(await acme.reads(rep, 'amount')).toBe('later, for myself');
    });

    it('after a handover, the erased person’s text is deleted from both pairs', async () => {
      await acme.type(rep, old, 'amount', 'words of the rep', 1);
      await acme.type(boss, old, 'amount', 'words of the boss', 2);
      await acme.type(boss, old, 'stage', 'words of the boss', 3);
      await acme.move();
      await acme.type(rep, next, 'stage', 'deleted by the rep', 1);
      const rowId = acme.factId(next, 'stage');
      const client = acme.as(rep);
      client.arrival = 4;
      await client.one({ op: 'delete', collection: 'typedFact', rowId });
      await acme.handOver();
      await acme.type(erik, next, 'stage', 'words of Erik', 5);
      await eraseBoss();
      expect(await acme.reads(erik, 'amount')).toBe('words of the rep');
      expect(await acme.one(rowId)).toMatchObject({ author: erik, fields: { author: erik } });
      expect(await stored()).not.toContain('words of the boss');
    });

    it('a person who left earlier with their rows kept can still be erased', async () => {
      await acme.type(rep, old, 'amount', 'words of the rep');
      await acme.type(rep, old, 'stage', 'words of the rep');
      await acme.remove(rep, 'keep');
      await acme.type(boss, `u:${boss}`, 'amount', 'words of the boss');
      await erasePerson(acme.server.store, rep, 5);
      expect(await acme.reads(boss, 'amount')).toBe('words of the boss');
      expect(await acme.reads(boss, 'stage')).toBeUndefined();
      expect(await stored()).not.toContain('words of the rep');
      await acme.expectSums();
    });

    it('rows of the organisation stay, and no others', async () => {
      await setMember(acme.server.people, await acme.admin(), rep, { role: 'manager' });
      const org = `o:${acme.org}`;
      const map = { playbook: 'b', crm: 'odoo', tenant: 't' };
      const kept = await acme.as(rep).put('stageMap', org, map, {
        maps: { stages: { set: { New: 'first' }, remove: [] } },
      });
      const vote = await acme.as(rep).put('vote', org, { suggestion: 's', author: rep });
      const away = await acme.as(rep).put(
        'away',
        old,
        { member: rep },
        {
          maps: { ranges: { set: { '2026-12-21': '2026-12-31' }, remove: [] } },
        },
      );
      const shared = await acme.type(rep, old, 'amount', 'words of the rep');
      await acme.remove(rep, 'erase');
      expect(await acme.one(kept.id)).toMatchObject({
        deleted: 0,
        fields: { stages: { New: 'first' } },
      });
      expect(await stored()).not.toContain('2026-12-31');
      for (const id of [vote.id, away.id, shared])
        expect(await acme.one(id)).toMatchObject({ deleted: 1, fields: {} });
      expect(await stored()).not.toContain('words of the rep');
      await acme.expectSums();
    });
  },
);
