import { describe, expect, it } from 'vitest';
import { adoptLocalRows } from '../../lib/commands/adopt.ts';
import { keyedId } from '../../lib/model/index.ts';
import { currentOf, type Row, SHARES } from '../../lib/store/index.ts';
import { counted } from '../helpers/counted.ts';
import { NOON } from '../helpers/deals.ts';
import { type Device, KEY, openDevice } from './device.ts';
import { cases } from './inputs.ts';

const DAY = 86_400_000;
const { profile } = cases['profile.save'].input;
const { settings } = cases['settings.coaching'].input;
const check = cases['check.set'].input;
const shown = cases['prompt.shown'].input;

const live = async (device: Device, collection: string) =>
  (await device.rows(collection)).filter((row) => !row.deleted);

/** Another device's row of the same key, as a pull stores it. */
async function pulled(
  device: Device,
  row: Row,
  fields: Row['fields'],
  version: number,
): Promise<void> {
  const serverCopy = { scope: row.scope, deleted: false, fields, version, rev: 1 };
  await device.db.rows.put({ ...row, fields, version, rev: 1, pending: 0, serverCopy });
}

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

  it('a vote that was taken back is none, and can be given again', async () => {
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
  it('from before there was an account is taken back with the organisation’s', async () => {
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

describe('a new focus', () => {
  it('is sent with `agreedBy`: the previous agreement was for another focus', async () => {
    const device = await openDevice('tomas');
    const mine = { ...profile, member: 'tomas', focus: 'closing' as const, agreedBy: null };
    await device.run('profile.save', { profile: mine, from: null });
    device.now += 1;
    await device.run('profile.save', { profile: { ...mine, focus: 'planning' }, from: mine });
    expect((await device.db.outbox.toArray()).at(-1)?.patch).toMatchObject({
      focus: 'planning',
      agreedBy: null,
    });
  });
});

describe('a device’s clock', () => {
  it('a month ahead does not freeze what others change', async () => {
    const device = await openDevice('dana');
    await device.run('settings.coaching', { settings, from: null });
    const [row] = await device.rows('coachingSettings');
    if (!row) throw new Error('nothing was saved');
    const ahead = { ...row.fields, limits: { quiet: 60 }, at: NOON + 30 * DAY, editedBy: 'ada' };
    await pulled(device, row, ahead, 5);
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
    await pulled(device, pair, pair.fields, 3);
    await device.db.rows.put(privately('2', 5));
    await device.run('fact.type', fact);
    expect(currentOf(await device.rows('typedFact'))?.fields.value).toBe('1');
    await device.run('fact.type', fact);
    expect(await device.db.outbox.count()).toBe(2);
  });
});

describe('a profile that lies in another pair', () => {
  it('is copied into the pair of the person who saves, without the agreement', async () => {
    const device = await openDevice('tomas');
    const former = {
      ...profile,
      agreedBy: 'nora',
      gaps: { value: 1 },
      strengths: ['planning' as const],
    };
    const id = keyedId('acme', 'p:nora:tomas', 'profile', ['tomas']);
    const fields = { ...former, refKey: '', author: 'tomas', editedBy: null, at: 1 };
    await device.db.rows.put({
      id,
      collection: 'profile',
      scope: 'p:nora:tomas',
      deleted: false,
      fields,
      refKey: '',
      rev: 1,
      version: 4,
      pending: 0,
      serverCopy: null,
    });
    await device.run('profile.save', { profile: { ...former, gaps: { value: 2 } }, from: former });
    const row = currentOf(await device.rows('profile'));
    expect(row).toMatchObject({
      scope: 'p:dana:tomas',
      fields: { focus: 'closing', agreedBy: null, gaps: { value: 2 }, strengths: ['planning'] },
    });
  });
});

describe('concurrent changes of agreement and focus', () => {
  const mine = { ...profile, member: 'tomas', focus: 'closing' as const, agreedBy: null };
  /** The other person's change, between display and click. */
  const meanwhile = async (device: Device, fields: Row['fields']) => {
    const row = currentOf(await device.rows('profile'));
    if (!row) throw new Error('nothing was saved');
    await pulled(device, row, { ...row.fields, ...fields }, 7);
  };

  it('a new focus is not agreed, even if the previous one was agreed just before', async () => {
    const device = await openDevice('tomas');
    await device.run('profile.save', { profile: mine, from: null });
    await meanwhile(device, { agreedBy: 'dana' });
    await device.run('profile.save', { profile: { ...mine, focus: 'planning' }, from: mine });
    expect(currentOf(await device.rows('profile'))?.fields).toMatchObject({
      focus: 'planning',
      agreedBy: null,
    });
  });

  it('agreeing to a focus that was changed since it was shown fails with “changed”', async () => {
    const device = await openDevice('dana');
    await device.run('profile.save', { profile: mine, from: null });
    await meanwhile(device, { focus: 'planning' });
    const agree = { profile: { ...mine, agreedBy: 'dana' }, from: mine };
    await expect(device.run('profile.save', agree)).rejects.toMatchObject({ code: 'changed' });
    const shown = { ...mine, focus: 'planning' as const };
    await device.run('profile.save', { profile: { ...shown, agreedBy: 'dana' }, from: shown });
    expect(currentOf(await device.rows('profile'))?.fields.agreedBy).toBe('dana');
  });

  it('another gap changes what is on screen, and brings no older focus back', async () => {
    const device = await openDevice('tomas');
    await device.run('profile.save', { profile: mine, from: null });
    await meanwhile(device, { agreedBy: 'dana' });
    // Written later, with a former manager: it is the current row, which the page shows.
    const counts = { ...mine, focus: 'value' as const, agreedBy: 'nora', gaps: { value: 1 } };
    const fields = { ...counts, refKey: '', author: 'tomas', editedBy: null, at: 1 };
    const id = keyedId('acme', 'p:nora:tomas', 'profile', ['tomas']);
    await device.db.rows.put({
      ...{ id, collection: 'profile', scope: 'p:nora:tomas', deleted: false, fields },
      ...{ refKey: '', rev: 1, version: 9, pending: 0, serverCopy: null },
    });
    await device.run('profile.save', {
      profile: { ...counts, gaps: { value: 2 } },
      from: counts,
    });
    expect(currentOf(await device.rows('profile'))).toMatchObject({
      scope: 'p:dana:tomas',
      fields: { focus: 'value', agreedBy: null, gaps: { value: 2 } },
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

describe('a value that the account has already is not overwritten', () => {
  const own = { ...profile, member: 'local' };

  it('when rows written signed out are taken in', async () => {
    const [local, account] = [await openDevice('local'), await openDevice('dana')];
    await local.run('profile.save', { profile: { ...own, focus: 'value' }, from: null });
    await local.run('check.set', check);
    await local.run('self.save', { approval: 1, rejection: 1, control: 1 });
    await account.run('profile.save', { profile: { ...profile, member: 'dana' }, from: null });
    const deps = { now: NOON, ids: counted().ids };
    const { rows } = await adoptLocalRows({ local: local.db, db: account.db, user: 'dana' }, deps);
    expect(rows.map((row) => row.collection)).toEqual(['checkItem']);
    expect(rows[0]).toMatchObject({
      id: keyedId('acme', 'u:dana', 'checkItem', [KEY, 'p1', 'i']),
      fields: { author: 'dana', done: true },
    });
    expect((await account.rows('profile')).map(({ fields }) => fields.focus)).toEqual(['closing']);
    expect(await account.db.selfViews.toArray()).toEqual([
      { user: 'dana', approval: 1, rejection: 1, control: 1 },
    ]);
    // The account has another focus: the one chosen while signed out stays in the local database.
    expect((await local.rows()).map(({ fields }) => fields.focus)).toEqual(['value']);
    expect(await local.db.selfViews.count()).toBe(0);
  });

  it('when a file is imported; of a key that it names twice the latest is taken', async () => {
    const device = await openDevice('tomas');
    const fact = (field: string, value: string, at: number) => ({
      refKey: KEY,
      field,
      value,
      author: 'local',
      at,
    });
    await device.run('identity.owner', { refKey: KEY, rep: 'tomas' });
    const rows = [
      { id: 'f1', collection: 'typedFact', fields: fact('member', 'mika', 1) },
      { id: 'f2', collection: 'typedFact', fields: fact('amount', 'old', 1) },
      { id: 'f3', collection: 'typedFact', fields: fact('amount', 'new', 2) },
      { id: 'p1', collection: 'profile', fields: { ...own, refKey: '', author: 'local', at: 1 } },
      {
        id: 'p2',
        collection: 'profile',
        fields: { ...own, member: 'mika', refKey: '', author: 'tomas', at: 1 },
      },
    ];
    expect(await device.run('data.import', { rows })).toEqual({ taken: 2, known: 2, refused: 1 });
    const facts = (await device.rows('typedFact')).map(({ scope, fields }) => [
      scope,
      fields.value,
    ]);
    expect(facts.sort()).toEqual([
      ['u:tomas', 'new'],
      ['u:tomas', 'tomas'],
    ]);
    expect((await device.rows('profile'))[0]?.fields.member).toBe('tomas');
    expect(await device.run('data.import', { rows })).toEqual({ taken: 0, known: 4, refused: 1 });
  });
});

it('an imported profile of one’s own has no values that another person set', async () => {
  const device = await openDevice('tomas');
  const fields = { ...profile, member: 'tomas', agreedBy: 'dana', editedBy: 'dana', refKey: '' };
  const rows = [{ id: 'p1', collection: 'profile', fields: { ...fields, author: 'tomas', at: 1 } }];
  expect(await device.run('data.import', { rows })).toEqual({ taken: 1, known: 0, refused: 0 });
  expect((await device.rows('profile'))[0]?.fields).toMatchObject({
    focus: 'closing',
    agreedBy: null,
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
