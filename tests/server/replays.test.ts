import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyedId, type Mutation } from '../../lib/model/index.ts';
import { type Answer, PROTO, SCHEMA } from '../../lib/sync/protocol.ts';
import { runRetention } from '../../server/ops/retention.ts';
import { push } from '../../server/sync/push.ts';
import { Client } from '../helpers/client.ts';
import {
  context,
  note,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';

const DAY = 86_400_000;
const START = 1_800_000_000_000;

/** The answer to a change gets lost, and the device is away longer than answers are stored. */
describe.each(storeKinds)('a change that is sent again much later, on %s', (kind) => {
  let server: TestServer;
  let acme: Awaited<ReturnType<typeof organisation>>;
  let [scope, rep] = ['', ''];
  beforeAll(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 1);
    rep = acme.reps[0] ?? '';
    scope = `p:${acme.boss}:${rep}`;
  });
  afterAll(() => server.close());

  const sendAt = async (device: Client, at: number, ...mutations: Mutation[]) => {
    const who = await context(server.people, device.user);
    return push(
      server.store,
      who,
      { proto: PROTO, schema: SCHEMA, clientId: device.id, mutations },
      at,
    );
  };
  const results = async (device: Client, at: number, ...mutations: Mutation[]) =>
    (await sendAt(device, at, ...mutations)).answers.map(({ result }) => result);
  const stored = async (row: string) =>
    (await new Client(server, acme.boss).all()).find(({ id }) => id === row);
  const fields = async (row: string) => (await stored(row))?.fields;
  const answersOf = async (device: Client) => {
    return server.store.within(acme.org, (tx) =>
      tx
        .selectFrom('mutation_result')
        .select(['mutation_id', 'result'])
        .where('client_id', '=', device.id)
        .execute(),
    );
  };
  /** Sends like a device: after a gap, the mutations get new numbers. */
  const sendAgain = async (device: Client, at: number, ...mutations: Mutation[]) => {
    const first = await results(device, at, ...mutations);
    const gap = first.find((result) => result.kind === 'gap');
    if (gap?.kind !== 'gap') return first;
    return results(
      device,
      at,
      ...mutations.map((mutation, index) => ({ ...mutation, seq: gap.expected + index })),
    );
  };

  let device: Client;
  let other: Client;
  beforeEach(() => {
    device = new Client(server, rep);
    other = new Client(server, acme.boss);
  });
  const commitment = () => ({
    refKey: 'crm|t|deal|1',
    text: 'send the offer',
    owner: rep,
    due: '2026-12-01',
    state: 'open',
    settledAt: null,
    author: rep,
    at: 1,
  });
  /** A note and a commitment, each created and changed. */
  const history = () => {
    const created = device.mutation({ scope, patch: note(rep, 'first words') });
    const edit = device.mutation({
      op: 'patch',
      rowId: created.rowId,
      base: 1,
      patch: { text: 'first words and more' },
    });
    const agreed = device.mutation({ collection: 'commitment', scope, patch: commitment() });
    const kept = device.mutation({
      collection: 'commitment',
      op: 'patch',
      rowId: agreed.rowId,
      base: 1,
      patch: { state: 'kept', settledAt: 5 },
    });
    return { created, edit, agreed, kept, all: [created, edit, agreed, kept] };
  };

  it('gets the answer of then, and nothing is done twice', async () => {
    const { created, agreed, kept, all } = history();
    const gone = device.mutation({ scope, patch: note(rep, 'to be deleted') });
    const deleted = device.mutation({ op: 'delete', rowId: gone.rowId, base: 1, patch: {} });
    const sent = [...all, gone, deleted];
    const first = await results(device, START, ...sent);
    expect(first.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
    // Meanwhile another device changes both again, and the author restores the deleted note.
    await sendAt(
      other,
      START + DAY,
      other.mutation({
        op: 'patch',
        rowId: created.rowId,
        base: 2,
        patch: { text: 'words of the boss' },
      }),
    );
    await sendAt(
      other,
      START + DAY,
      other.mutation({
        collection: 'commitment',
        op: 'patch',
        rowId: agreed.rowId,
        base: 1,
        patch: { state: 'open', settledAt: null },
      }),
    );
    const second = new Client(server, rep);
    await sendAt(
      second,
      START + DAY,
      second.mutation({ op: 'restore', rowId: gone.rowId, base: 1, patch: {} }),
    );
    for (let day = 1; day <= 45; day++) await runRetention(server.store, START + day * DAY, {});
    const standing = async () => [
      await stored(created.rowId),
      await stored(kept.rowId),
      await stored(gone.rowId),
    ];
    const before = await standing();
    expect(await sendAgain(device, START + 45 * DAY, ...sent)).toEqual(
      first.map((result) => ({ kind: 'skipped', result })),
    );
    expect(await standing()).toEqual(before);
    expect(before.map((row) => row?.fields.text)).toEqual([
      'words of the boss',
      'send the offer',
      'to be deleted',
    ]);
  });

  it('gets its answer even if the second answer was lost too, after another change', async () => {
    const { all } = history();
    const first = await results(device, START, ...all);
    const later = device.mutation({ scope, patch: note(rep, 'one more') });
    await sendAt(device, START + 20 * DAY, ...all, later);
    for (let day = 20; day <= 70; day++) await runRetention(server.store, START + day * DAY, {});
    expect((await sendAgain(device, START + 70 * DAY, ...all)).slice(0, 4)).toEqual(
      first.map((result) => ({ kind: 'skipped', result })),
    );
  });

  it('of an active device has no stored answer after a month', async () => {
    const { all } = history();
    await sendAt(device, START, ...all);
    const later = device.mutation({ scope, patch: note(rep, 'a month later') });
    await sendAt(device, START + 31 * DAY, later);
    await runRetention(server.store, START + 32 * DAY, {});
    expect((await answersOf(device)).map(({ mutation_id }) => mutation_id)).toEqual([
      `${rep}:${later.id}`,
    ]);
  });

  it('is answered for another month, even by a request that contained nothing else', async () => {
    const { all } = history();
    const first = await results(device, START, ...all);
    const repeated = first.map((result) => ({ kind: 'skipped', result }));
    expect(await results(device, START + 20 * DAY, ...all)).toEqual(repeated);
    const stored = await server.store.within(acme.org, (tx) =>
      tx.selectFrom('mutation_result').select(['at']).where('client_id', '=', device.id).execute(),
    );
    expect(stored.map(({ at }) => Number(at))).toEqual(all.map(() => START + 20 * DAY));
  });

  it('is stored without texts of others: a merged text comes by the pull', async () => {
    const created = device.mutation({ scope, patch: note(rep, 'one two three four five') });
    await sendAt(device, START, created);
    await sendAt(
      other,
      START,
      other.mutation({
        op: 'patch',
        rowId: created.rowId,
        base: 1,
        patch: { text: 'ONE two three four five' },
      }),
    );
    const edit = device.mutation({
      op: 'patch',
      rowId: created.rowId,
      base: 1,
      patch: { text: 'one two three four FIVE' },
    });
    const [merged] = await results(device, START, edit);
    expect(merged).toMatchObject({ kind: 'merged', text: 'ONE two three four FIVE' });
    await runRetention(server.store, START + 29 * DAY, {});
    expect(await results(device, START + 29 * DAY, edit)).toEqual([
      { kind: 'skipped', result: merged },
    ]);
    await runRetention(server.store, START + 60 * DAY, {});
    expect(JSON.stringify(await answersOf(device))).not.toContain('FIVE');
    expect(await results(device, START + 60 * DAY, edit)).toMatchObject([
      { kind: 'skipped', result: { kind: 'conflict' } },
    ]);
    expect((await fields(created.rowId))?.text).toBe('ONE two three four FIVE');
  });

  describe('to a server that has no answers any more', () => {
    const forget = () =>
      server.store.within(acme.org, (tx) =>
        tx.deleteFrom('mutation_result').where('client_id', '=', device.id).execute(),
      );
    const kinds = (answers: Answer['result'][]) =>
      answers.map((result) => (result.kind === 'skipped' ? result.result?.kind : result.kind));

    it('is recognised by the stored row and its history', async () => {
      const { created, all } = history();
      await sendAt(device, START, ...all.slice(0, 3));
      await forget();
      expect(kinds(await sendAgain(device, START + 40 * DAY, ...all.slice(0, 3)))).toEqual([
        'ok',
        'ok',
        'ok',
      ]);
      expect(await fields(created.rowId)).toMatchObject({
        text: 'first words and more',
        conflicts: [],
      });
      expect((await stored(created.rowId))?.rev).toBe(2);
    });
    it('does not overwrite later changes of others', async () => {
      const { created, edit, agreed, kept, all } = history();
      await sendAt(device, START, ...all);
      await sendAt(
        other,
        START,
        other.mutation({
          op: 'patch',
          rowId: created.rowId,
          base: 2,
          patch: { text: 'words of the boss' },
        }),
      );
      await sendAt(
        other,
        START,
        other.mutation({
          collection: 'commitment',
          op: 'patch',
          rowId: agreed.rowId,
          base: 1,
          patch: { state: 'open', settledAt: null },
        }),
      );
      const before = [await stored(created.rowId), await stored(agreed.rowId)];
      await forget();
      const answers = await sendAgain(device, START + 40 * DAY, created, edit, kept);
      expect(kinds(answers)).toEqual(['ok', 'ok', 'ok']);
      expect([await stored(created.rowId), await stored(agreed.rowId)]).toEqual(before);
    });
    it('does not overwrite a later value of a key', async () => {
      const refKey = `crm|t|deal|${device.id}`;
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
      await sendAt(device, START, created, changed);
      await sendAt(other, START, other.mutation(fact('words of the boss')));
      await forget();
      expect(kinds(await sendAgain(device, START + 40 * DAY, created, changed))).toEqual([
        'ok',
        'ok',
      ]);
      expect((await fields(rowId))?.value).toBe('words of the boss');
    });
    it('deletes nothing a second time, and brings nothing back', async () => {
      const created = device.mutation({ scope, patch: note(rep, 'in and out') });
      const deleted = device.mutation({ op: 'delete', rowId: created.rowId, base: 1, patch: {} });
      const restored = device.mutation({ op: 'restore', rowId: created.rowId, base: 1, patch: {} });
      await sendAt(device, START, created, deleted, restored);
      const second = new Client(server, rep);
      await sendAt(
        second,
        START,
        second.mutation({ op: 'delete', rowId: created.rowId, base: 1, patch: {} }),
      );
      await forget();
      expect(await stored(created.rowId)).toBeUndefined();
      expect(kinds(await sendAgain(device, START + 40 * DAY, created, deleted, restored))).toEqual([
        'ok',
        'ok',
        'ok',
      ]);
      expect(await stored(created.rowId)).toBeUndefined();
    });
    it('is refused as before if another row has its id', async () => {
      const agreed = device.mutation({ collection: 'commitment', scope, patch: commitment() });
      await sendAt(device, START, agreed);
      const second = new Client(server, rep);
      const different = second.mutation({
        ...agreed,
        id: 'another-change',
        patch: { ...commitment(), text: 'something else' },
      });
      const theirs = other.mutation({
        ...agreed,
        id: 'a-change-of-the-boss',
        seq: 1,
        patch: { ...commitment(), author: acme.boss },
      });
      expect(await results(second, START, { ...different, seq: 1 })).toEqual([
        { kind: 'rejected', code: 'exists' },
      ]);
      expect(await results(other, START, theirs)).toEqual([{ kind: 'rejected', code: 'exists' }]);
    });
  });
});
