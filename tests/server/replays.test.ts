// Changes that are sent again much later: the answer got lost, and the device was away longer than
// answers are stored. What a server does that has no answers at all is in replaysForgotten.test.ts.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runRetention } from '../../server/ops/retention.ts';
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

  it('gets the answer of then, and nothing is done twice', async () => {
    const { created, agreed, kept, all } = acme.history(device);
    const gone = device.mutation({ scope, patch: note(rep, 'to be deleted') });
    const deleted = device.mutation({ op: 'delete', rowId: gone.rowId, base: 1, patch: {} });
    const sent = [...all, gone, deleted];
    const first = await acme.results(device, START, ...sent);
    expect(first.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
    // Meanwhile another device changes both again, and the author restores the deleted note.
    await acme.overwrite({ created, agreed }, other, START + DAY);
    const second = acme.device(rep);
    await acme.sendAt(
      second,
      START + DAY,
      second.mutation({ op: 'restore', rowId: gone.rowId, base: 1, patch: {} }),
    );
    for (let day = 1; day <= 45; day++)
      await runRetention(acme.server.store, START + day * DAY, {});
    const standing = async () => [
      await acme.stored(created.rowId),
      await acme.stored(kept.rowId),
      await acme.stored(gone.rowId),
    ];
    const before = await standing();
    expect(await acme.sendAgain(device, START + 45 * DAY, ...sent)).toEqual(
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
    const { all } = acme.history(device);
    const first = await acme.results(device, START, ...all);
    const later = device.mutation({ scope, patch: note(rep, 'one more') });
    await acme.sendAt(device, START + 20 * DAY, ...all, later);
    for (let day = 20; day <= 70; day++)
      await runRetention(acme.server.store, START + day * DAY, {});
    expect((await acme.sendAgain(device, START + 70 * DAY, ...all)).slice(0, 4)).toEqual(
      first.map((result) => ({ kind: 'skipped', result })),
    );
  });

  it('of an active device has no stored answer after a month', async () => {
    const { all } = acme.history(device);
    await acme.sendAt(device, START, ...all);
    const later = device.mutation({ scope, patch: note(rep, 'a month later') });
    await acme.sendAt(device, START + 31 * DAY, later);
    await runRetention(acme.server.store, START + 32 * DAY, {});
    expect((await acme.answersOf(device)).map(({ mutation_id }) => mutation_id)).toEqual([
      `${rep}:${later.id}`,
    ]);
  });

  it('is answered for another month, even by a request that contained nothing else', async () => {
    const { all } = acme.history(device);
    const first = await acme.results(device, START, ...all);
    const repeated = first.map((result) => ({ kind: 'skipped', result }));
    expect(await acme.results(device, START + 20 * DAY, ...all)).toEqual(repeated);
    const stored = await acme.answersOf(device);
    expect(stored.map(({ at }) => Number(at))).toEqual(all.map(() => START + 20 * DAY));
  });

  it('is stored without texts of others: a merged text comes by the pull', async () => {
    const created = device.mutation({ scope, patch: note(rep, 'one two three four five') });
    await acme.sendAt(device, START, created);
    await acme.sendAt(
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
    const [merged] = await acme.results(device, START, edit);
    expect(merged).toMatchObject({ kind: 'merged', text: 'ONE two three four FIVE' });
    await runRetention(acme.server.store, START + 29 * DAY, {});
    expect(await acme.results(device, START + 29 * DAY, edit)).toEqual([
      { kind: 'skipped', result: merged },
    ]);
    await runRetention(acme.server.store, START + 60 * DAY, {});
    expect(JSON.stringify(await acme.answersOf(device))).not.toContain('FIVE');
    expect(await acme.results(device, START + 60 * DAY, edit)).toMatchObject([
      { kind: 'skipped', result: { kind: 'conflict' } },
    ]);
    expect((await acme.fields(created.rowId))?.text).toBe('ONE two three four FIVE');
  });
});
