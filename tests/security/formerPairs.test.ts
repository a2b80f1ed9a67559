// F53: in the pair with a former manager, which a rep can only read, the rep still changed the
// manager's notes and added replies.
import { beforeEach, describe, expect, it } from 'vitest';
import { oneOnOneKey } from '../../lib/model/index.ts';
import { rejected } from '../helpers/keyed.ts';
import { type Moving, movingOrganisations } from '../helpers/moving.ts';
import { note, storeKinds } from '../helpers/server.ts';

describe.each(storeKinds)('the pair with a former manager, on %s', (kind) => {
  const newOrganisation = movingOrganisations(kind);
  let acme: Moving;
  let [boss, rep, old, next] = ['', '', '', ''];
  beforeEach(async () => {
    acme = await newOrganisation();
    ({ boss, rep, old, next } = acme);
  });
  const child = (collection: 'reply' | 'readMark', parent: string) => ({
    collection,
    patch: {
      ...{ refKey: 'odoo/t/deal/1', parent, author: rep },
      ...(collection === 'readMark'
        ? { at: 1 }
        : { text: 'x', createdAt: 1, editedAt: null, editedBy: null, conflicts: [] }),
    },
  });
  const edit = (rowId: string) => ({ op: 'patch', rowId, base: 1, patch: { text: 'y' } }) as const;

  it('keeps the words of the manager as they were', async () => {
    const { id } = await acme.write(boss, old, 'Said by the manager');
    const line = {
      ...{ refKey: oneOnOneKey(rep, '2026-11-23'), part: 'will', voice: 'manager', text: 'Agreed' },
      ...{ done: false, commitment: null, author: boss, createdAt: 1, editedAt: null },
      ...{ editedBy: null, conflicts: [] },
    };
    const said = await acme.as(boss).one({ collection: 'oneOnOneLine', scope: old, patch: line });
    expect(said.result?.kind).toBe('ok');
    await acme.move();
    const r = acme.as(rep);
    expect((await r.one(edit(id))).result).toEqual(rejected('notAllowed'));
    const inLine = { ...edit(said.id), collection: 'oneOnOneLine' };
    expect((await r.one(inLine)).result).toEqual(rejected('notAllowed'));
    expect((await acme.one(id))?.fields).toMatchObject({ text: 'Said by the manager' });
  });

  it('has commitments that the rep still closes', async () => {
    const commitment = {
      ...{ refKey: 'odoo/t/deal/1', text: 'x', owner: rep, due: '2026-12-01', state: 'open' },
      ...{ settledAt: null, author: boss, at: 1 },
    };
    const { id } = await acme
      .as(boss)
      .one({ collection: 'commitment', scope: old, patch: commitment });
    await acme.move();
    const closed = { ...edit(id), collection: 'commitment', patch: { state: 'kept' } };
    expect((await acme.as(rep).one(closed)).result?.kind).toBe('ok');
  });

  it('gets no reply, and a mark that a note was read', async () => {
    const { id } = await acme.write(boss, old, 'Said by the manager');
    await acme.move();
    expect((await acme.as(rep).one(child('reply', id))).result).toEqual(rejected('notAllowed'));
    expect((await acme.as(rep).one(child('readMark', id))).result?.kind).toBe('ok');
  });

  it('is left by what the rep wrote, which stays the rep’s to change', async () => {
    const { id } = await acme.write(rep, old, 'Said by the rep');
    await acme.move();
    const r = acme.as(rep);
    expect((await r.one(edit(id))).result?.kind).toBe('ok');
    const move = { op: 'patch', rowId: id, base: 2, scope: next, patch: {} } as const;
    expect((await r.one(move)).result?.kind).toBe('ok');
    const other = await acme.as(rep).one({ scope: `u:${rep}`, patch: note(rep, 'x') });
    const back = { op: 'patch', rowId: other.id, base: 1, scope: old, patch: {} } as const;
    expect((await r.one(back)).result).toEqual(rejected('notAllowed'));
    expect((await r.one({ op: 'delete', rowId: id, base: 2 })).result?.kind).toBe('ok');
  });
});
