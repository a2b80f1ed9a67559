import { describe, expect, it } from 'vitest';
import { KEY, openDevice, pulled } from './device.ts';
import { cases } from './inputs.ts';

describe('a draft', () => {
  it('of another account is not kept here', async () => {
    const device = await openDevice('tomas');
    const draft = { ...cases['draft.keep'].input, store: 'sideline:other' };
    await expect(device.run('draft.keep', draft)).rejects.toThrow('notAllowed');
    expect(await device.db.drafts.count()).toBe(0);
  });
});

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
