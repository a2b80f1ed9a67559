import 'fake-indexeddb/auto';
import { liveQuery } from 'dexie';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { exportJson } from '../../components/data/exports.ts';
import { readInParts, wordReader } from '../../lib/coaching/evidence/read.ts';
import { saysOf, writtenInRecord } from '../../lib/coaching/index.ts';
import { keepReading } from '../../lib/commands/keepReading.ts';
import { readOldTexts, textsOf, warmWords } from '../../lib/commands/texts.ts';
import { type CrmRecord, refKey, type StoredSays } from '../../lib/model/index.ts';
import { type Row, SidelineDb } from '../../lib/store/index.ts';
import { applyPull, eraseStore, keepRecord, saysBeside, write } from '../../lib/store/write.ts';
import { loadRecord, loadShared } from '../../lib/view/load.ts';
import { orgView } from '../../lib/view/org.ts';
import { viewOf } from '../../lib/view/record.ts';
import { counted } from '../helpers/counted.ts';
import { deal, ms, NOON, now } from '../helpers/deals.ts';

const KEY = refKey(deal().ref);
const FREEZE = 'They have a hiring freeze and layoffs until spring.';
const PLAIN = 'We spoke about the weather.';
const { ids, next } = counted();
let name: string;
/** The database as the background opens it, and as a page does. */
let db: SidelineDb;
let page: SidelineDb;
beforeEach(() => {
  name = `says-${next()}`;
  db = new SidelineDb(name, { indexedDB, IDBKeyRange });
  db.use(saysBeside(textsOf));
  page = new SidelineDb(name, { indexedDB, IDBKeyRange });
});

const note = (text: string) => ({
  ref: deal().ref,
  refKey: KEY,
  recordName: 'Deal',
  text,
  author: 'local',
  createdAt: ms(-1),
  editedAt: null,
  editedBy: null,
  audience: 'private',
  kind: 'note',
  prompt: null,
  conflicts: [],
});
const saved = (text: string, rowId = ids.next()) =>
  write(db, [{ op: 'create', collection: 'note', rowId, scope: 'u:local', patch: note(text) }], {
    now: NOON,
    ids,
  }).then(() => rowId);
const said = (stored: { says?: StoredSays } | undefined) =>
  stored?.says?.texts.flatMap((text) => text.said.map(({ kind }) => kind));
const mail = (subject: string) => {
  const received = { id: 'm', kind: 'email', subject, state: 'done', at: ms(-2), due: null };
  return deal({ activities: [{ ...received, contactId: null, direction: 'in', from: null }] });
};

/** What the panel shows, from a page's own connection. */
async function asked(): Promise<string[]> {
  const { viewer, links, org } = await loadShared(page);
  const shared = { viewer, links, org: orgView(org, [], false) };
  const view = viewOf(await loadRecord(page, deal().ref), shared, now, () => null);
  return view.coaching?.triggered.map(({ signal }) => signal) ?? [];
}
/** Stores a text the way an older build did. */
async function asBefore(texts: () => Promise<unknown>): Promise<void> {
  await texts();
  const forget = (value: { says?: StoredSays }) => {
    delete value.says;
  };
  await page.rows.toCollection().modify(forget);
  await page.records.toCollection().modify(forget);
}

describe('what a text says is stored with it', () => {
  it('for a note, and again when the note changes', async () => {
    const rowId = await saved(FREEZE);
    expect(said(await page.rows.get(rowId))).toEqual(['trouble']);
    await write(db, [{ op: 'patch', collection: 'note', rowId, patch: { text: PLAIN } }], {
      now: NOON,
      ids,
    });
    expect(said(await page.rows.get(rowId))).toEqual([]);
  });
  it('for a note of somebody else that arrives', async () => {
    const fields = note(FREEZE);
    const row = { id: 'theirs', collection: 'note', scope: 'u:local', version: 1, rev: 1 };
    await applyPull(db, {
      rows: [{ ...row, deleted: false, schema: 1, fields }],
      gone: [],
      dropScopes: [],
      cursors: { 'u:local': 'e:1' },
    });
    expect(said(await page.rows.get('theirs'))).toEqual(['trouble']);
  });
  it('for a reading, and again when another one replaces it', async () => {
    await keepRecord(db, mail(FREEZE), NOON);
    expect(said(await page.records.get(KEY))).toEqual(['trouble']);
    expect(await asked()).toContain('badNews');
    await keepRecord(db, mail(PLAIN), NOON + 1);
    expect(said(await page.records.get(KEY))).toEqual([]);
    expect(await asked()).not.toContain('badNews');
  });
  it('so that a page in another tab never sees one without the other', async () => {
    const seen: (readonly string[] | undefined)[] = [];
    const watched = liveQuery(async () => (await page.rows.toArray()).map(said));
    await new Promise<void>((done, fail) => {
      watched.subscribe((rows) => {
        seen.push(...(rows as string[][]));
        if (seen.length > 0) done();
      }, fail);
      saved(FREEZE).catch(fail);
    });
    expect(seen).toEqual([['trouble']]);
  });
  it('and a text is stored also where it cannot be read', async () => {
    const broken = new SidelineDb(`${name}-broken`, { indexedDB, IDBKeyRange });
    const fail = () => {
      throw new Error('no words');
    };
    broken.use(saysBeside({ row: fail, record: fail }));
    await keepRecord(broken, mail(FREEZE), NOON);
    const { record, says } = (await broken.records.get(KEY)) ?? {};
    expect([record, says]).toEqual([mail(FREEZE), undefined]);
  });
});

