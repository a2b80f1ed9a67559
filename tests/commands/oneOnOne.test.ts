import { describe, expect, it } from 'vitest';
import { oneOnOneMessages } from '../../lib/messages/oneOnOne.ts';
import { putMeta } from '../../lib/store/write.ts';
import { openDevice, people } from './device.ts';
import { agreement, line, NEXT_SLOT, PAIR, recognition, rhythm, SLOT } from './samples.ts';

const which = { pair: PAIR, slot: SLOT };
const refused = { code: 'notAllowed' };

describe('a pair', () => {
  it.each([
    ['of other people', 'p:dana:jonas'],
    ['the wrong way round', 'p:tomas:dana'],
    ['of a former manager', 'p:old:tomas'],
  ])('%s is refused', async (_, pair) => {
    for (const user of ['dana', 'tomas'] as const) {
      const device = await openDevice(user);
      await expect(device.run('oneOnOne.rhythm', { pair, rhythm })).rejects.toMatchObject(refused);
      await expect(device.run('line.save', { ...line, pair })).rejects.toMatchObject(refused);
      await expect(device.run('oneOnOne.agree', { ...agreement, pair })).rejects.toMatchObject(
        refused,
      );
      expect(await device.rows()).toEqual([]);
    }
  });
  it('does not exist for a rep without a manager', async () => {
    const device = await openDevice('tomas');
    await putMeta(device.db, 'me', { ...people.tomas, manager: null });
    await expect(device.run('oneOnOne.rhythm', { pair: PAIR, rhythm })).rejects.toMatchObject(
      refused,
    );
  });
});

describe('beginning', () => {
  it('keeps the usual rhythm, but not over one that somebody chose', async () => {
    const device = await openDevice('dana');
    await device.run('oneOnOne.rhythm', { pair: PAIR, rhythm: { ...rhythm, every: 'month' } });
    await device.run('oneOnOne.begin', { ...which, to: null, rhythm });
    expect(await device.rows('rhythm')).toMatchObject([{ fields: { every: 'month' } }]);
    const other = await openDevice('dana');
    await other.run('oneOnOne.begin', { ...which, to: null, rhythm });
    expect(await other.rows('rhythm')).toMatchObject([{ fields: { every: 'week' } }]);
  });
  it('a second time keeps the first beginning', async () => {
    const device = await openDevice('dana');
    await device.run('oneOnOne.begin', { ...which, to: null, rhythm });
    const [first] = await device.rows('oneOnOne');
    device.now += 60_000;
    await device.run('oneOnOne.begin', { ...which, to: '2026-11-25T10:00', rhythm });
    const [second] = await device.rows('oneOnOne');
    expect(second?.fields).toMatchObject({ began: first?.fields.began, to: null });
  });
});

describe('a commitment at the next one-on-one', () => {
  const after = { pair: PAIR, slot: NEXT_SLOT };
  it.each([
    ['kept', 'kept'],
    ['dropped', 'dropped'],
    ['changed', 'open'],
  ] as const)('that was %s is %s', async (became, state) => {
    const device = await openDevice('dana');
    await device.run('oneOnOne.agree', agreement);
    await device.run('oneOnOne.became', { ...after, id: 'c1', became, due: '2026-12-04' });
    const [row] = await device.rows('commitment');
    expect(row?.fields.state).toBe(state);
    const isMoved = became === 'changed';
    expect(row?.fields.due).toBe(isMoved ? '2026-12-04' : '2026-11-27');
    expect(row?.fields.was).toBe(isMoved ? '2026-11-27' : undefined);
    expect(await device.rows('oneOnOne')).toMatchObject([{ fields: { became: { c1: became } } }]);
  });
  it('keeps the day it was first due', async () => {
    const device = await openDevice('dana');
    await device.run('oneOnOne.agree', agreement);
    for (const due of ['2026-12-04', '2026-12-11'])
      await device.run('oneOnOne.became', { ...after, id: 'c1', became: 'changed', due });
    expect(await device.rows('commitment')).toMatchObject([
      { fields: { due: '2026-12-11', was: '2026-11-27' } },
    ]);
  });
  it('keeps its day where neither its author nor its owner answers', async () => {
    const device = await openDevice('tomas');
    await device.run('oneOnOne.agree', agreement);
    const [row] = await device.rows('commitment');
    await device.db.rows.update(row?.id ?? '', { 'fields.author': 'dana' });
    await device.run('oneOnOne.became', {
      ...{ ...after, id: 'c1', became: 'changed', due: '2026-12-04' },
    });
    expect(await device.rows('commitment')).toMatchObject([{ fields: { due: '2026-11-27' } }]);
  });
  it('is one of this pair', async () => {
    const device = await openDevice('dana');
    await device.run('oneOnOne.agree', agreement);
    await device.db.rows.update('c1', { scope: 'p:dana:other' });
    await expect(
      device.run('oneOnOne.became', { ...after, id: 'c1', became: 'kept' }),
    ).rejects.toMatchObject(refused);
  });
});

