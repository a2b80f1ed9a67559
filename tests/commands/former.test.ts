// Rows of a record whose system 0.1.0 knew by a shortened name: commands find and replace them.

import { describe, expect, it } from 'vitest';
import { affectedBy } from '../../lib/commands/affected.ts';
import { type CollectionName, OWNER_FACT, refKey } from '../../lib/model/index.ts';
import {
  accessLogOf,
  draftOf,
  draftsOf,
  recordRows,
  rowsOn,
  seenVisits,
} from '../../lib/store/index.ts';
import { answerOf, checksOf, movedOf, typedOf, unreadOf } from '../../lib/view/record.ts';
import { note } from '../helpers/note.ts';
import { type Device, openDevice } from './device.ts';
import { cases } from './inputs.ts';

const ref = { crm: 'dynamics', tenant: 'acme.crm4.dynamics.com', object: 'deal', id: '7' } as const;
const KEY = refKey(ref);
const FORMER = refKey({ ...ref, tenant: 'acme' });
const PAIR = 'p:dana:tomas';
const OWN = 'u:tomas';

/** A row of 0.1.0 that the server has. */
async function former(
  { db }: Device,
  collection: CollectionName,
  id: string,
  fields: object,
  scope = OWN,
): Promise<void> {
  const by = { author: 'tomas', at: 1 };
  await db.rows.put({
    ...{ id, collection, scope, deleted: false, rev: 1, version: 1, pending: 0 },
    ...{ refKey: FORMER, serverCopy: null, fields: { ...by, ...fields, refKey: FORMER } },
  });
}
const visit = { name: 'Marlow', stage: 'Proposal', amount: 1, currency: 'EUR', closeDate: null };
const snapshot = { ...visit, owner: 'Tomas', status: 'open', nextStep: null };

