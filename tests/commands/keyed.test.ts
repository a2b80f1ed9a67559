// Keyed rows: a key has one row, whatever writes it, and only what was set is sent.

import { describe, expect, it } from 'vitest';
import { keyedId } from '../../lib/model/index.ts';
import { SHARES } from '../../lib/store/index.ts';
import { counted } from '../helpers/counted.ts';
import { NOON } from '../helpers/deals.ts';
import { KEY, openDevice } from './device.ts';
import { check, DAY, live, profile, settings, shown } from './keyedRows.ts';

describe('keyed rows', () => {
  it('the same command twice at once, in two tabs, makes one row', async () => {
    const device = await openDevice('dana');
    const twice = <T>(run: () => Promise<T>) => Promise.all([run(), run()]);
    await twice(() => device.run('suggestion.vote', { suggestion: 's1', on: true }));
    await twice(() => device.run('profile.save', { profile, from: null }));
    await twice(() => device.run('prompt.shown', shown));
    await twice(() => device.run('settings.coaching', { settings, from: null }));
    await twice(() => device.run('check.set', check));
    for (const collection of ['vote', 'profile', 'promptShown', 'coachingSettings', 'checkItem']) {
      expect(await live(device, collection), collection).toHaveLength(1);
    }
    expect(await device.db.outbox.count()).toBe(5);
  });

  it('two tabs save different things at once, and both are there', async () => {
    const device = await openDevice('dana');
    await device.run('settings.coaching', { settings, from: null });
    await Promise.all([
      device.run('settings.coaching', {
        settings: { ...settings, limits: { quiet: 9 } },
        from: settings,
      }),
      device.run('settings.coaching', { settings: { ...settings, off: ['won'] }, from: settings }),
    ]);
    const [row] = await device.rows('coachingSettings');
    expect(row?.fields).toMatchObject({ limits: { quiet: 9 }, off: ['won'], editedBy: 'dana' });
  });

  it('its id follows from organisation, scope and key, on each device', async () => {
    const [dana, tomas] = [await openDevice('dana'), await openDevice('tomas')];
    for (const device of [dana, tomas]) await device.run('check.set', check);
    const id = keyedId('acme', 'p:dana:tomas', 'checkItem', [KEY, 'p1', 'i']);
    for (const device of [dana, tomas]) expect((await device.rows('checkItem'))[0]?.id).toBe(id);
  });

  it('limits that are saved again and again are one row', async () => {
    const device = await openDevice('dana');
    for (let quiet = 1; quiet <= 50; quiet++) {
      await device.run('settings.coaching', {
        settings: { ...settings, limits: { quiet } },
        from: null,
      });
    }
    expect(await device.rows('coachingSettings')).toHaveLength(1);
  });

  it('a vote that was withdrawn is none, and can be given again', async () => {
    const device = await openDevice('tomas');
    const vote = (on: boolean) => device.run('suggestion.vote', { suggestion: 's1', on });
    await vote(true);
    await vote(false);
    expect(await live(device, 'vote')).toEqual([]);
    await vote(true);
    expect((await live(device, 'vote'))[0]?.fields).toMatchObject({
      suggestion: 's1',
      author: 'tomas',
      at: NOON,
    });
    expect((await device.db.outbox.toArray()).map(({ op }) => op)).toEqual([
      'put',
      'delete',
      'put',
    ]);
  });
});

describe('a vote', () => {
  it('from before there was an account is withdrawn with the organisation’s', async () => {
    const device = await openDevice('tomas');
    await device.run('suggestion.vote', { suggestion: 's1', on: true });
    const [vote] = await device.rows('vote');
    if (!vote) throw new Error('nobody voted');
    const other = (scope: string, author: string) => ({
      ...vote,
      id: keyedId('acme', scope, 'vote', ['s1', author]),
      scope,
      fields: { ...vote.fields, author },
    });
    await device.db.rows.bulkPut([other('u:tomas', 'tomas'), other('o:acme', 'dana')]);
    await device.run('suggestion.vote', { suggestion: 's1', on: false });
    expect((await live(device, 'vote')).map(({ fields }) => fields.author)).toEqual(['dana']);
  });
});

