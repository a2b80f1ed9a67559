import { describe, expect, it } from 'vitest';
import { adoptLocalRows, countLocalRows } from '../../lib/commands/adopt.ts';
import { currentOf, freshSync } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { counted } from '../helpers/counted.ts';
import { NOON } from '../helpers/deals.ts';
import { type Device, KEY, openDevice } from './device.ts';
import { cases } from './inputs.ts';

const check = cases['check.set'].input;
const fact = { refKey: KEY, field: 'amount' };
/** Of a record that nobody is linked to: what is said of it is its writer’s alone. */
const ELSEWHERE = 'odoo/crm.acme.test/deal/8';

const devices = async () => [await openDevice('local'), await openDevice('tomas')] as const;
const adopt = (local: Device, account: Device) =>
  adoptLocalRows(
    { local: local.db, db: account.db, user: 'tomas' },
    { now: NOON + 1, ids: counted().ids },
  );
const ids = async (device: Device) => (await device.rows()).map((row) => row.id);

describe('rows written signed out', () => {
  it('wait until all that the account says is here', async () => {
    const [local, account] = await devices();
    await local.run('fact.type', { ...fact, value: '500' });
    await putMeta(account.db, 'sync', { ...freshSync, problem: 'offline' });
    await expect(adopt(local, account)).rejects.toMatchObject({ code: 'loading' });
    expect([await account.rows(), (await local.rows()).length]).toEqual([[], 1]);
    // The first pull brings what the pair says.
    await account.run('fact.type', { ...fact, value: '700' });
    await putMeta(account.db, 'sync', { ...freshSync, lastSync: NOON });
    await adopt(local, account);
    expect(currentOf(await account.rows('typedFact'))?.fields.value).toBe('700');
  });

  it('that say something else than the account stay where they are', async () => {
    const [local, account] = await devices();
    await local.run('fact.type', { ...fact, value: '500' });
    await account.run('fact.type', { ...fact, value: '700' });
    expect(await adopt(local, account)).toMatchObject({ taken: 0, left: 1, rows: [] });
    expect((await local.rows()).map(({ fields }) => fields.value)).toEqual(['500']);
    expect(await local.db.outbox.count()).toBe(1);
  });

  it('that say the same are gone, and so is what waited of them', async () => {
    const [local, account] = await devices();
    for (const device of [local, account]) await device.run('fact.type', { ...fact, value: '7' });
    expect(await adopt(local, account)).toMatchObject({ left: 0, rows: [] });
    expect([await local.rows(), await local.db.outbox.count()]).toEqual([[], 0]);
  });

  it('fill what the person’s own row says nothing of', async () => {
    const [local, account] = await devices();
    const here = { ...check, refKey: ELSEWHERE };
    await local.run('check.set', { ...here, done: false, evidence: 'She said so' });
    await account.run('check.set', { ...here, done: true, evidence: '' });
    expect(await adopt(local, account)).toMatchObject({ left: 0 });
    expect((await account.rows('checkItem')).map(({ fields }) => fields)).toMatchObject([
      { done: true, evidence: 'She said so', editedBy: 'tomas', at: NOON + 1 },
    ]);
    expect(await local.rows()).toEqual([]);
  });

  it('are never shown to who reads the account’s row', async () => {
    const [local, account] = await devices();
    await local.run('check.set', { ...check, done: false, evidence: 'For me alone' });
    await account.run('check.set', { ...check, done: true, evidence: '' });
    expect(await adopt(local, account)).toMatchObject({ left: 1, rows: [] });
    expect((await account.rows('checkItem'))[0]).toMatchObject({
      scope: 'p:dana:tomas',
      fields: { evidence: '' },
    });
    expect((await local.rows()).map(({ fields }) => fields.evidence)).toEqual(['For me alone']);
  });

  it('come along without the ones that no store of today takes', async () => {
    const [local, account] = await devices();
    await local.run('commitment.make', { ...cases['commitment.make'].input, id: 'odd' });
    await local.run('commitment.make', cases['commitment.make'].input);
    const odd = await local.db.rows.get('odd');
    if (!odd) throw new Error('nothing was written');
    await local.db.rows.put({ ...odd, fields: { ...odd.fields, due: '2026-02-31' } });
    expect(await adopt(local, account)).toMatchObject({ left: 1 });
    expect([await ids(account), await ids(local)]).toEqual([['c1'], ['odd']]);
    expect(await countLocalRows(local.db)).toBe(1);
  });
});
