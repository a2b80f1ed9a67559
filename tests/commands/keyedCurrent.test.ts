// Several rows of one key, in two scopes or from 0.1.0: which one is current, and what is sent.

import { describe, expect, it } from 'vitest';
import { keyedId } from '../../lib/model/index.ts';
import { currentOf, type Row } from '../../lib/store/index.ts';
import { NOON } from '../helpers/deals.ts';
import { type Device, KEY, openDevice } from './device.ts';
import { check, DAY, pulledKeyed, settings } from './keyedRows.ts';

describe('what this device has under another id: from 0.1.0, or in another scope', () => {
  const old = async (device: Device, collection: string, scope: string, fields: Row['fields']) => {
    const serverCopy = { scope, deleted: false, fields, version: 5, rev: 1 };
    const row = {
      id: `old-${collection}`,
      collection,
      scope,
      deleted: false,
      fields,
      refKey: String(fields.refKey),
    };
    await device.db.rows.put({ ...row, version: 5, rev: 1, pending: 0, serverCopy });
  };
  it('is overwritten by the values of a new row, which are sent to the server', async () => {
    const device = await openDevice('tomas');
    await old(device, 'checkItem', 'p:dana:tomas', {
      ...check,
      done: true,
      evidence: 'She said so',
      author: 'tomas',
      at: 1,
    });
    await device.run('check.set', { ...check, done: false, evidence: '' });
    expect((await device.db.outbox.toArray())[0]).toMatchObject({
      op: 'put',
      patch: { done: false, evidence: '' },
    });
  });
  it('loses what was taken out of it', async () => {
    const device = await openDevice('dana');
    const from = { limits: { quiet: 7, stuck: 3 }, off: ['quiet'], competitors: ['Acme', 'Bolt'] };
    await old(device, 'coachingSettings', 'o:acme', { ...from, refKey: '', author: 'dana', at: 1 });
    await device.run('settings.coaching', {
      settings: { limits: { quiet: 7 }, off: [], competitors: ['Acme'] },
      from,
    });
    expect((await device.db.outbox.toArray())[0]).toMatchObject({
      maps: { limits: { set: { quiet: 7 }, remove: ['stuck'] } },
      lists: {
        off: { add: [], remove: ['quiet'] },
        competitors: { add: ['Acme'], remove: ['Bolt'] },
      },
    });
    const [row] = (await device.rows('coachingSettings')).filter(({ id }) => !id.startsWith('old'));
    expect(row?.fields).toMatchObject({ limits: { quiet: 7 }, off: [], competitors: ['Acme'] });
  });
});

describe('a device’s clock', () => {
  it('a month ahead does not freeze what others change', async () => {
    const device = await openDevice('dana');
    await device.run('settings.coaching', { settings, from: null });
    const [row] = await device.rows('coachingSettings');
    if (!row) throw new Error('nothing was saved');
    const ahead = { ...row.fields, limits: { quiet: 60 }, at: NOON + 30 * DAY, editedBy: 'ada' };
    await pulledKeyed(device, row, ahead, 5);
    const from = { ...settings, limits: { quiet: 60 } };
    await device.run('settings.coaching', { settings: { ...from, limits: { quiet: 7 } }, from });
    expect((await device.rows('coachingSettings'))[0]?.fields.limits).toEqual({ quiet: 7 });
  });

  it('of rows in two scopes the server’s last one is current, own unsent ones first', () => {
    const at = (id: string, version: number, time: number, pending = false) => ({
      id,
      version,
      pending,
      fields: { at: time },
    });
    const old = at('a', 3, NOON + 30 * DAY);
    const later = at('b', 4, NOON);
    const mine = at('c', 0, 1, true);
    expect(currentOf([old, later])?.id).toBe('b');
    expect(currentOf([old, mine, later])?.id).toBe('c');
    expect(currentOf([])).toBeNull();
  });
});

describe('a fact known privately and in the pair', () => {
  const fact = { refKey: KEY, field: 'amount', value: '1' };
  const privately = (value: string, version: number) => ({
    id: keyedId('acme', 'u:tomas', 'typedFact', [KEY, 'amount']),
    collection: 'typedFact',
    scope: 'u:tomas',
    deleted: false,
    fields: { ...fact, value, author: 'tomas', at: NOON + DAY },
    refKey: KEY,
    rev: 1,
    version,
    pending: 0,
    serverCopy: null,
  });

  it('written again to the pair, it is current, even if the pair’s value is equal', async () => {
    const device = await openDevice('tomas');
    await device.run('fact.type', fact);
    const [pair] = await device.rows('typedFact');
    if (!pair) throw new Error('nothing was typed');
    await pulledKeyed(device, pair, pair.fields, 3);
    await device.db.rows.put(privately('2', 5));
    await device.run('fact.type', fact);
    expect(currentOf(await device.rows('typedFact'))?.fields.value).toBe('1');
    await device.run('fact.type', fact);
    expect(await device.db.outbox.count()).toBe(2);
  });
});
