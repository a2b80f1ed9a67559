import { describe, expect, it } from 'vitest';
import { SHARES } from '../../lib/store/index.ts';
import { NOON } from '../helpers/deals.ts';
import { openDevice } from './device.ts';
import { cases } from './inputs.ts';
import { answer, newNote } from './samples.ts';

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
  it('at the limit a new prompt replaces the oldest one, and a known one none', async () => {
    const device = await openDevice('tomas');
    const most = SHARES.facts.promptShown;
    const [item] = cases['prompt.shown'].input.items;
    const show = (...fingerprints: string[]) =>
      device.run('prompt.shown', {
        ...cases['prompt.shown'].input,
        items: fingerprints.flatMap((fingerprint) => (item ? [{ ...item, fingerprint }] : [])),
      });
    const stored = async () =>
      (await device.rows('promptShown')).flatMap(({ deleted, fields }) =>
        deleted ? [] : [String(fields.fingerprint)],
      );
    for (let index = 0; index < most; index++) {
      device.now += 1000;
      await show(`f${index}`);
    }
    device.now += DAY;
    await show('f1', 'f2', 'f3');
    expect(await stored()).toHaveLength(most);
    await show('f4', 'new');
    expect(await stored()).toHaveLength(most);
    expect(await stored()).not.toContain('f0');
  });
  it('an outcome is one row for each press, however often and late its message comes', async () => {
    const device = await openDevice('tomas');
    const later = { ...cases['prompt.outcome'].input, outcome: 'snoozed' as const };
    await device.run('prompt.outcome', later);
    // The device's clock was ahead, and the server limited the time.
    await device.db.rows.update('o1', { 'fields.at': NOON - 365 * DAY, pending: 0, version: 5 });
    device.now += 61_000;
    await device.run('prompt.outcome', later);
    expect((await device.rows('promptOutcome')).map((row) => row.scope)).toEqual(['u:tomas']);
    // Another press in the same moment is another outcome.
    await device.run('prompt.outcome', { ...later, id: 'o2' });
    expect(await device.rows('promptOutcome')).toHaveLength(2);
  });
  it('an outcome whose answer was lost is replaced by what is chosen instead', async () => {
    const device = await openDevice('tomas');
    const { input } = cases['prompt.outcome'];
    await device.run('prompt.outcome', { ...input, outcome: 'snoozed', until: '2026-12-04' });
    await device.run('prompt.outcome', { ...input, outcome: 'dismissed', reason: 'known' });
    expect(await device.rows('promptOutcome')).toMatchObject([
      { scope: 'u:tomas', fields: { outcome: 'dismissed', reason: 'known' } },
    ]);
    await device.run('prompt.outcome', { ...input, outcome: 'asked', reason: null });
    expect(await device.rows('promptOutcome')).toMatchObject([
      { scope: 'p:dana:tomas', fields: { outcome: 'asked' } },
    ]);
  });
  it('an outcome never replaces a row about something else, or of another person', async () => {
    const device = await openDevice('tomas');
    const { input } = cases['prompt.outcome'];
    await device.run('prompt.outcome', input);
    const refused = { code: 'notAllowed' };
    const other = { ...input, fingerprint: 'another' };
    await expect(device.run('prompt.outcome', other)).rejects.toMatchObject(refused);
    await device.run('note.save', { ...cases['note.save'].input, id: 'n1' });
    await expect(device.run('prompt.outcome', { ...input, id: 'n1' })).rejects.toMatchObject(
      refused,
    );
    await device.db.rows.update('o1', { 'fields.author': 'dana' });
    await expect(device.run('prompt.outcome', input)).rejects.toMatchObject(refused);
    await expect(device.run('prompt.undo', { id: 'o1' })).rejects.toMatchObject(refused);
  });
  it('an outcome keeps the severity of its moment and the chosen day', async () => {
    const device = await openDevice('tomas');
    const { input } = cases['prompt.outcome'];
    const later = { outcome: 'snoozed' as const, severity: 0.45, until: '2026-12-04' };
    await device.run('prompt.outcome', { ...input, ...later });
    expect((await device.rows('promptOutcome'))[0]?.fields).toMatchObject(later);
  });
  it('an outcome is withdrawn by its id, and no other one with it', async () => {
    const device = await openDevice('tomas');
    const { input } = cases['prompt.outcome'];
    await device.run('prompt.outcome', { ...input, outcome: 'dismissed', reason: 'timing' });
    device.now += DAY;
    await device.run('prompt.outcome', { ...input, id: 'o2', outcome: 'snoozed' });
    await device.run('prompt.undo', { id: 'o3' });
    const live = async () =>
      (await device.rows('promptOutcome'))
        .filter((row) => !row.deleted)
        .map((row) => row.fields.outcome);
    expect((await live()).sort()).toEqual(['dismissed', 'snoozed']);
    await device.run('prompt.undo', { id: 'o2' });
    // No answer came: the button is still there.
    await device.run('prompt.undo', { id: 'o2' });
    expect(await live()).toEqual(['dismissed']);
    await device.run('prompt.outcome', { ...input, id: 'o2', outcome: 'snoozed' });
    expect(await live()).toEqual(['dismissed']);
  });
  it('a prompt that was never dismissed cannot be restored', async () => {
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
    // Not even prompts that they wrote as a manager.
    const [own] = await tomas.rows('prompt');
    await tomas.db.rows.update('w1', { fields: { ...own?.fields, author: 'tomas' } });
    await expect(tomas.run('prompt.delete', { id: 'w1' })).rejects.toMatchObject({
      code: 'notAllowed',
    });
  });
});

