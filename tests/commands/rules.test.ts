import { describe, expect, it } from 'vitest';
import { adoptLocalRows, countLocalRows } from '../../lib/commands/adopt.ts';
import type { In } from '../../lib/messages/index.ts';
import { counted } from '../helpers/counted.ts';
import { NOON } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';
import { KEY, openDevice, ref } from './device.ts';
import { cases } from './inputs.ts';

const DAY = 86_400_000;

describe('prompts', () => {
  it('a prompt on screen is counted once a day, in the organisation’s zone', async () => {
    const device = await openDevice('tomas');
    const input = cases['prompt.shown'].input;
    await device.run('prompt.shown', input);
    device.now += DAY;
    await device.run('prompt.shown', input);
    const [row] = await device.rows('promptShown');
    expect(row?.fields).toMatchObject({ days: 2, last: NOON + DAY, before: NOON });
  });
  it('the same outcome later is another one', async () => {
    const device = await openDevice('tomas');
    const later = { ...cases['prompt.outcome'].input, outcome: 'snoozed' as const };
    await device.run('prompt.outcome', later);
    device.now += 3 * DAY;
    await device.run('prompt.outcome', later);
    const rows = await device.rows('promptOutcome');
    expect(rows.map((row) => row.scope)).toEqual(['u:tomas', 'u:tomas']);
  });
  it('a prompt that was never put away cannot be brought back', async () => {
    const device = await openDevice('tomas');
    await device.run('prompt.retire', { signal: 'quiet', back: true });
    expect(await device.rows()).toEqual([]);
    await device.run('prompt.retire', { signal: 'quiet', back: false });
    device.now += 1;
    await device.run('prompt.retire', { signal: 'quiet', back: true });
    expect(await device.rows('promptOutcome')).toHaveLength(2);
  });
  it('what two tabs change in one prompt is all there', async () => {
    const device = await openDevice('dana');
    const { prompt } = cases['prompt.write'].input;
    await device.run('prompt.write', { id: 'w1', prompt, from: null });
    await device.run('prompt.write', {
      id: 'w1',
      prompt: { ...prompt, rep: 'Who?' },
      from: prompt,
    });
    const other = { ...prompt, priority: 5 };
    await device.run('prompt.write', { id: 'w1', prompt: other, from: prompt });
    const [row] = await device.rows('prompt');
    expect(row?.fields).toMatchObject({ rep: 'Who?', priority: 5, editedBy: 'dana' });
    await device.run('prompt.delete', { id: 'w1' });
    await device.run('prompt.write', { id: 'w1', prompt: other, from: prompt });
    expect((await device.rows('prompt'))[0]?.deleted).toBe(false);
  });
  it('are the organisation’s from a manager, and a rep’s own otherwise', async () => {
    for (const [user, scope] of [
      ['dana', 'o:acme'],
      ['tomas', 'u:tomas'],
      ['local', 'u:local'],
    ] as const) {
      const device = await openDevice(user);
      await device.run('prompt.write', { ...cases['prompt.write'].input, from: null });
      expect((await device.rows('prompt'))[0]?.scope).toBe(scope);
    }
  });
  it('of the organisation are not a rep’s to change', async () => {
    const [dana, tomas] = [await openDevice('dana'), await openDevice('tomas')];
    await dana.run('prompt.write', { ...cases['prompt.write'].input, from: null });
    await tomas.db.rows.bulkPut(await dana.rows());
    const input = { ...cases['prompt.write'].input, from: null };
    const changed = { ...input, prompt: { ...input.prompt, name: 'Mine' } };
    await expect(tomas.run('prompt.write', changed)).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(tomas.run('prompt.delete', { id: 'w1' })).rejects.toMatchObject({
      code: 'notAllowed',
    });
    // Not even what they wrote when they still managed.
    const [own] = await tomas.rows('prompt');
    await tomas.db.rows.update('w1', { fields: { ...own?.fields, author: 'tomas' } });
    await expect(tomas.run('prompt.delete', { id: 'w1' })).rejects.toMatchObject({
      code: 'notAllowed',
    });
  });
});

