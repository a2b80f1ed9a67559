import { describe, expect, it } from 'vitest';
import { adoptLocalRows, countLocalRows } from '../../lib/commands/adopt.ts';
import { currentOf, freshSync } from '../../lib/store/index.ts';
import { putMeta, write } from '../../lib/store/write.ts';
import { counted } from '../helpers/counted.ts';
import { NOON } from '../helpers/deals.ts';
import { type Device, KEY, openDevice, ref } from './device.ts';
import { cases } from './inputs.ts';
import { checkIn } from './samples.ts';

const check = cases['check.set'].input;
const fact = { refKey: KEY, field: 'amount' };
/** About a record whose owner is not linked: its rows are private. */
const ELSEWHERE = 'odoo/crm.acme.test/deal/8';

const devices = async () => [await openDevice('local'), await openDevice('tomas')] as const;
const adopt = (local: Device, account: Device) =>
  adoptLocalRows(
    { local: local.db, db: account.db, user: 'tomas' },
    { now: NOON + 1, ids: counted().ids },
  );
const ids = async (device: Device) => (await device.rows()).map((row) => row.id);

describe('rows written signed out', () => {
  it('come into an account as its own, once, and leave the device’s database', async () => {
    const [local, account] = [await openDevice('local'), await openDevice('tomas')];
    const text = { ...cases['note.save'].input, audience: 'private' as const };
    await local.run('note.save', text);
    await local.run('reply.save', { id: 'r1', parent: 'n1', text: 'Yes', draft: null });
    await local.run('note.save', { ...text, id: 'n2', ref: { ...ref, tenant: '' } });
    await local.run('profile.save', {
      profile: { ...cases['profile.save'].input.profile, member: 'local' },
      from: null,
    });
    await local.run('identity.link', cases['identity.link'].input);
    // The profile, and the day on which its focus was picked.
    expect(await countLocalRows(local.db)).toBe(4);
    await local.run('checkIn.write', checkIn);
    const databases = { local: local.db, db: account.db, user: 'tomas' };
    const deps = { now: NOON, ids: counted().ids };
    const adopted = await adoptLocalRows(databases, deps);
    expect(adopted.taken).toBe(1);
    expect(await adoptLocalRows(databases, deps)).toMatchObject({ taken: 0, rows: [] });
    const rows = await account.rows();
    expect(rows.every((row) => row.scope === 'u:tomas')).toBe(true);
    expect(rows.map((row) => row.fields.author)).toEqual(Array(4).fill('tomas'));
    expect(rows.find((row) => row.collection === 'profile')?.fields.member).toBe('tomas');
    const picked = rows.find((row) => row.collection === 'focusEntry');
    expect(picked?.fields.refKey).toBe('person/tomas');
    expect(await account.db.checkIns.toArray()).toEqual([checkIn]);
    expect(await local.db.checkIns.count()).toBe(0);
    expect((await local.rows()).map((row) => row.id)).toContain('n2');
    expect(await countLocalRows(local.db)).toBe(0);
  });
  it('keep names that a CRM shows: only ids of people become the account’s', async () => {
    const [local, account] = await devices();
    const names = { name: 'Ridge', stage: null, amount: null, currency: null, owner: 'local' };
    const patch = {
      refKey: KEY,
      at: NOON,
      ...names,
      closeDate: null,
      status: null,
      nextStep: null,
    };
    const visit = { collection: 'dealSnapshot', rowId: 's1', scope: 'u:local', patch } as const;
    await write(local.db, [{ op: 'create', ...visit }], { now: NOON, ids: counted().ids });
    await adopt(local, account);
    expect((await account.rows('dealSnapshot'))[0]?.fields.owner).toBe('local');
  });
  it('bring both texts of a conflict along', async () => {
    const [local, account] = [await openDevice('local'), await openDevice('tomas')];
    await local.run('note.save', {
      ...cases['note.save'].input,
      text: 'We meet at ten',
      audience: 'private',
    });
    const edit = (text: string) =>
      local.run('note.edit', { id: 'n1', text, from: 'We meet at ten', resolves: null });
    await edit('We meet at eleven');
    await edit('We meet at noon');
    const [both] = await local.rows('note');
    expect(both?.fields).toMatchObject({
      text: 'We meet at eleven',
      conflicts: [{ text: 'We meet at noon' }],
    });
    await adoptLocalRows(
      { local: local.db, db: account.db, user: 'tomas' },
      { now: NOON, ids: counted().ids },
    );
    const sent = await account.db.outbox.orderBy('seq').toArray();
    expect(sent).toMatchObject([
      { op: 'create', patch: { text: 'We meet at eleven', conflicts: [] } },
      { op: 'patch', patch: { text: 'We meet at noon', editedBy: 'tomas' }, base: 0, seen: '' },
    ]);
  });
  it('that were cut off halfway are taken up where they stopped', async () => {
    const [local, account] = [await openDevice('local'), await openDevice('tomas')];
    await local.run('note.save', { ...cases['note.save'].input, audience: 'private' });
    const before = await local.rows();
    const databases = { local: local.db, db: account.db, user: 'tomas' };
    const deps = { now: NOON, ids: counted().ids };
    await adoptLocalRows(databases, deps);
    await local.db.rows.bulkPut(before); // stopped before they were deleted
    await adoptLocalRows(databases, deps);
    expect(await account.rows('note')).toHaveLength(1);
    expect(await account.db.outbox.count()).toBe(1);
  });

  it('are adopted only after the account’s rows have been pulled', async () => {
    const [local, account] = await devices();
    await local.run('fact.type', { ...fact, value: '500' });
    await putMeta(account.db, 'sync', { ...freshSync, problem: 'offline' });
    await expect(adopt(local, account)).rejects.toMatchObject({ code: 'loading' });
    expect([await account.rows(), (await local.rows()).length]).toEqual([[], 1]);
    // The first pull brings the pair's row.
    await account.run('fact.type', { ...fact, value: '700' });
    await putMeta(account.db, 'sync', { ...freshSync, lastSync: NOON });
    await adopt(local, account);
    expect(currentOf(await account.rows('typedFact'))?.fields.value).toBe('700');
  });

  it('that differ from the account’s rows stay in the device’s database', async () => {
    const [local, account] = await devices();
    await local.run('fact.type', { ...fact, value: '500' });
    await account.run('fact.type', { ...fact, value: '700' });
    expect(await adopt(local, account)).toMatchObject({ taken: 0, left: 1, rows: [] });
    expect((await local.rows()).map(({ fields }) => fields.value)).toEqual(['500']);
    expect(await local.db.outbox.count()).toBe(1);
  });

  it('that equal the account’s rows are deleted with their outbox entries', async () => {
    const [local, account] = await devices();
    for (const device of [local, account]) await device.run('fact.type', { ...fact, value: '7' });
    expect(await adopt(local, account)).toMatchObject({ left: 0, rows: [] });
    expect([await local.rows(), await local.db.outbox.count()]).toEqual([[], 0]);
  });

  it('fill empty fields of the person’s own row', async () => {
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

  it('are never copied into a row that other people can read', async () => {
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