describe('what is sent', () => {
  it('is what was set, the key, and what a row cannot be without', async () => {
    const device = await openDevice('dana');
    await device.run('settings.coaching', { settings, from: null });
    await device.run('playbook.move', { refKey: KEY, playbook: 'p1', version: 1 });
    device.now += 1;
    await device.run('settings.coaching', {
      settings: { ...settings, limits: { quiet: 7, stuck: 3 } },
      from: settings,
    });
    await device.run('playbook.move', { refKey: KEY, playbook: 'p1', version: 2 });
    const sent = (await device.db.outbox.toArray()).map(({ op, patch, lists, maps }) => ({
      op,
      patch,
      lists,
      maps,
    }));
    const [first, moved, second, again] = sent;
    const set = { quiet: 7 };
    expect(first).toEqual({
      op: 'put',
      patch: { author: 'dana', at: NOON },
      lists: { competitors: { add: ['Acme'], remove: [] } },
      maps: { limits: { set, remove: [] } },
    });
    expect(moved?.patch).toEqual({
      refKey: KEY,
      playbook: 'p1',
      version: 1,
      author: 'dana',
      at: NOON,
    });
    expect(second).toEqual({
      op: 'put',
      patch: { editedBy: 'dana', at: NOON + 1 },
      lists: undefined,
      maps: { limits: { set: { stuck: 3 }, remove: [] } },
    });
    expect(again?.patch).toEqual({
      refKey: KEY,
      playbook: 'p1',
      version: 2,
      editedBy: 'dana',
      at: NOON + 1,
    });
  });
});

describe('prompts on screen', () => {
  it('a record keeps as many as are read with it, the latest', async () => {
    const device = await openDevice('tomas');
    const most = SHARES.facts.promptShown;
    for (let day = 0; day < most + 3; day++) {
      device.now = NOON + day * DAY;
      await device.run('prompt.shown', {
        refKey: KEY,
        items: [{ signal: 'quiet', fingerprint: `quiet;${day}`, kind: 'process' }],
      });
    }
    const prints = (await live(device, 'promptShown')).map((row) => String(row.fields.fingerprint));
    expect(prints).toHaveLength(most);
    expect(prints).toContain(`quiet;${most + 2}`);
    expect(prints).not.toContain('quiet;0');
  });
});

describe('the private self-check', () => {
  it('is one row of this device, and waits for no server', async () => {
    const device = await openDevice('tomas');
    await device.run('self.save', { approval: 1, rejection: 2, control: 3 });
    await device.run('self.save', { approval: 4, rejection: 2, control: 3 });
    expect(await device.db.selfViews.toArray()).toEqual([
      { user: 'tomas', approval: 4, rejection: 2, control: 3 },
    ]);
    expect([await device.db.outbox.count(), await device.rows()]).toEqual([0, []]);
  });
});

describe('writes that a server would refuse', () => {
  it('a keyed row under another id, and an operation that is not the collection’s', async () => {
    const { write } = await import('../../lib/store/write.ts');
    const device = await openDevice('tomas');
    const { ids } = counted();
    const deps = { now: NOON, ids };
    const patch = { refKey: KEY, field: 'amount', value: '1', author: 'tomas', at: NOON };
    const typed = { collection: 'typedFact', scope: 'u:tomas', patch } as const;
    const rightId = keyedId('acme', 'u:tomas', 'typedFact', [KEY, 'amount']);
    await expect(
      write(device.db, [{ op: 'put', rowId: ids.next(), ...typed }], deps),
    ).rejects.toMatchObject({ code: 'invalid' });
    await expect(
      write(device.db, [{ op: 'create', rowId: rightId, ...typed }], deps),
    ).rejects.toMatchObject({ code: 'invalid' });
    const note = {
      op: 'put',
      collection: 'note',
      rowId: 'n1',
      scope: 'u:tomas',
      patch: {},
    } as const;
    await expect(write(device.db, [note], deps)).rejects.toMatchObject({ code: 'invalid' });
    expect(await device.rows()).toEqual([]);
  });
});
