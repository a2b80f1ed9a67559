// F5: replies went where the note's author moved the note. F8: words written while a note was
// private could be tested. F15: deleted words were readable for 90 days.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { historyOf } from '../../server/sync/history.ts';
import type { Client } from '../helpers/client.ts';
import { KeyedFixture, NOW, rejected } from '../helpers/keyed.ts';
import { note } from '../helpers/note.ts';
import { context, storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('words between a manager and a rep, on %s', (kind) => {
  let fixture: KeyedFixture;
  let [boss, rep, colleague, pair, other, team] = ['', '', '', '', '', ''];
  let r: Client;
  let b: Client;
  let c: Client;
  beforeAll(async () => {
    fixture = await KeyedFixture.start(kind);
    ({ rep, colleague, pair } = fixture);
    boss = fixture.acme.boss;
    [other, team] = [`p:${boss}:${colleague}`, `t:${fixture.acme.team}`];
  });
  afterAll(() => fixture.server.close());
  beforeEach(() => {
    ({ r, b, c } = fixture.next());
  });
  const write = (client: Client, text: string, scope: string) =>
    client.one({ scope, patch: note(client.user, text) });
  const reply = (client: Client, parent: string, text: string) => {
    const meta = { createdAt: NOW, editedAt: null, editedBy: null, conflicts: [] };
    const patch = { refKey: 'odoo/t/deal/1', parent, text, author: client.user, ...meta };
    return client.one({ collection: 'reply', patch });
  };
  const edit = (client: Client, rowId: string, base: number, text: string, more = {}) =>
    client.one({ op: 'patch', rowId, base, patch: { text }, ...more });
  const move = (client: Client, rowId: string, scope: string) =>
    client.one({ op: 'patch', rowId, base: 1, scope, patch: {} });
  const reads = async (client: Client, words: string) =>
    JSON.stringify((await client.pull({})).rows).includes(words);
  const history = async (user: string, id: string) =>
    historyOf(
      fixture.server.store,
      await context(fixture.server.people, user),
      id,
      () => `h-${user}-${fixture.deal}`,
      NOW,
    );

  describe('a move', () => {
    it.each(['team', 'another pair', 'only me'])(
      'to the readers “%s” is refused while somebody replied',
      async (where) => {
        const to = { team, 'another pair': other, 'only me': `u:${boss}` }[where] ?? '';
        const { id } = await write(b, 'How are you coping?', pair);
        await reply(r, id, `another job ${fixture.deal}`);
        expect((await move(b, id, to)).result).toEqual(rejected('hasReplies'));
        expect(await reads(r, `another job ${fixture.deal}`)).toBe(true);
        expect(await reads(c, `another job ${fixture.deal}`)).toBe(false);
      },
    );
    it('is refused while the note has another person’s text, merged or beside it', async () => {
      const merged = await write(b, 'Ruth comes on Thursday', pair);
      await edit(r, merged.id, 1, 'Ruth comes on Thursday, I am afraid');
      expect((await move(b, merged.id, team)).result).toEqual(rejected('hasReplies'));
      const twice = await write(b, 'one two three', pair);
      await edit(b, twice.id, 1, 'one 2 three');
      expect((await edit(r, twice.id, 1, 'one zwei three')).result?.kind).toBe('conflict');
      expect((await move(b, twice.id, team)).result).toEqual(rejected('hasReplies'));
    });
    it('is refused for a deleted note that is restored elsewhere', async () => {
      const { id } = await write(b, 'How are you?', pair);
      await reply(r, id, 'so so');
      await b.one({ op: 'delete', rowId: id, base: 1 });
      const restored = b.mutation({ op: 'restore', rowId: id, base: 1, scope: team });
      expect((await b.send(restored)).answers[0]?.result).toEqual(rejected('hasReplies'));
    });
    it('takes the author’s own replies along, and ignores deleted ones', async () => {
      const { id } = await write(b, 'How are you?', pair);
      const own = await reply(b, id, `own words ${fixture.deal}`);
      const theirs = await reply(r, id, `gone words ${fixture.deal}`);
      await r.one({ op: 'delete', collection: 'reply', rowId: theirs.id, base: 1 });
      expect((await move(b, id, team)).result?.kind).toBe('ok');
      expect((await fixture.stored(own.id))?.scope).toBe(team);
      expect(await reads(c, `own words ${fixture.deal}`)).toBe(true);
      expect(await reads(c, `gone words ${fixture.deal}`)).toBe(false);
    });
  });

  describe('an earlier text that the writer never could read', () => {
    const shared = async () => {
      const { id } = await write(b, 'Talk about dismissal of Tomas', `u:${boss}`);
      await edit(b, id, 1, 'Talk about holidays of Tomas');
      await b.one({ op: 'patch', rowId: id, base: 2, scope: pair, patch: {} });
      return id;
    };
    it.each(['dismissal', 'promotion'])('gives one result for any guess: “%s”', async (word) => {
      const guess = `Talk about ${word} of Tomas`;
      const byNumber = await edit(r, await shared(), 1, guess);
      const byText = await edit(r, await shared(), 0, `${guess}!`, { seen: guess });
      expect([byNumber.result?.kind, byText.result?.kind]).toEqual(['conflict', 'conflict']);
    });
    it('is not what the reader had when the note was shared: that one is merged', async () => {
      const id = await shared();
      await edit(b, id, 2, 'Talk about holidays of Tomas in May');
      const merged = await edit(r, id, 2, 'We talk about holidays of Tomas');
      expect(merged.result?.kind).toBe('merged');
    });
    it('is still the writer’s own', async () => {
      const { id } = await write(b, 'one two', `u:${boss}`);
      await b.one({ op: 'patch', rowId: id, base: 1, scope: pair, patch: {} });
      await edit(r, id, 1, 'one two three');
      expect((await edit(b, id, 1, 'zero one two')).result?.kind).toBe('merged');
    });
  });

  describe('a deleted note', () => {
    it('reaches others without its words, in pulls and as history', async () => {
      const words = `regretted ${fixture.deal}`;
      const { id } = await write(r, words, pair);
      const old = (await b.pull({})).cursors;
      await r.one({ op: 'delete', rowId: id, base: 1 });
      const gone = (await b.pull(old)).rows.find((row) => row.id === id);
      expect(gone?.deleted).toBe(true);
      expect(gone?.fields).toEqual({});
      expect(gone).not.toHaveProperty('author');
      expect(await history(boss, id)).toBeNull();
    });
    it('keeps its words for its author, who may restore it', async () => {
      const { id } = await write(r, 'mine', pair);
      const old = (await r.pull({})).cursors;
      await r.one({ op: 'delete', rowId: id, base: 1 });
      const own = (await r.pull(old)).rows.find((row) => row.id === id);
      expect(own).toMatchObject({ deleted: true, fields: { text: 'mine' } });
      expect(await history(rep, id)).toHaveLength(2);
      await r.one({ op: 'restore', rowId: id, base: 1 });
      expect(await reads(b, 'mine')).toBe(true);
      expect(await history(boss, id)).not.toBeNull();
    });
  });
});
