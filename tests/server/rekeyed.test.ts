import { beforeEach, describe, expect, it } from 'vitest';
import { keyedId, oneOnOneKey, personKey } from '../../lib/model/index.ts';
import { runRetention } from '../../server/ops/retention.ts';
import { exported } from '../helpers/exported.ts';
import { DEAL, type Moving, movingOrganisations } from '../helpers/moving.ts';
import { context, storeKinds } from '../helpers/server.ts';

/** How the server itself rewrites keyed rows (D7). */
describe.each(storeKinds)('keyed rows as people move, on %s', (kind) => {
  const newOrganisation = movingOrganisations(kind);
  let acme: Moving;
  let [boss, rep, erik] = ['', '', ''];
  let [old, next] = ['', ''];
  beforeEach(async () => {
    acme = await newOrganisation();
    ({ boss, rep, erik, old, next } = acme);
  });
  const isThere = async (scope: string, field: string) =>
    (await acme.one(acme.factId(scope, field)))?.deleted === 0;

  it('a handover makes a row under the new pair’s key, and the old one goes', async () => {
    const reader = acme.as(rep);
    await acme.type(rep, old, 'amount', '500');
    await acme.as(boss).put('typedFact', old, {
      ...{ refKey: DEAL, field: 'amount' },
      ...{ value: '700', at: 900 },
    });
    await acme.as(rep).put('profile', old, { member: rep, focus: 'closing', author: rep });
    await reader.pull();
    await acme.move();
    await acme.handOver();
    const [before, after] = [acme.factId(old, 'amount'), acme.factId(next, 'amount')];
    expect(await acme.one(before)).toMatchObject({ deleted: 1, scope: old, fields: {} });
    const fields = { value: '700', author: rep, editedBy: boss, at: 900 };
    expect(await acme.one(after)).toMatchObject({ deleted: 0, scope: next, author: rep, fields });
    expect(await acme.one(keyedId(acme.org, next, 'profile', [rep]))).toMatchObject({
      deleted: 0,
      fields: { focus: 'closing' },
    });
    await acme.expectSums();
    const seen = await reader.pull();
    expect(seen.gone).toEqual([]);
    const facts = seen.rows
      .filter((row) => row.collection === 'typedFact')
      .map(({ id, deleted }) => [id, deleted] as const);
    expect(new Map(facts)).toEqual(
      new Map([
        [before, true],
        [after, false],
      ]),
    );
    expect(await acme.reads(erik, 'amount')).toBe('700');
    await acme.type(erik, next, 'amount', '900');
    expect(await acme.reads(rep, 'amount'), 'and is changed there').toBe('900');
  });

  it('a handover leaves one-on-ones and goals with the two people', async () => {
    const line = {
      ...{ refKey: oneOnOneKey(rep, '2026-11-23'), part: 'will', voice: 'rep', text: 'Between us' },
      ...{ done: false, commitment: null, author: rep, createdAt: 1, editedAt: null },
      ...{ editedBy: null, conflicts: [] },
    };
    await acme.as(rep).one({ collection: 'oneOnOneLine', scope: old, patch: line });
    const goal = { refKey: personKey(rep), goal: 'g1', vision: 'Lead a team' };
    expect((await acme.as(rep).put('goal', old, goal)).result?.kind).toBe('ok');
    await acme.type(rep, old, 'amount', '500');
    await acme.move();
    await acme.handOver();
    expect(await acme.reads(erik, 'amount')).toBe('500');
    const textOf = async (user: string) => JSON.stringify((await acme.as(user).pull()).rows);
    for (const words of ['Between us', 'Lead a team']) {
      expect(await textOf(rep)).toContain(words);
      expect(await textOf(erik)).not.toContain(words);
    }
  });

  it('the agreement of the former manager stays with the former pair', async () => {
    const id = keyedId(acme.org, next, 'profile', [rep]);
    await acme.as(rep).put('profile', old, { member: rep, focus: 'closing' });
    await acme.as(boss).put('profile', old, { member: rep, agreedBy: boss });
    await acme.move();
    await acme.handOver();
    expect((await acme.one(id))?.fields).toMatchObject({ focus: 'closing', agreedBy: null });
    await acme.as(erik).put('profile', next, { member: rep, agreedBy: erik });
    expect((await acme.one(id))?.fields.agreedBy).toBe(erik);
    await acme.remove(rep, 'keep');
    const kept = await acme.one(keyedId(acme.org, `u:${erik}`, 'profile', [rep]));
    expect(kept?.fields).toMatchObject({ focus: 'closing', agreedBy: null });
  });

  it('a handover keeps a newer row of the new pair, and restores a deleted one', async () => {
    for (const field of ['amount', 'stage']) await acme.type(rep, old, field, 'old');
    await acme.move();
    for (const field of ['amount', 'stage']) await acme.type(erik, next, field, 'new');
    const rowId = acme.factId(next, 'stage');
    await acme.as(erik).one({ op: 'delete', collection: 'typedFact', rowId });
    await acme.handOver();
    expect(await acme.one(acme.factId(next, 'amount'))).toMatchObject({
      deleted: 0,
      author: erik,
      fields: { value: 'new' },
    });
    expect(await acme.one(rowId)).toMatchObject({
      deleted: 0,
      author: rep,
      fields: { value: 'old' },
    });
    for (const field of ['amount', 'stage']) expect(await isThere(old, field)).toBe(false);
    await acme.expectSums();
  });

  it('an older one is overwritten: after moving back, the last value counts', async () => {
    await acme.type(rep, old, 'amount', '500');
    await acme.move();
    await acme.type(rep, next, 'amount', '700');
    expect(await acme.reads(rep, 'amount')).toBe('700');
    await acme.move('south');
    await acme.handOver(erik);
    for (const reader of [rep, boss]) expect(await acme.reads(reader, 'amount')).toBe('700');
    expect(await isThere(next, 'amount')).toBe(false);
    await acme.expectSums();
  });

  it('the history of both rows is moved, for either result', async () => {
    await acme.type(rep, old, 'amount', 'older there');
    await acme.type(rep, old, 'stage', 'older here');
    await acme.move();
    await acme.type(rep, next, 'amount', 'newer');
    await acme.type(rep, next, 'stage', 'newer');
    await acme.handOver();
    const kept = await acme.revisions();
    for (const [field, text] of [
      ['amount', 'older there'],
      ['stage', 'older here'],
    ] as const) {
      const texts = kept.filter((item) => item.row_id === acme.factId(next, field));
      expect(texts.map((item) => JSON.parse(item.text).value).sort()).toEqual(['newer', text]);
    }
    expect(kept.filter((item) => item.row_id === acme.factId(old, 'amount'))).toEqual([]);
  });

  describe('a handover is no new change: it does not overwrite', () => {
    it('what the rep wrote privately later', async () => {
      await acme.type(rep, old, 'amount', '700');
      await acme.type(rep, `u:${rep}`, 'amount', '900');
      await acme.type(rep, `u:${rep}`, 'stage', 'first');
      await acme.type(rep, old, 'stage', 'then');
      await acme.move();
      await acme.handOver();
      expect([await acme.reads(rep, 'amount'), await acme.reads(rep, 'stage')]).toEqual([
        '900',
        'then',
      ]);
      expect(await acme.reads(erik, 'amount')).toBe('700');
      await acme.expectSums();
    });
    it('what the new manager wrote privately later', async () => {
      await acme.type(rep, old, 'amount', '500');
      await acme.type(erik, `u:${erik}`, 'amount', '900');
      await acme.move();
      await acme.handOver();
      expect([await acme.reads(erik, 'amount'), await acme.reads(rep, 'amount')]).toEqual([
        '900',
        '500',
      ]);
    });
    it('what the rep shared later with a manager in between', async () => {
      // Boss, then Erik, then a third, to whom the first pair is handed over.
      await acme.type(rep, old, 'amount', 'with the boss');
      await acme.type(rep, old, 'stage', 'with the boss');
      await acme.move();
      await acme.type(rep, `u:${rep}`, 'stage', 'for myself');
      await acme.type(rep, next, 'amount', 'with Erik');
      await acme.type(rep, next, 'stage', 'with Erik');
      const third = await acme.third('Cleo');
      await acme.handOver();
      for (const field of ['amount', 'stage']) {
        expect(await acme.reads(rep, field), field).toBe('with Erik');
        expect(await acme.reads(third, field), field).toBe('with the boss');
      }
      await acme.expectSums();
    });
    it('what another rep of the new manager wrote later about the same deal', async () => {
      await acme.type(rep, old, 'amount', 'the rep’s');
      await acme.move();
      const other = await acme.colleague('Dora');
      await acme.type(other, `p:${erik}:${other}`, 'amount', 'the colleague’s');
      await acme.type(other, `u:${other}`, 'amount', 'the colleague’s own');
      await acme.handOver();
      expect(await acme.reads(erik, 'amount')).toBe('the colleague’s');
      expect(await acme.reads(other, 'amount')).toBe('the colleague’s own');
      expect(await acme.reads(rep, 'amount')).toBe('the rep’s');
    });
  });

  describe('who leaves and is kept', () => {
    it('what the manager read is the manager’s own', async () => {
      await acme.type(rep, old, 'amount', '500');
      await acme.type(rep, `u:${rep}`, 'amount', 'my own guess');
      await acme.remove(rep, 'keep');
      expect(await acme.one(acme.factId(`u:${boss}`, 'amount'))).toMatchObject({
        deleted: 0,
        author: rep,
        fields: { value: '500' },
      });
      expect(JSON.stringify(await acme.all())).not.toContain('my own guess');
      await acme.type(boss, `u:${boss}`, 'amount', '600');
      expect(await acme.reads(boss, 'amount')).toBe('600');
      await acme.expectSums();
    });
    it.each([
      ['the pair said it last', ['private', 'pair']],
      ['the manager said it last', ['pair', 'private']],
    ])('the manager goes on reading what counted: %s', async (_, order) => {
      for (const place of order)
        if (place === 'pair') await acme.type(rep, old, 'amount', 'pair');
        else await acme.type(boss, `u:${boss}`, 'amount', 'private');
      await acme.remove(rep, 'keep');
      expect(await acme.reads(boss, 'amount')).toBe(order.at(-1));
      await acme.expectSums();
    });
    it('their CRM identity is released: another person can be linked to it', async () => {
      const [link, org] = [{ crm: 'odoo', tenant: 't', crmUserId: '7' }, `o:${acme.org}`];
      const claim = (user: string) =>
        acme.as(user).put('crmIdentity', org, { ...link, userId: user });
      const { id } = await claim(rep);
      expect((await claim(erik)).result).toEqual({ kind: 'rejected', code: 'taken' });
      await acme.remove(rep, 'keep');
      expect((await claim(erik)).result?.kind).toBe('ok');
      expect(await acme.one(id)).toMatchObject({
        deleted: 0,
        author: erik,
        fields: { userId: erik },
      });
      await acme.expectSums();
    });
  });

  it('a person’s export contains their keyed rows', async () => {
    const id = await acme.type(rep, old, 'amount', '500');
    const who = await context(acme.server.people, rep);
    const data = await exported(acme.server.store, `rep0@${acme.name}.test`, who);
    expect(data?.rows).toContainEqual(
      expect.objectContaining({ id, collection: 'typedFact', scope: old }),
    );
  });

  it('a row past its retention is deleted, and its key can be created again', async () => {
    const id = await acme.type(rep, old, 'amount', '500');
    await runRetention(acme.server.store, Date.now() + 2 * 86_400_000, { typedFact: 1 });
    expect(await acme.one(id)).toMatchObject({ deleted: 1, fields: {} });
    await acme.as(boss).put('typedFact', old, { refKey: DEAL, field: 'amount' });
    expect(await acme.one(id)).toMatchObject({
      deleted: 0,
      author: boss,
      fields: { value: null, author: boss },
    });
    await acme.expectSums();
  });
});
