// Migration of a device of 0.1.0: its series, which are rows of one key without the id of the key.
// They become one keyed row each, or wait for the server’s.

import { describe, expect, it } from 'vitest';
import { keyedId } from '../../lib/model/index.ts';
import * as store from '../../lib/store/index.ts';
import { applyPull } from '../../lib/store/write.ts';
import { loadOrg } from '../../lib/view/load.ts';
import { profileOf, settingsOf } from '../../lib/view/org.ts';
import { checksOf, typedOf } from '../../lib/view/record.ts';
import { KEPT_DEAL, keptDevices } from '../helpers/keptDevices.ts';

const { load } = keptDevices();

describe('series of 0.1.0 on a device', () => {
  const RUI = '01a05c00-03e0-7d3b-9d3d-919d73d342a9';
  const MONA = '01a05bfd-44c0-7ce3-88d6-d20c5e8299ce';
  const ORG = '01a05bfc-5a60-7896-a8d3-499958b1253b';
  const PAIR = `p:${MONA}:${RUI}`;

  it('that wait are put under their key, with what was changed', async () => {
    const { db } = await load('rui');
    const waits = await db.outbox.filter(({ op }) => op === 'put').toArray();
    expect(waits.map(({ seq, collection, scope }) => [seq, collection, scope])).toEqual([
      [71, 'profile', PAIR],
      [73, 'typedFact', PAIR],
      [74, 'checkItem', PAIR],
      [76, 'promptShown', `u:${RUI}`],
      [78, 'vote', `o:${ORG}`],
    ]);
    expect(waits[0]).toMatchObject({
      patch: { member: RUI },
      lists: { strengths: { add: ['resilience'], remove: [] } },
    });
    expect(waits[3]?.patch).toMatchObject({
      signal: 'roleMissing',
      fingerprint: 'roleMissing:1',
      days: 4,
    });
    expect(waits[4]?.patch).not.toHaveProperty('outcome');
  });

  it('are current as before, own unsent ones first, else by the server’s order', async () => {
    const { db } = await load('rui');
    const { rows } = await loadOrg(db);
    // Ada's clock ran ahead: her row is the newest by time, but not by the server's order.
    expect(settingsOf(rows)?.limits).toEqual({ noActivity: 14 });
    expect(profileOf(rows, RUI)?.strengths).toEqual(['planning', 'resilience']);
    const facts = typedOf((await store.recordRows(db, KEPT_DEAL)).facts);
    expect(facts.find(({ field }) => field === 'closeDate')?.value).toBe('2026-12-15');
    const checks = checksOf((await store.recordRows(db, KEPT_DEAL)).checks);
    expect(checks.find(({ item }) => item === 'buyer-signs')?.evidence).toBe(
      'She asked her brother',
    );
  });

  it('that the server has stay unchanged until its migrated rows arrive', async () => {
    const { db, device } = await load('rui');
    const before = (device.tables.rows as store.Row[]).filter(
      (row) => row.serverCopy?.deleted === false,
    );
    for (const { id, serverCopy } of before)
      expect((await db.rows.get(id))?.serverCopy, id).toEqual(serverCopy);
    expect(await store.getMeta(db, 'sums')).toEqual(
      (device.tables.meta as { key: string; value: unknown }[]).find(({ key }) => key === 'sums')
        ?.value,
    );
  });

  it('go when the server empties them, and leave one row a key', async () => {
    const { db } = await load('rui');
    const old = await db.rows.where('collection').equals('coachingSettings').toArray();
    const cursors = (await store.getMeta(db, 'cursors')) ?? {};
    const id = keyedId(ORG, `o:${ORG}`, 'coachingSettings', []);
    const fields = { ...old[0]?.fields, editedBy: null };
    const gone = old.map((row, index) => ({
      ...row,
      version: 200 + index,
      deleted: true,
      fields: {},
      schema: 1,
    }));
    const made = {
      id,
      collection: 'coachingSettings',
      scope: `o:${ORG}`,
      version: 210,
      rev: 1,
      deleted: false,
      fields,
      schema: 1,
    };
    await applyPull(db, { rows: [...gone, made], gone: [], dropScopes: [], cursors });
    expect(
      (await db.rows.where('collection').equals('coachingSettings').toArray()).map((row) => row.id),
    ).toEqual([id]);
  });

  it('of the self-check become one row of the device that is never sent', async () => {
    const { db } = await load('rui');
    expect(await db.selfViews.toArray()).toEqual([
      { user: RUI, approval: 2, rejection: 2, control: 2 },
    ]);
    expect(await db.outbox.filter(({ collection }) => collection === 'selfView').count()).toBe(0);
    const acknowledged = (await db.acknowledged.toArray()).flatMap(({ mutations }) => mutations);
    expect(acknowledged.filter(({ collection }) => collection === 'selfView')).toEqual([]);
    expect(
      acknowledged.filter(({ collection, op }) => collection === 'typedFact' && op !== 'put'),
    ).toEqual([]);
  });

  it('written signed out are the newest of each key', async () => {
    const { db } = await load('local');
    const rows = await db.rows.toArray();
    const one = (collection: string) =>
      rows.filter((row) => row.collection === collection).map(({ fields }) => fields);
    expect(one('typedFact').map(({ value }) => value)).toEqual(['Marta Leal']);
    expect(one('checkItem').map(({ done }) => done)).toEqual([false]);
    expect(one('coachingSettings').map(({ off }) => off)).toEqual([['noMeeting']]);
    expect(one('promptShown')).toMatchObject([{ fingerprint: 'noMeeting:1', days: 1 }]);
    expect(one('selfView')).toEqual([]);
    expect(await db.selfViews.toArray()).toEqual([
      { user: 'local', approval: 1, rejection: 2, control: 3 },
    ]);
  });
});
