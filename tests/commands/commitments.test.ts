import { describe, expect, it } from 'vitest';
import { openDevice } from './device.ts';
import { cases } from './inputs.ts';

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
    await other.run('commitment.setState', { id: 'c1', state: 'kept' });
    await other.run('commitment.setState', { id: 'c1', state: 'open' });
    expect((await other.rows('commitment'))[0]?.fields.settledAt).toBeNull();
  });
  it('keeps how one will see it when a form without that field changes the rest', async () => {
    const device = await openDevice('dana');
    const commitment = cases['commitment.make'].input;
    const seenBy = 'Finance has a date in the calendar';
    await device.run('commitment.make', { ...commitment, seenBy });
    await device.run('commitment.make', { ...commitment, due: '2026-12-02' });
    const [row] = await device.rows('commitment');
    expect(row?.fields).toMatchObject({ due: '2026-12-02', seenBy });
  });
  it('after a private answer is its author’s alone', async () => {
    const device = await openDevice('dana');
    await device.run('commitment.make', { ...cases['commitment.make'].input, onlyMe: true });
    const [row] = await device.rows('commitment');
    expect(row?.scope).toBe('u:dana');
    expect(row?.fields).not.toHaveProperty('onlyMe');
  });
});

describe('what has happened since a commitment', () => {
  const { input } = cases['commitment.since'];
  const made = async (onlyMe = false) => {
    const device = await openDevice('dana');
    await device.run('commitment.make', { ...cases['commitment.make'].input, onlyMe });
    return device;
  };
  const stateOf = async (device: Awaited<ReturnType<typeof made>>) =>
    (await device.rows('commitment'))[0]?.fields;
  it.each([
    ['held', 'kept'],
    ['ended', 'dropped'],
  ] as const)('%s: it is %s, with the line and the outcome beside it', async (since, state) => {
    const device = await made();
    await device.run('commitment.since', { ...input, since });
    expect(await stateOf(device)).toMatchObject({ state, settledAt: device.now });
    const [note] = await device.rows('note');
    expect(note).toMatchObject({
      scope: 'p:dana:tomas',
      fields: { text: 'It held: sent', kind: 'answer', prompt: { signal: 'promiseUnmet' } },
    });
    const [outcome] = await device.rows('promptOutcome');
    expect(outcome).toMatchObject({ scope: 'p:dana:tomas', fields: { reason: 'held' } });
  });
  it('changed: its author moves the day, and it stays open; others do not', async () => {
    const device = await openDevice('dana');
    await device.run('commitment.make', { ...cases['commitment.make'].input, owner: 'dana' });
    await device.run('commitment.since', { ...input, since: 'changed', due: '2026-12-12' });
    expect(await stateOf(device)).toMatchObject({
      ...{ state: 'open', settledAt: null, due: '2026-12-12' },
    });
    const other = await openDevice('tomas');
    await other.db.rows.bulkPut(await device.rows());
    const outcome = { ...input.outcome, id: 'o-other' };
    const later = { ...input, line: null, outcome, since: 'changed' as const, due: '2027-01-01' };
    await other.run('commitment.since', later);
    expect(await stateOf(other)).toMatchObject({ due: '2026-12-12' });
  });
  it('changed: who has to keep it moves the day too; the first one stays', async () => {
    const author = await openDevice('dana');
    await author.run('commitment.make', { ...cases['commitment.make'].input, owner: 'tomas' });
    const owner = await openDevice('tomas');
    await owner.db.rows.bulkPut(await author.rows());
    await owner.run('commitment.since', { ...input, since: 'changed', due: '2026-12-12' });
    const { due: was } = cases['commitment.make'].input;
    expect(await stateOf(owner)).toMatchObject({ state: 'open', due: '2026-12-12', was });
  });
  it('said again after a lost answer keeps what was typed since', async () => {
    const device = await made();
    await device.run('commitment.since', input);
    const typed = { ...input, line: { ...input.line, text: 'It held: sent, and signed' } };
    await device.run('commitment.since', typed as typeof input);
    await device.run('commitment.since', typed as typeof input);
    const notes = await device.rows('note');
    expect(notes.map(({ fields }) => fields.text)).toEqual(['It held: sent, and signed']);
    expect(notes[0]?.fields.conflicts).toEqual([]);
    expect(await device.rows('promptOutcome')).toHaveLength(1);
  });
  it('said three times, each with more words, has no conflict of its author', async () => {
    const device = await made();
    const texts = ['It held: sent', 'It held: sent, signed', 'It held: signed by Ruth'];
    for (const [index, text] of texts.entries()) {
      const line = { ...input.line, text, sent: texts.slice(0, index) };
      await device.run('commitment.since', { ...input, line } as typeof input);
    }
    const [note] = await device.rows('note');
    expect(note?.fields).toMatchObject({ text: texts[2], conflicts: [] });
    // None builds on a text that the server would keep beside it.
    const written = await device.db.outbox.where('rowId').equals('n1').sortBy('seq');
    expect(written.map(({ patch, seen }) => [patch.text, seen])).toEqual(
      texts.map((text) => [text, undefined]),
    );
  });
  it('of a private one is private: its words are in the line and in the fingerprint', async () => {
    const device = await made(true);
    await device.run('commitment.since', input);
    for (const name of ['note', 'promptOutcome', 'commitment'] as const)
      expect((await device.rows(name)).map((row) => row.scope)).toEqual(['u:dana']);
  });
});

describe('what became of a commitment', () => {
  const made = { ...cases['commitment.make'].input, owner: 'tomas' };
  it.each([
    ['kept', 'kept', undefined],
    ['dropped', 'dropped', undefined],
    ['changed', 'open', '2026-12-15'],
  ] as const)('%s is said by whoever has to keep it', async (_, state, due) => {
    const device = await openDevice('tomas');
    await device.run('commitment.make', made);
    await device.run('commitment.setState', { id: 'c1', state, ...(due ? { due } : {}) });
    const [row] = await device.rows('commitment');
    expect(row?.fields).toMatchObject({
      ...{ state, due: due ?? '2026-12-01', ...(due ? { was: '2026-12-01' } : {}) },
    });
  });
  it('keeps the first day, and its day where another person answers', async () => {
    const device = await openDevice('tomas');
    await device.run('commitment.make', made);
    const move = (due: string) =>
      device.run('commitment.setState', { id: 'c1', state: 'open', due });
    await move('2026-12-15');
    await move('2026-12-22');
    expect((await device.db.rows.get('c1'))?.fields).toMatchObject({
      ...{ due: '2026-12-22', was: '2026-12-01' },
    });
    await device.db.rows.update('c1', { 'fields.author': 'dana', 'fields.owner': 'dana' });
    await move('2027-01-05');
    expect((await device.db.rows.get('c1'))?.fields.due).toBe('2026-12-22');
  });
  it('before a team is said by its owner alone', async () => {
    const device = await openDevice('dana');
    await device.run('commitment.make', made);
    await device.db.rows.update('c1', { scope: 't:north', 'fields.owner': 'tomas' });
    await expect(
      device.run('commitment.setState', { id: 'c1', state: 'kept' }),
    ).rejects.toMatchObject({ code: 'notAllowed' });
  });
});