describe('playbooks', () => {
  it('a version answers the suggestions that it takes, and no other', async () => {
    const device = await openDevice('dana');
    const make = (id: string) =>
      device.run('suggestion.make', { ...cases['suggestion.make'].input, id });
    await Promise.all(['s1', 's2', 's3'].map(make));
    await device.run('suggestion.answer', { id: 's2', state: 'declined', answer: 'No' });
    const version = {
      ...cases['playbook.publish'].input,
      takes: ['s1', 's2', 'gone'],
      answer: 'In version 1',
    };
    await device.run('playbook.publish', version);
    const suggestions = await device.rows('suggestion');
    const said = suggestions.map(({ id, fields }) => [id, fields.state, fields.answer]);
    expect(said.sort()).toEqual([
      ['s1', 'taken', 'In version 1'],
      ['s2', 'declined', 'No'],
      ['s3', 'open', null],
    ]);
  });
  it('a published version is there once, whoever asks again', async () => {
    const device = await openDevice('dana');
    const version = cases['playbook.publish'].input;
    await device.run('playbook.publish', version);
    await device.run('playbook.publish', version);
    await device.run('playbook.publish', { ...version, id: 'v2', version: 2 });
    expect(await device.rows('playbookVersion')).toHaveLength(2);
  });
  it('what two tabs map is all there', async () => {
    const device = await openDevice('dana');
    const map = cases['playbook.map'].input;
    await device.run('playbook.map', map);
    device.now += 1;
    await device.run('playbook.map', { ...map, stages: { New: 'a', Late: 'b' }, from: map.stages });
    device.now += 1;
    await device.run('playbook.map', { ...map, stages: { New: 'c' }, from: map.stages });
    const [row] = await device.rows('stageMap');
    expect(row?.fields.stages).toEqual({ New: 'c', Late: 'b' });
  });
  it('a suggestion is answered by whoever manages', async () => {
    const tomas = await openDevice('tomas');
    const suggestion = cases['suggestion.make'].input;
    await tomas.run('suggestion.make', suggestion);
    await tomas.run('suggestion.make', { ...suggestion, text: 'The buyer signs last' });
    const [row] = await tomas.rows('suggestion');
    expect(row).toMatchObject({ scope: 'o:acme', fields: { text: 'The buyer signs last' } });
    const yes = { id: 's1', state: 'taken' as const, answer: null };
    await expect(tomas.run('suggestion.answer', yes)).rejects.toMatchObject({ code: 'notAllowed' });
  });
  it('a suggestion’s id is not taken from somebody else', async () => {
    const [tomas, dana] = [await openDevice('tomas'), await openDevice('dana')];
    await tomas.run('suggestion.make', cases['suggestion.make'].input);
    await dana.db.rows.bulkPut(await tomas.rows());
    await expect(dana.run('suggestion.make', cases['suggestion.make'].input)).rejects.toMatchObject(
      { code: 'notAllowed' },
    );
  });
  it('a vote can be taken back and given again', async () => {
    const device = await openDevice('tomas');
    const vote = (on: boolean) => device.run('suggestion.vote', { suggestion: 's1', on });
    await vote(true);
    await vote(false);
    await vote(false);
    await vote(true);
    expect((await device.rows('vote')).map((row) => row.deleted)).toEqual([false]);
  });
});

describe('commitments', () => {
  it('asked for again with another date: it is the new one', async () => {
    const device = await openDevice('dana');
    const commitment = cases['commitment.make'].input;
    await device.run('commitment.make', commitment);
    await device.run('commitment.make', { ...commitment, due: '2026-12-02' });
    const [row] = await device.rows('commitment');
    expect(row).toMatchObject({ scope: 'p:dana:tomas', fields: { due: '2026-12-02' } });
    const other = await openDevice('tomas');
    await other.db.rows.bulkPut(await device.rows());
    await expect(other.run('commitment.make', commitment)).rejects.toMatchObject({
      code: 'notAllowed',
    });
    await other.run('commitment.settle', { id: 'c1', state: 'kept' });
    await other.run('commitment.settle', { id: 'c1', state: 'open' });
    expect((await other.rows('commitment'))[0]?.fields.settledAt).toBeNull();
  });
});

