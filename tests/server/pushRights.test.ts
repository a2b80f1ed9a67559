// Permissions of pushes: which changes the server refuses, with which code, and what a refusal does
// not reveal (P2, S5).

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyedId, type Mutation } from '../../lib/model/index.ts';
import type { Client } from '../helpers/client.ts';
import { note, type Organisation, storeKinds } from '../helpers/server.ts';
import { TwoOrganisations } from '../helpers/twoOrganisations.ts';

/** An access log entry about a person. */
const entry = (about: string) => ({ refKey: 'odoo/t/deal/1', rep: about, how: 'panel' });

describe.each(storeKinds)('the contract, on %s', (kind) => {
  let acme: Organisation;
  let other: Organisation;
  let [rep, colleague, pair] = ['', '', ''];
  let r: Client;
  let b: Client;
  let contract: TwoOrganisations;
  beforeAll(async () => {
    contract = await TwoOrganisations.start(kind);
    ({ acme, other, rep, colleague, pair } = contract);
  });
  afterAll(() => contract.server.close());
  beforeEach(() => {
    ({ r, b } = contract.devices());
  });

  describe('push', () => {
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
      ['another author', () => ({ scope: pair, patch: note(colleague, 'x') }), 'notAllowed'],
      [
        'a prototype key',
        () => ({ scope: pair, patch: JSON.parse(`{"__proto__": {"admin": true}, "text": "x"}`) }),
        'invalid',
      ],
      [
        'a reserved key',
        () => ({ scope: pair, patch: { ...note(rep, 'x'), constructor: 1 } }),
        'invalid',
      ],
      [
        'a text that is too long',
        () => ({ scope: pair, patch: note(rep, 'x'.repeat(20_001)) }),
        'invalid',
      ],
      [
        'a collection of tomorrow',
        () => ({ collection: 'tomorrow', scope: pair, patch: {} }),
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
    it.each([
      ['a forbidden scope', () => ({ scope: `u:${colleague}`, patch: note(rep, 'x') })],
      ['no scope', () => ({ patch: note(rep, 'x') })],
      ['another author', () => ({ scope: pair, patch: note(colleague, 'x') })],
      ['no valid fields', () => ({ scope: pair, patch: note(rep, 'x'.repeat(20_001)) })],
      ['a conflict', () => ({ scope: pair, patch: { ...note(rep, 'x'), conflicts: [{}] } })],
      [
        'a parent that is none',
        () => ({ collection: 'readMark', patch: { refKey: 'k', parent: 'none', author: rep } }),
      ],
      ['a policy against it', () => ({ collection: 'opening', scope: pair, patch: entry(rep) })],
      [
        'a second entry of one hour',
        () => ({ collection: 'opening', scope: `t:${acme.team}`, patch: entry(acme.boss) }),
      ],
    ] as const)(
      'S5: a new row with a hidden id is refused as with a free one: %s',
      async (_, part) => {
        // Of the second entry: the first one.
        await r.one({ collection: 'opening', scope: `t:${acme.team}`, patch: entry(acme.boss) });
        const create = part() as Partial<Mutation>;
        const { id } = await b.one({ scope: `u:${acme.boss}`, patch: note(acme.boss, 'secret') });
        const free = (await r.one(create)).result;
        expect(free).toMatchObject({ kind: expect.stringMatching(/rejected|conflict/) });
        expect((await r.one({ ...create, rowId: id })).result).toEqual(free);
        await b.one({ op: 'delete', rowId: id, base: 1 });
        expect((await r.one({ ...create, rowId: id })).result, 'deleted').toEqual(free);
      },
    );
    it('S5: a row that could be written does not replace a hidden one', async () => {
      const { id } = await b.one({ scope: `u:${acme.boss}`, patch: note(acme.boss, 'secret') });
      const over = (await r.one({ rowId: id, scope: pair, patch: note(rep, 'x') })).result;
      expect(over).toEqual({ kind: 'rejected', code: 'notFound' });
      const { fields, scope } = (await b.all()).find((row) => row.id === id) ?? {};
      expect({ scope, text: fields?.text }).toEqual({ scope: `u:${acme.boss}`, text: 'secret' });
    });
    it('a person cannot write as another: not by editor, conflict or identity', async () => {
      const { id } = await r.one({ scope: pair, patch: note(rep, 'mine') });
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
        expect(taken.result).toEqual({ kind: 'rejected', code: 'taken' });
      }
    });
    it('lets only the author delete, and refuses to change the author', async () => {
      const { id } = await r.one({ scope: pair, patch: note(rep, 'mine') });
      expect((await b.one({ op: 'delete', rowId: id, base: 1 })).result).toEqual({
        kind: 'rejected',
        code: 'notAllowed',
      });
      expect(
        (await b.one({ op: 'patch', rowId: id, base: 1, patch: { author: acme.boss } })).result,
      ).toEqual({ kind: 'rejected', code: 'immutable' });
    });
  });
});
