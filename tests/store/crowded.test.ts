// F54, F55: whoever writes much for a team takes no place from what two people wrote to each other,
// and nobody else's marks decide what a person has read.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordRows, SHARES, SidelineDb, textRows } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { unreadOf } from '../../lib/view/record.ts';
import { noteFields } from '../helpers/panel.ts';
import { row } from '../helpers/rows.ts';
import { key } from '../helpers/sampleFields.ts';
import { meOf } from '../helpers/view.ts';

const PAIR = 'p:dana:tomas';
const TEAM = 't:north';
let db: SidelineDb;
beforeEach(async () => {
  db = new SidelineDb(`crowded-${Math.random()}`);
  await putMeta(db, 'me', meOf('tomas'));
});
afterEach(() => db.delete());

const note = (id: string, scope: string, author: string, version: number) => ({
  ...row('note', id, scope, { ...noteFields('x'), refKey: key, author }),
  version,
});
const mark = (id: string, parent: string, author: string, at = 1) =>
  row('readMark', id, TEAM, { refKey: key, parent, author, at });
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
/** Many rows of one person in the team, whose ids sort behind all others. */
const crowd = <T>(make: (id: string, index: number) => T) =>
  Array.from({ length: 1500 }, (_, index) => make(`zzzz-${String(index).padStart(5, '0')}`, index));

describe('notes on a record', () => {
  it('of a pair are there, however many a teammate has written, before or after', async () => {
    await db.rows.bulkPut([
      note('a', PAIR, 'dana', 1),
      ...crowd((id, index) => note(id, TEAM, 'jonas', index + 2)),
      note('b', PAIR, 'dana', 5000),
      note('c', TEAM, 'dana', 5001),
    ]);
    const { notes } = await textRows(db, key);
    expect(idsOf(notes)).toEqual(expect.arrayContaining(['a', 'b', 'c']));
    expect(notes).toHaveLength(SHARES.texts.note);
  });
  it('are the latest of the server in each scope, whatever their ids say', async () => {
    await db.rows.bulkPut([
      ...crowd((id, index) => note(id, TEAM, 'jonas', index + 1)),
      note('0', TEAM, 'dana', 9000),
    ]);
    expect(idsOf((await textRows(db, key)).notes)).toContain('0');
  });
  it('that were not sent yet are there', async () => {
    await db.rows.bulkPut([
      ...crowd((id, index) => note(id, TEAM, 'jonas', index + 1)),
      note('own', TEAM, 'tomas', 0),
    ]);
    expect(idsOf((await textRows(db, key)).notes)).toContain('own');
  });
  it('fill the whole share where there is one scope', async () => {
    await db.rows.bulkPut(crowd((id, index) => note(id, TEAM, 'jonas', index + 1)));
    const { notes } = await textRows(db, key);
    expect(notes).toHaveLength(SHARES.texts.note);
    expect(notes[0]?.version).toBe(1500 - SHARES.texts.note + 1);
  });
  it('and other rows are read in the same way', async () => {
    const commitment = { text: 'x', owner: 'dana', due: '2026-12-01', state: 'open' };
    const made = (id: string, scope: string, version: number) => ({
      ...row('commitment', id, scope, {
        ...{ refKey: key, ...commitment, settledAt: null, author: 'dana', at: version },
      }),
      version,
    });
    await db.rows.bulkPut([
      made('a', 'u:tomas', 1),
      ...crowd((id, index) => made(id, PAIR, index + 2)),
    ]);
    const { commitments } = await recordRows(db, key);
    expect(idsOf(commitments)).toContain('a');
    expect(commitments).toHaveLength(SHARES.facts.commitment);
  });
});

describe('what a person has read', () => {
  const unread = async () => idsOf(unreadOf(await textRows(db, key), 'tomas'));
  it('depends on the own marks, however many others there are', async () => {
    await db.rows.bulkPut([
      note('read', TEAM, 'dana', 1),
      note('unread', TEAM, 'dana', 2),
      note('of the pair', PAIR, 'dana', 3),
      mark('m', 'read', 'tomas'),
      ...crowd((id) => mark(id, 'unread', 'jonas', 9e12)),
    ]);
    expect((await unread()).toSorted()).toEqual(['of the pair', 'unread']);
  });
  it('shows who read an own note', async () => {
    await db.rows.bulkPut([note('own', TEAM, 'tomas', 1), mark('m', 'own', 'dana', 7)]);
    const { reads } = await textRows(db, key);
    expect(reads.map(({ fields }) => fields.at)).toEqual([7]);
  });
});
