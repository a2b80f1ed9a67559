import { describe, expect, it } from 'vitest';
import type { Mutation } from '../../lib/model/index.ts';
import { type Device, KEY, openDevice, pulled } from './device.ts';
import { prompt } from './samples.ts';

describe('what the server refused', () => {
  it('of a reply is kept as a note on its record', async () => {
    const device = await openDevice('dana');
    await pulled(device, 'n1');
    const fields = { parent: 'n1', text: 'Refused words', author: 'dana' };
    const mutation = { id: 'm', seq: 1, op: 'create', collection: 'reply', rowId: 'r9' } as const;
    const refused = { ...mutation, base: 0, patch: fields };
    await device.db.refused.put({ id: 'm', code: 'notAllowed', at: 1, mutation: refused });
    await device.run('rejected.saveCopy', { id: 'm' });
    const [kept] = (await device.rows('note')).filter((row) => row.scope === 'u:dana');
    expect(kept?.fields).toMatchObject({ text: 'Refused words', refKey: KEY });
    expect(await device.db.refused.count()).toBe(0);
  });
  const refuse = ({ db }: Device, mutation: Partial<Mutation>) => {
    const whole = { id: 'm', seq: 1, op: 'create', rowId: 'r9', base: 0, patch: {}, ...mutation };
    return db.refused.put({ id: 'm', code: 'notAllowed', at: 1, mutation: whole as Mutation });
  };
  const evidence = {
    refKey: KEY,
    playbook: 'p',
    item: 'pain',
    done: true,
    evidence: 'The board wants it before May',
  };
  it('of a pair that ended is saved in the present one, as it was typed', async () => {
    const device = await openDevice('tomas');
    const scope = 'p:former:tomas';
    const patch = { ...evidence, author: 'tomas', at: 1 };
    await refuse(device, { op: 'put', collection: 'checkItem', scope, patch });
    await device.run('rejected.saveAgain', { id: 'm' });
    const commitment = { text: 'Send terms', due: '2026-12-01', owner: 'tomas', refKey: KEY };
    const open = { state: 'open', settledAt: null, author: 'tomas', at: 1 };
    await refuse(device, { collection: 'commitment', scope, patch: { ...commitment, ...open } });
    await device.run('rejected.saveAgain', { id: 'm' });
    expect(await device.rows()).toMatchObject([
      { collection: 'commitment', fields: { ...commitment, at: device.now } },
      { collection: 'checkItem', fields: { ...evidence, at: device.now } },
    ]);
    expect((await device.rows()).map((row) => row.scope)).toEqual(Array(2).fill('p:dana:tomas'));
    expect(await device.db.refused.count()).toBe(0);
  });
  it('of a lost role is saved for its author alone', async () => {
    const device = await openDevice('tomas');
    const patch = { ...prompt, refKey: '', author: 'tomas', at: 1, editedBy: null, editedAt: null };
    await refuse(device, { collection: 'prompt', scope: 'o:acme', patch });
    await device.run('rejected.saveAgain', { id: 'm' });
    const [row] = await device.rows('prompt');
    expect(row).toMatchObject({ scope: 'u:tomas', fields: { ...prompt, author: 'tomas' } });
  });
  it.each([
    ['in the scope that refused it', { scope: 'p:dana:tomas' }],
    ['as a change of a row', { op: 'patch' as const, scope: undefined }],
    ['without words', { collection: 'dealPlaybook', patch: { refKey: KEY, playbook: 'p' } }],
  ])('is not saved again %s', async (_, more) => {
    const device = await openDevice('tomas');
    const scope = 'p:former:tomas';
    await refuse(device, { op: 'put', collection: 'checkItem', scope, patch: evidence, ...more });
    await expect(device.run('rejected.saveAgain', { id: 'm' })).rejects.toThrow('notAllowed');
    expect(await device.rows()).toEqual([]);
    expect(await device.db.refused.count()).toBe(1);
  });
  it('stays in “Needs attention” if it contains no text', async () => {
    const device = await openDevice('dana');
    const mutation = { id: 'm', seq: 1, op: 'delete', collection: 'note', rowId: 'n9' } as const;
    const refused = { ...mutation, base: 0, patch: {} };
    await device.db.refused.put({ id: 'm', code: 'notAllowed', at: 1, mutation: refused });
    await expect(device.run('rejected.saveCopy', { id: 'm' })).rejects.toMatchObject({
      code: 'missing',
    });
    expect(await device.db.refused.count()).toBe(1);
  });
});