describe('rows under the key of 0.1.0', () => {
  it('are replaced by a new value', async () => {
    const device = await openDevice('tomas');
    const { db } = device;
    await former(device, 'typedFact', 'a', { field: 'nextStep', value: 'old' });
    await former(device, 'checkItem', 'b', { playbook: 'p', item: 'i', done: true, evidence: 'e' });
    await former(device, 'dealPlaybook', 'c', { playbook: 'p', version: 1 });
    await former(device, 'typedFact', 'd', { field: OWNER_FACT, value: 'dana' });
    await device.run('fact.type', { refKey: KEY, field: 'nextStep', value: 'new' });
    await device.run('identity.owner', { refKey: KEY, rep: 'tomas' });
    await device.run('check.set', {
      ...{ refKey: KEY, playbook: 'p', item: 'i', done: false, evidence: '' },
    });
    await device.run('playbook.move', { refKey: KEY, playbook: 'p', version: 2 });
    const { facts, checks, moved } = await recordRows(db, KEY);
    const typed = new Map(typedOf(facts).map(({ field, value }) => [field, value]));
    expect(typed.get('nextStep')).toBe('new');
    expect(typed.size).toBe(2);
    expect(answerOf(facts, 'tomas')).toBe('tomas');
    expect(checksOf(checks).map(({ done }) => done)).toEqual([false]);
    expect(movedOf(moved).map(({ version }) => version)).toEqual([2]);
  });

  it('are not written again with the value that they have', async () => {
    const device = await openDevice('tomas');
    await former(device, 'typedFact', 'a', { field: 'nextStep', value: 'same' });
    await device.run('fact.type', { refKey: KEY, field: 'nextStep', value: 'same' });
    expect(await device.rows('typedFact')).toHaveLength(1);
  });

  it('belong to no other record', async () => {
    const device = await openDevice('tomas');
    await former(device, 'typedFact', 'a', { field: 'nextStep', value: 'old' });
    const other = refKey({ ...ref, tenant: 'other.crm4.dynamics.com' });
    expect(await rowsOn(device.db, 'typedFact', other)).toEqual([]);
    expect((await rowsOn(device.db, 'typedFact', KEY)).map((row) => row.fields.refKey)).toEqual([
      KEY,
    ]);
    expect((await device.db.rows.get('a'))?.fields.refKey).toBe(FORMER);
  });

  it('are notes that are marked read once, and whose mark moves with them', async () => {
    const device = await openDevice('tomas');
    const text = { ...note('dana', 'Ask them', { ref }), createdAt: 1 };
    await former(device, 'note', 'n', text, PAIR);
    await former(device, 'note', 'm', { ...text, text: 'Read already' }, PAIR);
    await former(device, 'readMark', 'r', { parent: 'm' }, PAIR);
    await device.run('note.read', { refKey: KEY, ids: ['n', 'm'] });
    const marks = await device.rows('readMark');
    expect(marks.map(({ fields }) => fields.parent).sort()).toEqual(['m', 'n']);
    expect(marks.map((row) => row.refKey)).toEqual([FORMER, FORMER]);
    expect(unreadOf(await recordRows(device.db, KEY), 'tomas')).toEqual([]);
  });

  it('are shown questions that are counted on', async () => {
    const device = await openDevice('tomas');
    const shown = { signal: 's', fingerprint: 'f', kind: 'process', before: null, editedBy: null };
    await former(device, 'promptShown', 'p', { ...shown, days: 4, last: 1 });
    const items = [{ signal: 's', fingerprint: 'f', kind: 'process' as const }];
    await device.run('prompt.shown', { refKey: KEY, items });
    const rows = await recordRows(device.db, KEY);
    expect(rows.shown.map(({ fields }) => fields.days)).toEqual([5]);
    device.now += 86_400_000;
    await device.run('prompt.shown', { refKey: KEY, items });
    expect((await recordRows(device.db, KEY)).shown.map(({ fields }) => fields.days)).toEqual([6]);
  });

  it('are visits that a reading is later than, and the first one', async () => {
    const device = await openDevice('tomas');
    await former(device, 'dealSnapshot', 'v', snapshot, PAIR);
    expect(await seenVisits(device.db, KEY)).toEqual({ version: 1, current: 'v' });
    for (let index = 0; index < 300; index += 1)
      await device.db.rows.put({
        ...{ id: `w${index}`, collection: 'dealSnapshot', scope: PAIR, deleted: false, rev: 1 },
        ...{ version: 2 + index, pending: 0, refKey: KEY, serverCopy: null },
        fields: { ...snapshot, refKey: KEY, author: 'tomas', at: 2 },
      });
    const { snapshots } = await recordRows(device.db, KEY);
    expect(snapshots[0]?.id).toBe('v');
  });

  it('name the record in the access log', async () => {
    const device = await openDevice('dana');
    const text = note('tomas', 'For Dana', { ref, recordName: 'Marlow' });
    await former(device, 'note', 'n', text, PAIR);
    await device.run('note.opened', { refKey: KEY });
    const { entries } = await accessLogOf(device.db, 'tomas');
    expect(entries.map(({ name, fields }) => [name, fields.refKey])).toEqual([['Marlow', KEY]]);
  });

  it('concern the tabs and the summary that have the record under its key of today', async () => {
    const device = await openDevice('tomas');
    const { db } = device;
    await former(device, 'commitment', 'c', {
      ...{ text: 'Send it', owner: 'tomas', due: '2026-12-01', state: 'open', settledAt: null },
    });
    await db.summaries.put({ key: KEY, visits: 1 } as never);
    const others = { ...ref, tenant: 'other.crm4.dynamics.com' };
    await db.summaries.put({ key: refKey(others), visits: 1 } as never);
    const view = { ref, refKey: KEY, navigation: { document: 'd', number: 1 }, state: 'ready' };
    await db.views.bulkPut([
      { ...view, tabId: 1 } as never,
      { ...view, tabId: 2, ref: others, refKey: refKey(others) } as never,
      { ...view, tabId: 3, ref: null, refKey: null } as never,
    ]);
    await device.run('commitment.setState', { id: 'c', state: 'kept' });
    const rows = await device.rows('commitment');
    expect(rows.map((row) => row.refKey)).toEqual([FORMER]);
    const { tabs, deals } = await affectedBy(db, rows);
    expect([tabs, deals.includes(KEY), deals.includes(refKey(others))]).toEqual([[1], true, false]);
    const marks = await db.summaries.toArray();
    expect(marks.map(({ key, visits }) => [key === KEY, visits])).toEqual([
      [true, -1],
      [false, 1],
    ]);
    expect((await affectedBy(db, [{ collection: 'prompt', refKey: '' }])).tabs).toEqual([1, 2]);
  });
});

describe('a draft under the key of 0.1.0', () => {
  const draft = { text: 'Half a thought', audience: null, at: 1 };
  const restored = async ({ db }: Device) => [
    (await draftOf(db, `${KEY}#note`))?.text,
    (await draftsOf(db, `${KEY}#`)).map(({ key }) => key),
  ];
  const stored = async () => {
    const device = await openDevice('tomas');
    await device.db.drafts.put({ ...draft, key: `${FORMER}#note` });
    return device;
  };
  it('is found under the key of today, and not on another record', async () => {
    const device = await stored();
    expect(await restored(device)).toEqual(['Half a thought', [`${KEY}#note`]]);
    const other = refKey({ ...ref, tenant: 'other.crm4.dynamics.com' });
    expect(await draftOf(device.db, `${other}#note`)).toBeUndefined();
  });
  it('is replaced by what is typed next, and gone when that is deleted', async () => {
    const device = await stored();
    const keep = (text: string) =>
      device.run('draft.keep', { ...cases['draft.keep'].input, key: `${KEY}#note`, text });
    await keep('A whole thought');
    expect(await restored(device)).toEqual(['A whole thought', [`${KEY}#note`]]);
    expect(await device.db.drafts.count()).toBe(1);
    await keep('');
    expect(await restored(device)).toEqual([undefined, []]);
  });
  it('is gone when its text was saved', async () => {
    const device = await stored();
    const { input } = cases['note.save'];
    await device.run('note.save', { ...input, audience: 'private', draft: `${KEY}#note` });
    expect(await device.db.drafts.count()).toBe(0);
  });
});
