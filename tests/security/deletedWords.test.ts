// F15, its other side: whoever may not read deleted words does not get them by writing either (T6).
// An edit revived a deleted note with its text, a move of a note took deleted replies along, and a
// key that was used again opened the history of its deleted values.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { historyOf } from '../../server/sync/history.ts';
import type { Client } from '../helpers/client.ts';
import { moveScope } from '../helpers/departures.ts';
import { KeyedFixture, NOW, rejected } from '../helpers/keyed.ts';
import { note } from '../helpers/note.ts';
import { context, storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('deleted words, on %s', (kind) => {
  let fixture: KeyedFixture;
  let [boss, rep, colleague, pair, team] = ['', '', '', '', ''];
  let r: Client;
  let b: Client;
  let c: Client;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    ({ rep, colleague, pair } = fixture);
    boss = fixture.acme.boss;
    team = `t:${fixture.acme.team}`;
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ r, b, c } = fixture.next());
  });
  const history = async (user: string, id: string) => {
    const { server, deal } = fixture;
    const who = await context(server.people, user);
    return JSON.stringify(await historyOf(server.store, who, id, () => `d-${user}-${deal}`, NOW));
  };
  const row = async (client: Client, id: string) =>
    (await client.pull({})).rows.find((item) => item.id === id);

  describe('of a note', () => {
    /** Shared by mistake, and deleted in the same push. */
    const regretted = async (more: { conflicts?: boolean } = {}) => {
      const create = r.mutation({ scope: team, patch: note(rep, 'SECRET words') });
      await r.send(create);
      if (more.conflicts)
        await r.one({ op: 'patch', rowId: create.rowId, base: 9, patch: { text: 'SECRET two' } });
      await r.one({ op: 'delete', rowId: create.rowId, base: more.conflicts ? 2 : 1 });
      return create.rowId;
    };
    it.each([
      ['on a text that is not known', { base: 0 }],
      ['on the deleted text', { base: 1 }],
      ['on a text that was guessed', { base: 0, seen: 'SECRET words' }],
    ])('an edit by a reader %s revives nothing of it', async (_, basis) => {
      const id = await regretted();
      const edit = c.mutation({ op: 'patch', rowId: id, patch: { text: 'x' }, ...basis });
      const { answers } = await c.send(edit);
      expect(answers[0]?.result).toMatchObject({ kind: 'ok', rev: 2 });
      expect(await row(c, id)).toMatchObject({ deleted: false, fields: { text: 'x' } });
      expect(JSON.stringify(await row(c, id))).not.toContain('SECRET');
      const versions = await history(colleague, id);
      expect(versions).toContain('"text":"x"');
      expect(versions).not.toContain('SECRET');
      expect(await history(rep, id)).toContain('SECRET words');
    });
    it('open versions beside it do not return', async () => {
      const id = await regretted({ conflicts: true });
      await c.one({ op: 'patch', rowId: id, base: 0, patch: { text: 'x' } });
      expect((await row(c, id))?.fields).toMatchObject({ text: 'x', conflicts: [] });
    });
    it.each(['', 'SECRET words', 'other words'])('a guess is not confirmed: “%s”', async (text) => {
      const id = await regretted();
      const { result } = await c.one({ op: 'patch', rowId: id, base: 1, patch: { text } });
      expect(result).toMatchObject({ kind: 'ok', rev: 2, stamped: { editedBy: colleague } });
    });
    it('cannot be merged against once the row is in use again', async () => {
      const id = await regretted();
      await c.one({ op: 'patch', rowId: id, base: 1, patch: { text: 'x' } });
      const more = c.mutation({
        op: 'patch',
        rowId: id,
        base: 1,
        patch: { text: 'SECRET words y' },
      });
      expect((await c.send(more)).answers[0]?.result?.kind).toBe('conflict');
    });
    it('its author still revives it with its words', async () => {
      const id = await regretted();
      await r.one({ op: 'patch', rowId: id, base: 1, patch: { text: 'SECRET words again' } });
      expect(await row(c, id)).toMatchObject({ fields: { text: 'SECRET words again' } });
      expect(await history(colleague, id)).toContain('"text":"SECRET words"');
    });
  });

  it('a reply that its writer deleted stays where it was when the note moves', async () => {
    const { id } = await b.one({ scope: pair, patch: note(boss, 'Where is the budget?') });
    const meta = { createdAt: NOW, editedAt: null, editedBy: null, conflicts: [] };
    const patch = { refKey: 'odoo/t/deal/1', parent: id, text: 'SECRET', author: rep, ...meta };
    const reply = await r.one({ collection: 'reply', patch });
    await r.one({ op: 'delete', collection: 'reply', rowId: reply.id, base: 1 });
    const move = b.mutation({ op: 'patch', rowId: id, base: 1, scope: `u:${boss}` });
    expect((await b.send(move)).answers[0]?.result?.kind).toBe('ok');
    expect((await fixture.stored(reply.id))?.scope).toBe(pair);
    expect(JSON.stringify((await row(b, reply.id)) ?? null)).not.toContain('SECRET');
    expect(await history(boss, reply.id)).toBe('null');
    const restored = await b.one({ op: 'restore', collection: 'reply', rowId: reply.id, base: 1 });
    expect(restored.result).toEqual(rejected('notAllowed'));
  });

  describe('of a key', () => {
    const secret = async () => {
      const { id } = await r.put('typedFact', pair, fixture.fact({ value: 'SECRET' }));
      await r.one({ op: 'delete', collection: 'typedFact', rowId: id });
      return id;
    };
    it.each(['manager', 'rep'])('are not in its history after the %s puts it again', async (by) => {
      const id = await secret();
      const client = by === 'rep' ? r : b;
      await client.put('typedFact', pair, fixture.fact({ value: 'x' }));
      expect(await history(boss, id)).toContain('value\\":\\"x');
      expect(await history(boss, id)).not.toContain('SECRET');
      expect(await history(rep, id)).toContain('SECRET');
    });
    it('are not in its history if all happened in one push', async () => {
      const rowId = fixture.idOf(pair, 'typedFact', fixture.key(), 'amount');
      const key = { collection: 'typedFact', rowId };
      const put = (value: string) =>
        r.mutation({ ...key, op: 'put', scope: pair, patch: fixture.fact({ value }) });
      await r.send(put('SECRET'), r.mutation({ ...key, op: 'delete' }), put('x'));
      expect(await history(boss, rowId)).toContain('value\\":\\"x');
      expect(await history(boss, rowId)).not.toContain('SECRET');
    });
    it('are not in its history after the manager deletes it too', async () => {
      const id = await secret();
      await b.put('typedFact', pair, fixture.fact({ value: 'x' }));
      await b.one({ op: 'delete', collection: 'typedFact', rowId: id });
      expect(await history(boss, id)).not.toContain('SECRET');
    });
    it('are not in its history after older content moves there', async () => {
      const id = await secret();
      const { acme, server, fact } = fixture;
      const from = `u:${rep}`;
      await r.put('typedFact', from, fact({ value: 'moved' }));
      await moveScope(server.store, acme.org, { from, to: pair }, NOW + 1);
      expect((await fixture.stored(id))?.fields.value).toBe('moved');
      expect(await history(boss, id)).not.toContain('SECRET');
    });
  });
});
