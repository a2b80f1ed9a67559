// Merging of pushed texts: two people, or two devices of one, change one text at the same time (T1,
// T2).

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { collectionNames, collections, oneOnOneKey } from '../../lib/model/index.ts';
import { Client } from '../helpers/client.ts';
import { sampleFields } from '../helpers/sampleFields.ts';
import { note, type Organisation, storeKinds, type TestServer } from '../helpers/server.ts';
import { TwoOrganisations } from '../helpers/twoOrganisations.ts';

describe.each(storeKinds)('the contract, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  let [rep, pair] = ['', ''];
  let r: Client;
  let b: Client;
  let contract: TwoOrganisations;
  beforeAll(async () => {
    contract = await TwoOrganisations.start(kind);
    ({ server, acme, rep, pair } = contract);
  });
  afterAll(() => contract.server.close());
  beforeEach(() => {
    ({ r, b } = contract.devices());
  });

  describe('push', () => {
    it('a base that does not exist counts as unseen: both texts stay', async () => {
      const { id } = await r.one({ scope: pair, patch: note(rep, 'words of the rep') });
      expect(
        (await b.one({ op: 'patch', rowId: id, base: 999_999, patch: { text: 'something else' } }))
          .result?.kind,
      ).toBe('conflict');
      expect((await r.all()).find((row) => row.id === id)?.fields).toMatchObject({
        text: 'words of the rep',
        conflicts: [{ text: 'something else' }],
      });
    });
    it('keeps both texts when two people change one at once', async () => {
      const { id } = await r.one({ scope: pair, patch: note(rep, 'base') });
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
      const { id } = await r.one({ scope: pair, patch: note(rep, 'ten') });
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
      const create = r.mutation({ scope: pair, patch: note(rep, 'first') });
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
    it.each(collectionNames.filter((name) => collections[name].text.length > 0))(
      'T1, T2: the text of every %s merges by words, and keeps both where the words are the same',
      async (collection) => {
        // Two devices of a person who may change it.
        const [one, two] = [new Client(server, rep), new Client(server, rep)];
        const parent = await one.one({ scope: pair, patch: note(rep, 'a note') });
        const { ref: _, ...words } = note(rep, 'Ruth comes on Thursday');
        const key = oneOnOneKey(rep, '2026-11-23');
        const line = { ...sampleFields.oneOnOneLine?.(1), ...words, refKey: key };
        const fields = {
          ...(collection === 'oneOnOneLine' ? line : note(rep, 'Ruth comes on Thursday')),
          ...(collections[collection].childOf !== null ? { parent: parent.id } : {}),
        };
        const { id, result } = await one.one({
          collection,
          ...(collections[collection].childOf !== null ? {} : { scope: pair }),
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
      const { id } = await r.one({ scope: pair, patch: note(rep, 'base') });
      await b.one({ op: 'patch', rowId: id, base: 1, patch: { text: 'edited' } });
      expect((await r.one({ op: 'delete', rowId: id, base: 1 })).result?.kind).toBe('conflict');
      await r.one({ op: 'delete', rowId: id, base: 2 });
      await b.one({ op: 'patch', rowId: id, base: 2, patch: { text: 'still needed' } });
      expect((await r.pull({})).rows.find((item) => item.id === id)).toMatchObject({
        deleted: false,
        fields: { text: 'still needed' },
      });
    });
  });
});
