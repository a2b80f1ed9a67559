// Changes that are sent again to a server without any stored answers: rows and their history show
// what was done already.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyedId } from '../../lib/model/index.ts';
import type { PushResult } from '../../lib/sync/protocol.ts';
import type { Client } from '../helpers/client.ts';
import { DAY, Replays, START } from '../helpers/replays.ts';
import { note, storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('a change that is sent again much later, on %s', (kind) => {
  let acme: Replays;
  let [scope, rep] = ['', ''];
  beforeAll(async () => {
    acme = await Replays.start(kind);
    ({ scope, rep } = acme);
  });
  afterAll(() => acme.server.close());

  let device: Client;
  let other: Client;
  beforeEach(() => {
    device = acme.device(rep);
    other = acme.device(acme.boss);
  });

  describe('to a server that has no answers any more', () => {
    const forget = () =>
      acme.server.store.within(acme.org, (tx) =>
        tx.deleteFrom('mutation_result').where('client_id', '=', device.id).execute(),
      );
    const kinds = (answers: PushResult['result'][]) =>
      answers.map((result) => (result.kind === 'skipped' ? result.result?.kind : result.kind));

    it('is recognised by the stored row and its history', async () => {
      const { created, all } = acme.history(device);
      await acme.sendAt(device, START, ...all.slice(0, 3));
      await forget();
      expect(kinds(await acme.sendAgain(device, START + 40 * DAY, ...all.slice(0, 3)))).toEqual([
        'ok',
        'ok',
        'ok',
      ]);
      expect(await acme.fields(created.rowId)).toMatchObject({
        text: 'first words and more',
        conflicts: [],
      });
      expect((await acme.stored(created.rowId))?.rev).toBe(2);
    });
    it('does not overwrite later changes of others', async () => {
      const { created, edit, agreed, kept, all } = acme.history(device);
      await acme.sendAt(device, START, ...all);
      await acme.overwrite({ created, agreed }, other, START);
      const before = [await acme.stored(created.rowId), await acme.stored(agreed.rowId)];
      await forget();
      const answers = await acme.sendAgain(device, START + 40 * DAY, created, edit, kept);
      expect(kinds(answers)).toEqual(['ok', 'ok', 'ok']);
      expect([await acme.stored(created.rowId), await acme.stored(agreed.rowId)]).toEqual(before);
    });
    it('does not overwrite a later value of a key', async () => {
      const refKey = `odoo/t/deal/${device.id}`;
      const rowId = keyedId(acme.org, scope, 'typedFact', [refKey, 'amount']);
      const fact = (value: string) =>
        ({
          op: 'put',
          collection: 'typedFact',
          rowId,
          scope,
          patch: { refKey, field: 'amount', value },
        }) as const;
      const [created, changed] = [device.mutation(fact('1')), device.mutation(fact('2'))];
      await acme.sendAt(device, START, created, changed);
      await acme.sendAt(other, START, other.mutation(fact('words of the boss')));
      await forget();
      expect(kinds(await acme.sendAgain(device, START + 40 * DAY, created, changed))).toEqual([
        'ok',
        'ok',
      ]);
      expect((await acme.fields(rowId))?.value).toBe('words of the boss');
    });
    it('deletes nothing a second time, and brings nothing back', async () => {
      const created = device.mutation({ scope, patch: note(rep, 'in and out') });
      const deleted = device.mutation({ op: 'delete', rowId: created.rowId, base: 1, patch: {} });
      const restored = device.mutation({ op: 'restore', rowId: created.rowId, base: 1, patch: {} });
      await acme.sendAt(device, START, created, deleted, restored);
      const second = acme.device(rep);
      await acme.sendAt(
        second,
        START,
        second.mutation({ op: 'delete', rowId: created.rowId, base: 1, patch: {} }),
      );
      await forget();
      expect(await acme.stored(created.rowId)).toBeUndefined();
      expect(
        kinds(await acme.sendAgain(device, START + 40 * DAY, created, deleted, restored)),
      ).toEqual(['ok', 'ok', 'ok']);
      expect(await acme.stored(created.rowId)).toBeUndefined();
    });
    it('is refused as before if another row has its id', async () => {
      const agreed = device.mutation({ collection: 'commitment', scope, patch: acme.commitment() });
      await acme.sendAt(device, START, agreed);
      const second = acme.device(rep);
      const different = second.mutation({
        ...agreed,
        id: 'another-change',
        patch: { ...acme.commitment(), text: 'something else' },
      });
      const theirs = other.mutation({
        ...agreed,
        id: 'a-change-of-the-boss',
        seq: 1,
        patch: { ...acme.commitment(), author: acme.boss },
      });
      expect(await acme.results(second, START, { ...different, seq: 1 })).toEqual([
        { kind: 'rejected', code: 'exists' },
      ]);
      expect(await acme.results(other, START, theirs)).toEqual([
        { kind: 'rejected', code: 'exists' },
      ]);
    });
  });
});