describe('a reading is read before it is stored', () => {
  const subjects = [
    FREEZE,
    PLAIN,
    'Ruth will ask finance about the budget next week.',
    '',
    'Re: 2',
  ];
  const withMails = (list: readonly string[], nextStep: string | null) => {
    const activities = list.map((subject, index) => ({
      ...{ id: `m${index}`, kind: 'email', subject, state: 'done', at: ms(-2), due: null },
      ...{ contactId: null, direction: index % 2 === 0 ? 'in' : 'out', from: null },
    }));
    return deal({ activities, nextStep });
  };
  const wordsOf = (record: CrmRecord) => {
    const { texts, steps } = saysOf(writtenInRecord(record), wordReader);
    return texts.length + steps.length === 0 ? undefined : { texts, steps };
  };
  const keep = (record: CrmRecord, now: number, pause = async () => {}) =>
    keepReading(db, record, {
      ...{ now, ids, href: null, pause },
      report: (error) => {
        throw error;
      },
    });

  it('with the same result, whatever of it was stored before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.subarray(subjects), fc.constantFrom(null, 'Call Ruth', FREEZE)), {
          minLength: 1,
          maxLength: 4,
        }),
        async (readings) => {
          await db.records.clear();
          for (const [index, [list, step]] of readings.entries()) {
            const record = withMails(list, step);
            await keep(record, NOON + index);
            const { says } = (await db.records.get(KEY)) ?? {};
            expect(says && { texts: says.texts, steps: says.steps }).toEqual(wordsOf(record));
          }
        },
      ),
      { seed: 17, numRuns: 40 },
    );
  });

  it('and no text while the database waits', async () => {
    let running = 0;
    const counting = new SidelineDb(`${name}-counting`, { indexedDB, IDBKeyRange });
    counting.use(
      saysBeside({
        ...textsOf,
        record(record) {
          running += 1;
          return textsOf.record(record);
        },
      }),
    );
    const pauses: number[] = [];
    const record = withMails(subjects, 'Call Ruth');
    await keepReading(counting, record, {
      ...{ now: NOON, ids, href: null, report: () => {} },
      yieldToOthers: async () => void pauses.push(running),
    });
    // Every text has its pause, all of them before the record is stored.
    expect(pauses).toEqual([0, 0, 0, 0, 0, 0]);
    expect(running).toBe(1);
  });
});

it('word lists are made in parts, one kind after the other', async () => {
  let pauses = 0;
  await warmWords(async () => {
    pauses += 1;
  });
  expect(pauses).toBeGreaterThan(20);
  const text = { text: FREEZE, from: 'note' as const, by: 'us' as const };
  const parts = [...readInParts(text)];
  expect(parts.length).toBeGreaterThan(20);
  expect(wordReader.text(text).said.map(({ kind }) => kind)).toEqual(['trouble']);
});

describe('what a text says is as private as the text', () => {
  it('is not in a change that is sent, nor in an export', async () => {
    await saved(FREEZE);
    await keepRecord(db, mail(FREEZE), NOON);
    expect(JSON.stringify(await db.outbox.toArray())).not.toContain('"says"');
    expect(await exportJson(page, 'tomas', NOON)).not.toContain('"says"');
  });
  it('leaves with a deleted note', async () => {
    const rowId = await saved(FREEZE);
    await write(db, [{ op: 'delete', collection: 'note', rowId, patch: {} }], { now: NOON, ids });
    expect(said(await page.rows.get(rowId))).toBeUndefined();
  });
  it('leaves with the account', async () => {
    await saved(FREEZE);
    await keepRecord(db, mail(FREEZE), NOON);
    await (await eraseStore(db)).deleted;
    const again = new SidelineDb(name, { indexedDB, IDBKeyRange });
    expect([await again.rows.count(), await again.records.count()]).toEqual([0, 0]);
  });
});

describe('a text of an older build', () => {
  const both = async () => {
    await saved('Please tell Ruth: reopen the topic of the price, we have not discussed it yet.');
    await keepRecord(db, mail(FREEZE), NOON);
  };
  it('gives the same questions before and after the background has read it', async () => {
    await asBefore(both);
    const before = await asked();
    expect(before).toContain('badNews');
    await readOldTexts(db);
    expect(said(await page.records.get(KEY))).toEqual(['trouble']);
    expect(await asked()).toEqual(before);
  });
  it('is read again where other words read it', async () => {
    await both();
    const old = { version: 'old', texts: [], steps: [] } as never;
    await page.records.toCollection().modify({ says: old });
    await page.rows.toCollection().modify({ says: old });
    expect(await asked()).toContain('badNews');
    await readOldTexts(db);
    const rows: Row[] = await page.rows.toArray();
    expect(rows.map((row) => row.says?.version)).toEqual([textsOf.row(rows[0] as Row)?.version]);
    expect(said(await page.records.get(KEY))).toEqual(['trouble']);
  });
  it('is looked for once', async () => {
    await asBefore(both);
    await readOldTexts(db);
    await asBefore(async () => {});
    await readOldTexts(db);
    expect(said(await page.records.get(KEY))).toBeUndefined();
  });
});

it('a next step of a visit and a typed one are read like that of a reading', () => {
  const fields = { field: 'nextStep', value: ' Await feedback ', nextStep: 'Call on 3 December' };
  const row = { deleted: false, fields };
  const steps = (collection: string) => textsOf.row({ ...row, collection })?.steps;
  expect(steps('typedFact')).toEqual([wordReader.step('Await feedback')]);
  expect(steps('dealSnapshot')).toEqual([wordReader.step('Call on 3 December')]);
  expect(steps('reply')).toBeUndefined();
});