describe('profile and limits', () => {
  it('what two tabs change is all there', async () => {
    const device = await openDevice('dana');
    const { profile } = cases['profile.save'].input;
    await device.run('profile.save', { profile, from: null });
    const gaps = { ...profile, gaps: { closing: 2 } };
    await device.run('profile.save', { profile: gaps, from: profile });
    const agreed = { ...profile, agreedBy: 'dana' };
    await device.run('profile.save', { profile: agreed, from: profile });
    const rows = await device.rows('profile');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      scope: 'p:dana:tomas',
      fields: { gaps: { closing: 2 }, agreedBy: 'dana' },
    });

    const { settings } = cases['settings.coaching'].input;
    await device.run('settings.coaching', { settings, from: null });
    device.now += 1;
    const quiet = { ...settings, limits: { quiet: 9 } };
    await device.run('settings.coaching', { settings: quiet, from: settings });
    device.now += 1;
    const rival = { ...settings, competitors: ['Acme', 'Borealis'] };
    await device.run('settings.coaching', { settings: rival, from: settings });
    const [limits] = await device.rows('coachingSettings');
    expect(limits?.fields).toMatchObject({
      limits: { quiet: 9 },
      competitors: ['Acme', 'Borealis'],
    });
  });
});

describe('whose deal it is', () => {
  it('goes to nobody else, whoever is named', async () => {
    const device = await openDevice('dana');
    await device.run('identity.owner', { refKey: KEY, rep: 'tomas' });
    const [row] = await device.rows('typedFact');
    expect(row).toMatchObject({ scope: 'u:dana', fields: { field: 'member', value: 'tomas' } });
  });
  it('a CRM user is linked once, and to the person who said so first', async () => {
    const [dana, tomas] = [await openDevice('dana'), await openDevice('tomas')];
    const { input } = cases['identity.link'];
    await dana.run('identity.link', input);
    await dana.run('identity.link', input);
    await tomas.db.rows.bulkPut(await dana.rows());
    await expect(tomas.run('identity.link', input)).rejects.toMatchObject({ code: 'linked' });
    expect((await tomas.rows('crmIdentity')).map(({ fields }) => fields.userId)).toEqual(['dana']);
    const local = await openDevice('local');
    await local.run('identity.link', cases['identity.link'].input);
    expect((await local.rows())[0]?.scope).toBe('u:local');
  });
});

describe('an imported file', () => {
  const rows = (list: In<'data.import'>['rows']) => ({ rows: list });
  it('brings own rows, replies with their note, and each id once', async () => {
    const device = await openDevice('tomas');
    const reply = { refKey: KEY, parent: 'i1', text: 'Yes', createdAt: 1, editedAt: null };
    const own = { ...reply, author: 'local', editedBy: 'dana', conflicts: [] };
    await device.run('note.save', { ...cases['note.save'].input, id: 'shared', audience: 'pair' });
    const input = rows([
      { id: 'i2', collection: 'reply', fields: own },
      { id: 'i1', collection: 'note', fields: note('tomas', 'One') },
      { id: 'i1', collection: 'note', fields: note('tomas', 'One again') },
      { id: 'i3', collection: 'note', fields: note('dana', 'Not mine') },
      { id: 'i4', collection: 'reply', fields: { ...own, parent: 'elsewhere' } },
      { id: 'i5', collection: 'readMark', fields: { refKey: KEY, parent: 'i1', author: 'tomas' } },
      { id: 'i6', collection: 'nothing', fields: { author: 'tomas' } },
      { id: 'i7', collection: 'note', fields: { author: 'tomas', text: 7 } },
      // Of a note that is here and that the manager reads.
      { id: 'i8', collection: 'reply', fields: { ...own, parent: 'shared' } },
    ]);
    expect(await device.run('data.import', input)).toEqual({ taken: 2, known: 0, refused: 6 });
    expect(await device.run('data.import', input)).toEqual({ taken: 0, known: 2, refused: 6 });
    const [one, answer] = [await device.db.rows.get('i1'), await device.db.rows.get('i2')];
    expect([one?.scope, one?.fields.text]).toEqual(['u:tomas', 'One']);
    expect(answer?.fields).toMatchObject({ author: 'tomas', editedBy: null });
  });
});

describe('a draft', () => {
  it('of another account is not kept here', async () => {
    const device = await openDevice('tomas');
    const draft = { ...cases['draft.keep'].input, store: 'sideline:other' };
    await expect(device.run('draft.keep', draft)).rejects.toThrow('notAllowed');
    expect(await device.db.drafts.count()).toBe(0);
  });
});

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