describe('lines', () => {
  it.each([
    ['private', 'u:tomas'],
    ['useful', 'u:tomas'],
    ['options', PAIR],
    ['open', PAIR],
  ] as const)('of the part %s are in %s', async (part, scope) => {
    const device = await openDevice('tomas');
    await device.run('line.save', { ...line, part });
    expect(await device.rows('oneOnOneLine')).toMatchObject([{ scope }]);
  });
  it('are five open topics at most, and a sixth after one is done', async () => {
    const device = await openDevice('dana');
    const add = (id: string) => device.run('line.save', { ...line, id, part: 'item' });
    for (const id of ['a', 'b', 'c', 'd', 'e']) await add(id);
    await expect(add('f')).rejects.toMatchObject(refused);
    // The next one-on-one has the same list.
    await expect(
      device.run('line.save', { ...line, id: 'f', part: 'item', slot: NEXT_SLOT }),
    ).rejects.toMatchObject(refused);
    await device.run('line.done', { id: 'a', done: true });
    await add('f');
    expect(await device.rows('oneOnOneLine')).toHaveLength(6);
  });
  it('are shared only if they are the own answer to what was most useful', async () => {
    const device = await openDevice('tomas');
    await device.run('line.save', { ...line, part: 'private' });
    await expect(device.run('line.share', { id: 'l1', pair: PAIR })).rejects.toMatchObject(refused);
    await device.run('line.save', { ...line, id: 'l2', part: 'useful' });
    await device.run('line.share', { id: 'l2', pair: PAIR });
    expect((await device.db.rows.get('l2'))?.scope).toBe(PAIR);
  });
  it('that are private name the manager with whom, and are shared with nobody else', async () => {
    const device = await openDevice('tomas');
    await device.run('line.save', { ...line, part: 'useful' });
    expect((await device.db.rows.get('l1'))?.fields.manager).toBe('dana');
    const nora = { ...people.dana.user, id: 'nora' };
    await putMeta(device.db, 'me', { ...people.tomas, manager: nora });
    await expect(
      device.run('line.share', { id: 'l1', pair: 'p:nora:tomas' }),
    ).rejects.toMatchObject(refused);
    expect((await device.db.rows.get('l1'))?.scope).toBe('u:tomas');
  });
  it('that became a commitment keep the first one', async () => {
    const device = await openDevice('dana');
    await device.run('line.save', line);
    await device.run('oneOnOne.agree', { ...agreement, line: 'l1' });
    await device.run('oneOnOne.agree', {
      ...{ ...agreement, line: 'l1', commitment: { ...agreement.commitment, id: 'c2' } },
    });
    expect((await device.db.rows.get('l1'))?.fields.commitment).toBe('c1');
  });
  it('that two people changed in the same words keep both', async () => {
    const device = await openDevice('dana');
    await device.run('line.save', line);
    await device.run('line.edit', { id: 'l1', text: 'Ask him', from: 'Ask her', resolves: null });
    await device.run('line.edit', { id: 'l1', text: 'Ask them', from: 'Ask her', resolves: null });
    const [change] = (await device.db.outbox.toArray()).slice(-1);
    // The server merges, or keeps both: the change names the text that it was written on.
    expect(change).toMatchObject({ base: 0, seen: 'Ask her', patch: { text: 'Ask them' } });
  });
});

const member = (id: string, team: string | null) => ({
  ...{ id, name: id, email: `${id}@acme.test`, role: 'rep' as const, team },
});

