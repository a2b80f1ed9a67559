// F62: whoever writes a row chooses its id. Ids of any form sorted before or behind all others, and
// took away the rows of others where a page read the newest by id.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isUuidv7, uuidv7 } from '../../lib/model/index.ts';
import type { Client } from '../helpers/client.ts';
import { note } from '../helpers/note.ts';
import { rowIdOf } from '../helpers/rowIds.ts';
import { storeKinds } from '../helpers/server.ts';
import { TwoOrganisations } from '../helpers/twoOrganisations.ts';

const random = (byte: number) => new Uint8Array(10).fill(byte);
const LAST_TIME = 2 ** 48 - 1;

describe('the form of an id', () => {
  it.each([0, 1, Date.UTC(2026, 0, 1), LAST_TIME])('%d ms: what a device makes has it', (ms) => {
    for (const byte of [0, 0xff]) expect(isUuidv7(uuidv7(ms, random(byte)))).toBe(true);
  });
});

describe.each(storeKinds)('ids of new rows, on %s', (kind) => {
  let contract: TwoOrganisations;
  let [rep, pair] = ['', ''];
  let r: Client;
  let b: Client;
  beforeAll(async () => {
    contract = await TwoOrganisations.start(kind);
    ({ rep, pair } = contract);
  });
  afterAll(() => contract.server.close());
  beforeEach(() => {
    ({ r, b } = contract.devices());
  });
  const made = async (rowId: string) =>
    (await r.one({ rowId, scope: pair, patch: note(rep, 'x') })).result;

  it.each([
    ['a name', 'zzzz-00001'],
    ['a number', '1'],
    ['UUIDv4', '9f1b2c3d-4e5f-4a6b-8c7d-0123456789ab'],
    ['the id of a keyed row', '9f1b2c3d-4e5f-5a6b-8c7d-0123456789ab'],
    ['capital letters, which sort before all others', rowIdOf('capitals').toUpperCase()],
    ['another variant', `${rowIdOf('variant').slice(0, 19)}c${rowIdOf('variant').slice(20)}`],
    ['more behind it', `${rowIdOf('long')}z`],
    ['no hyphens', rowIdOf('plain').replaceAll('-', '')],
  ])('are refused: %s', async (_, rowId) => {
    expect(await made(rowId)).toEqual({ kind: 'rejected', code: 'invalid' });
    expect((await b.all()).map(({ id }) => id)).not.toContain(rowId);
  });
  it('may have any time: clocks of devices are wrong by years', async () => {
    for (const ms of [0, Date.now(), LAST_TIME])
      expect(await made(uuidv7(ms, crypto.getRandomValues(random(0))))).toMatchObject({
        kind: 'ok',
      });
  });
  it('decide nothing: what arrives later is later', async () => {
    const last = uuidv7(LAST_TIME, crypto.getRandomValues(random(0)));
    const first = uuidv7(0, crypto.getRandomValues(random(0)));
    await b.pull();
    await made(last);
    await made(first);
    const { rows } = await b.pull();
    const mine = rows.filter(({ id }) => [first, last].includes(id));
    expect(mine.toSorted((x, y) => x.version - y.version).map(({ id }) => id)).toEqual([
      last,
      first,
    ]);
  });
  it('of before this rule do not tell that there is such a row (S5)', async () => {
    const { store } = contract.server;
    const { id } = await b.one({ scope: `u:${b.user}`, patch: note(b.user, 'private') });
    const old = `private-row-${kind}`;
    await store.within(contract.acme.org, (tx) =>
      tx.updateTable('row').set({ id: old }).where('id', '=', id).execute(),
    );
    expect(await made(old)).toEqual(await made(`no-such-row-${kind}`));
  });
  it('of before this rule can still be changed and deleted, and made again', async () => {
    const { id } = await r.one({ scope: pair, patch: note(rep, 'old') });
    const old = `old-row-${kind}`;
    const { store } = contract.server;
    const org = contract.acme.org;
    await store.within(org, async (tx) => {
      await tx
        .updateTable('row')
        .set({ id: old })
        .where('org_id', '=', org)
        .where('id', '=', id)
        .execute();
      await tx
        .updateTable('revision')
        .set({ row_id: old })
        .where('org_id', '=', org)
        .where('row_id', '=', id)
        .execute();
    });
    expect(await made(old)).toMatchObject({ kind: 'rejected', code: 'exists' });
    const on = { rowId: old, base: 1 } as const;
    const { result } = await r.one({ ...on, op: 'patch', patch: { text: 'new' } });
    expect(result?.kind).toBe('ok');
    expect((await r.one({ ...on, base: 2, op: 'delete' })).result?.kind).toBe('ok');
  });
});
