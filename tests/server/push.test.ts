// Sequence of pushes: changes that are sent again, gaps, and what one change does to its row and to
// the changes after it (P1, P4, P5).

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Client } from '../helpers/client.ts';
import { rowIdOf } from '../helpers/rowIds.ts';
import { note, storeKinds, type TestServer } from '../helpers/server.ts';
import { TwoOrganisations } from '../helpers/twoOrganisations.ts';

describe.each(storeKinds)('the contract, on %s', (kind) => {
  let server: TestServer;
  let [rep, colleague, pair] = ['', '', ''];
  let r: Client;
  let b: Client;
  let contract: TwoOrganisations;
  beforeAll(async () => {
    contract = await TwoOrganisations.start(kind);
    ({ server, rep, colleague, pair } = contract);
  });
  afterAll(() => contract.server.close());
  beforeEach(() => {
    ({ r, b } = contract.devices());
  });

  describe('push', () => {
    it('P1: does a change once, however often it is sent', async () => {
      const mutation = r.mutation({ scope: pair, patch: note(rep, 'once') });
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
            rowId: rowIdOf(`row of the thief, ${kind}`),
            scope: `u:${colleague}`,
            patch: note(colleague, 'theirs'),
          })
        ).result?.kind,
      ).toBe('ok');
    });
    it('P1: the same change twice in one push is applied once, with equal answers', async () => {
      const mutation = r.mutation({ scope: pair, patch: note(rep, 'doubled') });
      const { answers, version } = await r.send(mutation, { ...mutation, seq: ++r.seq });
      expect(answers.map(({ result }) => result)).toEqual([
        { kind: 'ok', version, rev: 1 },
        { kind: 'skipped', result: { kind: 'ok', version, rev: 1 } },
      ]);
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
        scope: pair,
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
    it('answers a gap if a number was used for another change, and loses nothing', async () => {
      await r.one({ scope: `u:${rep}`, patch: note(rep, 'before the backup') });
      const restored = new Client(server, rep);
      Object.assign(restored, { id: r.id });
      const unsent = {
        ...restored.mutation({
          rowId: rowIdOf('after the backup'),
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
  });
});