describe('recognitions', () => {
  const open = async (user: 'dana' | 'tomas') => {
    const device = await openDevice(user);
    await putMeta(device.db, 'members', [member('aisha', 'north'), member('gone', null)]);
    return device;
  };
  it.each([
    ['dana', 'tomas', 'pair', PAIR],
    ['dana', 'tomas', 'team', 't:north'],
    ['tomas', 'dana', 'pair', PAIR],
    ['tomas', 'aisha', 'team', 't:north'],
  ] as const)('of %s to %s for the %s are in %s', async (user, to, audience, scope) => {
    const device = await open(user);
    await device.run('recognition.give', { ...recognition, to, audience });
    expect(await device.rows('recognition')).toMatchObject([{ scope, fields: { to } }]);
  });
  it.each([
    ['dana', 'dana', 'team'],
    ['dana', 'jonas', 'pair'],
    ['dana', 'jonas', 'team'],
    ['tomas', 'aisha', 'pair'],
    ['tomas', 'gone', 'team'],
    ['tomas', 'nobody', 'team'],
  ] as const)('of %s to %s for the %s are refused', async (user, to, audience) => {
    const device = await open(user);
    await expect(
      device.run('recognition.give', { ...recognition, to, audience }),
    ).rejects.toMatchObject(refused);
  });
  it('whose answer got lost are one, for whom the person chose at last', async () => {
    const device = await open('tomas');
    const first = { ...recognition, to: 'dana', audience: 'pair' as const };
    await device.run('recognition.give', first);
    await device.run('recognition.give', { ...first, to: 'aisha', audience: 'team' });
    expect(await device.rows('recognition')).toMatchObject([
      { scope: 't:north', fields: { to: 'aisha', text: recognition.text } },
    ]);
    await device.run('recognition.give', { ...first, text: 'You asked first.' });
    expect(await device.rows('recognition')).toMatchObject([
      { scope: PAIR, fields: { to: 'dana', text: 'You asked first.' } },
    ]);
  });
  it.each([
    ['the same words', recognition.text],
    ['other words', 'You asked first.'],
  ])('that were deleted before they are given again with %s are there', async (_, text) => {
    const device = await open('tomas');
    const first = { ...recognition, to: 'dana', audience: 'pair' as const };
    await device.run('recognition.give', first);
    await device.run('recognition.delete', { id: first.id });
    await device.run('recognition.give', { ...first, text });
    expect(await device.rows('recognition')).toMatchObject([
      { deleted: false, fields: { to: 'dana', text } },
    ]);
  });
});

describe('the shorter formats', () => {
  const review = { ...which, format: 'review' as const, slot: '2026-11-22' };
  const session = { pair: 't:north', format: 'session' as const, slot: '2026-11-22' };
  it('a review is a talk of its own beside the one-on-one of the week', async () => {
    const device = await openDevice('tomas');
    await device.run('oneOnOne.begin', { ...review, to: null });
    await device.run('oneOnOne.set', { ...review, deal: { key: 'k', name: 'Orrin' } });
    await device.run('line.save', { ...line, ...review, part: 'goal' });
    const { commitment } = agreement;
    await device.run('oneOnOne.agree', { ...review, line: null, commitment });
    const key = 'deal-review/tomas/2026-11-22';
    const rows = await device.rows();
    expect(rows.toSorted((a, b) => (a.collection < b.collection ? -1 : 1))).toMatchObject([
      { collection: 'commitment', fields: { oneOnOne: key } },
      { collection: 'oneOnOne', scope: PAIR, fields: { refKey: key, dealName: 'Orrin' } },
      { collection: 'oneOnOneLine', scope: PAIR, fields: { refKey: key } },
    ]);
    // It has no rhythm.
    expect(await device.rows('rhythm')).toEqual([]);
  });
  it('a change of the step names no skill, so that it resets none', () => {
    const input = oneOnOneMessages['oneOnOne.set'].in.parse({ ...session, step: 'each' });
    expect(Object.keys(input as object)).not.toContain('gap');
  });
  it('a session is led by the manager, and everybody writes in it', async () => {
    const [dana, tomas] = [await openDevice('dana'), await openDevice('tomas')];
    await dana.run('oneOnOne.begin', { ...session, to: null });
    await dana.run('oneOnOne.set', { ...session, gap: 'value' });
    expect(await dana.rows('oneOnOne')).toMatchObject([
      { scope: 't:north', fields: { gap: 'value' } },
    ]);
    await expect(tomas.run('oneOnOne.begin', { ...session, to: null })).rejects.toMatchObject(
      refused,
    );
    await expect(tomas.run('oneOnOne.set', { ...session, gap: 'value' })).rejects.toMatchObject(
      refused,
    );
    await tomas.run('line.save', { ...line, ...session, part: 'trial' });
    expect(await tomas.rows('oneOnOneLine')).toMatchObject([
      { scope: 't:north', fields: { author: 'tomas' } },
    ]);
    const own = { ...agreement.commitment, owner: 'tomas' };
    await tomas.run('oneOnOne.agree', { ...session, line: 'l1', commitment: own });
    expect(await tomas.rows('commitment')).toMatchObject([{ scope: 't:north' }]);
    await expect(
      tomas.run('oneOnOne.agree', {
        ...session,
        line: null,
        commitment: { ...own, owner: 'dana' },
      }),
    ).rejects.toMatchObject(refused);
  });
  it.each([
    ['a session of a pair', { ...session, pair: PAIR }],
    ['a review of a team', { ...session, format: 'review' as const }],
    ['a one-on-one of a team', { pair: 't:north', slot: SLOT }],
    ['a session of another team', { ...session, pair: 't:south' }],
  ])('%s does not exist', async (_, other) => {
    for (const user of ['dana', 'tomas'] as const) {
      const device = await openDevice(user);
      await expect(device.run('oneOnOne.set', { ...other, step: 'gap' })).rejects.toMatchObject(
        refused,
      );
      await expect(device.run('line.save', { ...line, ...other })).rejects.toMatchObject(refused);
    }
  });
});
