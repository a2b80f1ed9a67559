import { describe, expect, it } from 'vitest';
import { adoptLocalRows, countLocalRows } from '../../lib/commands/adopt.ts';
import { counted } from '../helpers/counted.ts';
import { NOON } from '../helpers/deals.ts';
import { openDevice, ref } from './device.ts';
import { cases } from './inputs.ts';

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
    expect(await countLocalRows(local.db)).toBe(3);
    const databases = { local: local.db, db: account.db, user: 'tomas' };
    const deps = { now: NOON, ids: counted().ids };
    const adopted = await adoptLocalRows(databases, deps);
    expect(adopted.taken).toBe(1);
    expect(await adoptLocalRows(databases, deps)).toMatchObject({ taken: 0, rows: [] });
    const rows = await account.rows();
    expect(rows.every((row) => row.scope === 'u:tomas')).toBe(true);
    expect(rows.map((row) => row.fields.author)).toEqual(['tomas', 'tomas', 'tomas']);
    expect(rows.find((row) => row.collection === 'profile')?.fields.member).toBe('tomas');
    expect((await local.rows()).map((row) => row.id)).toContain('n2');
    expect(await countLocalRows(local.db)).toBe(0);
  });
  it('bring both texts along where two stood beside each other', async () => {
    const [local, account] = [await openDevice('local'), await openDevice('tomas')];
    await local.run('note.save', {
      ...cases['note.save'].input,
      text: 'We meet at ten',
      audience: 'private',
    });
    const edit = (text: string) =>
      local.run('note.edit', { id: 'n1', text, from: 'We meet at ten', settles: null });
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
    await local.db.rows.bulkPut(before); // killed before they left
    await adoptLocalRows(databases, deps);
    expect(await account.rows('note')).toHaveLength(1);
    expect(await account.db.outbox.count()).toBe(1);
  });
});