describe('an answer that is undone', () => {
  const { before, input } = cases['prompt.undoText'];
  const answered = async () => {
    const device = await openDevice('tomas');
    await before?.(device);
    return device;
  };
  const left = async (device: Awaited<ReturnType<typeof answered>>) => {
    const rows = [...(await device.rows('note')), ...(await device.rows('promptOutcome'))];
    return rows.filter(({ deleted }) => !deleted).map(({ collection }) => collection);
  };

  it('is gone with its outcome, and its words are the draft again', async () => {
    const device = await answered();
    expect(await left(device)).toEqual(['note', 'promptOutcome']);
    const [note] = await device.rows('note');
    await device.run('prompt.undoText', input);
    expect(await left(device)).toEqual([]);
    const draft = await device.db.drafts.get(input.draft);
    expect(draft).toMatchObject({ text: note?.fields.text, audience: 'pair' });
    // The next save is another note.
    expect(draft?.id).toBeUndefined();
  });
  it('leaves an earlier outcome of another question, and of another person', async () => {
    const device = await answered();
    const [outcome] = await device.rows('promptOutcome');
    if (!outcome) throw new Error('no outcome');
    const others = [
      { ...outcome, id: 'x1', fields: { ...outcome.fields, signal: 'noNextStep' } },
      { ...outcome, id: 'x2', fields: { ...outcome.fields, author: 'dana' } },
    ];
    await device.db.rows.bulkPut(others);
    await device.run('prompt.undoText', input);
    expect(await left(device)).toEqual(['promptOutcome', 'promptOutcome']);
  });
  it('comes before what another panel is writing in the same field', async () => {
    const device = await answered();
    const [note] = await device.rows('note');
    const typed = { key: input.draft, text: 'And Leeds?', audience: 'private' as const, id: 'n2' };
    await device.run('draft.keep', typed);
    await device.run('prompt.undoText', input);
    expect(await device.db.drafts.get(input.draft)).toMatchObject({
      ...{ text: `${note?.fields.text}\nAnd Leeds?`, audience: 'private', id: 'n2' },
    });
  });
  it('is not in its field twice where another panel went on from it', async () => {
    const device = await answered();
    const [note] = await device.rows('note');
    const text = `${note?.fields.text} And Leeds?`;
    await device.run('draft.keep', { key: input.draft, text, audience: 'pair' });
    await device.run('prompt.undoText', input);
    expect(await device.db.drafts.get(input.draft)).toMatchObject({ text });
  });
  it('leaves the outcome of an answer that another panel saved since', async () => {
    const device = await answered();
    const { id: _, ...other } = answer;
    const second = { ...newNote, id: 'n2', text: 'Leeds signs.' };
    const prompt = { signal: answer.signal, question: 'Who signs?' };
    device.now += 1000;
    await device.run('note.save', {
      ...{ ...second, kind: 'answer', prompt, outcome: { ...other, id: 'o2' } },
    });
    await device.run('prompt.undoText', input);
    const outcomes = await device.rows('promptOutcome');
    expect(outcomes.filter(({ deleted }) => !deleted).map(({ id }) => id)).toEqual(['o2']);
  });
  it('stays when somebody has replied since, and nothing is a draft', async () => {
    const device = await answered();
    const [note] = await device.rows('note');
    if (!note) throw new Error('no note');
    const fields = { refKey: note.refKey, parent: note.id, text: 'When?', author: 'dana' };
    await device.db.rows.put({ ...note, id: 'r1', collection: 'reply', fields });
    await expect(device.run('prompt.undoText', input)).rejects.toMatchObject({ code: 'changed' });
    expect(await left(device)).toEqual(['note', 'promptOutcome']);
    expect(await device.db.drafts.get(input.draft)).toBeUndefined();
  });
  it('of somebody else is refused', async () => {
    const device = await answered();
    await device.db.rows.update('n1', { 'fields.author': 'dana' });
    await expect(device.run('prompt.undoText', input)).rejects.toMatchObject({
      code: 'notAllowed',
    });
  });
});
