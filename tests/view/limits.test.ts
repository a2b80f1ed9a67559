import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DBCore } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, describe, expect, it } from 'vitest';
import { summarise } from '../../lib/coaching/index.ts';
import { keyedId, known, ownerKey, refKey } from '../../lib/model/index.ts';
import {
  accessLogOf,
  cachedDeals,
  dealRows,
  dealVisits,
  draftsOf,
  LIMIT,
  recentRecords,
  SHARES,
  SidelineDb,
  waiting,
} from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import {
  loadFacts,
  loadLinks,
  loadLinksOf,
  loadNames,
  loadOrg,
  loadRepForSharing,
  loadSummaries,
  loadSync,
  loadTexts,
  loadViewer,
} from '../../lib/view/load.ts';
import { deal, facts, NOON } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';
import { prompt } from '../helpers/prompts.ts';
import { numbered, row } from '../helpers/rows.ts';
import { meOf } from '../helpers/view.ts';

const MANY = LIMIT + 100;
const record = deal();
const key = refKey(record.ref);
const owner = ownerKey(record.ref, 'Tomas Lindqvist');

const stage = {
  id: 's',
  name: 'S',
  seller: '',
  buyer: '',
  ask: [],
  exit: [],
  fields: [],
  guidance: '',
};
const playbook = { format: 1, name: 'p', method: '', summary: '', stages: [stage] };

/** Valid fields of each collection; rows about a record are about this one. */
const samples: Record<string, (index: number) => Record<string, unknown>> = {
  note: (at) => note('rep', `note ${at}`, { ref: record.ref, refKey: key, createdAt: at }),
  reply: (at) => ({
    refKey: key,
    parent: numbered('note', at),
    text: `reply ${at}`,
    author: 'rep',
    createdAt: at,
    editedAt: null,
    editedBy: null,
    conflicts: [],
  }),
  readMark: (at) => ({ refKey: key, parent: numbered('note', at), author: 'boss', at }),
  promptOutcome: (at) => ({
    refKey: key,
    signal: `s${at}`,
    fingerprint: '',
    outcome: 'snoozed',
    reason: null,
    author: 'boss',
    at,
  }),
  typedFact: (at) => ({ refKey: key, field: 'nextStep', value: `step ${at}`, author: 'boss', at }),
  dealSnapshot: (at) => ({
    refKey: key,
    name: null,
    at,
    stage: `stage ${at}`,
    amount: null,
    currency: null,
    closeDate: null,
    owner: null,
    status: null,
    nextStep: null,
  }),
  commitment: (at) => ({
    refKey: key,
    text: `commitment ${at}`,
    owner: 'rep',
    due: '2026-12-01',
    state: 'open',
    settledAt: null,
    author: 'rep',
    at,
  }),
  checkItem: (at) => ({
    refKey: key,
    playbook: 'p',
    item: `i${at}`,
    done: true,
    evidence: '',
    author: 'rep',
    at,
  }),
  dealPlaybook: (at) => ({ refKey: key, playbook: 'p', version: at + 1, author: 'rep', at }),
  promptShown: (at) => ({
    refKey: key,
    signal: `s${at}`,
    fingerprint: `s${at}`,
    days: 1,
    last: at,
    author: 'boss',
    at,
  }),
  crmIdentity: (at) => ({
    crm: 'espocrm',
    tenant: 't',
    crmUserId: `c${at}`,
    crmName: null,
    userId: `u${at}`,
    at,
  }),
  prompt: (at) => prompt({ name: `prompt ${at}`, at }),
  playbookVersion: (at) => ({
    refKey: '',
    playbook: 'p',
    version: at + 1,
    why: 'w',
    retired: false,
    takes: [],
    document: playbook,
    author: 'boss',
    at,
  }),
  stageMap: (at) => ({
    refKey: '',
    playbook: 'p',
    crm: 'espocrm',
    tenant: 't',
    stages: {},
    author: 'boss',
    at,
  }),
  coachingSettings: (at) => ({
    refKey: '',
    limits: { quiet: at },
    off: [],
    competitors: [],
    author: 'boss',
    at,
  }),
  profile: (at) => ({
    refKey: '',
    member: `u${at}`,
    focus: null,
    agreedBy: null,
    gaps: {},
    strengths: [],
    author: 'rep',
    at,
  }),
  suggestion: (at) => ({
    refKey: '',
    playbook: 'p',
    stage: 's',
    item: null,
    text: `suggestion ${at}`,
    state: 'open',
    answer: null,
    author: 'rep',
    at,
  }),
  vote: (at) => ({ refKey: '', suggestion: 's', author: `u${at}`, at }),
  opening: (at) => ({
    refKey: `espocrm/t/deal/${at}`,
    rep: 'rep',
    author: 'boss',
    at,
    how: 'panel',
  }),
  handover: (at) => ({
    refKey: '',
    rep: 'rep',
    from: 'old',
    to: 'boss',
    author: 'boss',
    at,
    notes: 1,
  }),
};

let db: SidelineDb;
let read = 0;

/** Counts every row that the database returns, by any kind of query. */
function counting(down: DBCore): DBCore {
  return {
    ...down,
    table(name) {
      const table = down.table(name);
      const counted = <T>(rows: T[]): T[] => {
        read += rows.filter((item) => item !== undefined).length;
        return rows;
      };
      return {
        ...table,
        get: (request) => table.get(request).then((found) => counted([found])[0]),
        getMany: (request) => table.getMany(request).then(counted),
        query: (request) =>
          table.query(request).then((found) => ({ ...found, result: counted(found.result) })),
        async openCursor(request) {
          const cursor = await table.openCursor(request);
          if (!cursor) return cursor;
          const start = cursor.start.bind(cursor);
          const value = {
            value: (onNext: () => void) =>
              start(() => {
                read += 1;
                onNext();
              }),
          };
          return Object.create(cursor, { start: value });
        },
      };
    },
  };
}

beforeAll(async () => {
  db = new SidelineDb('limits', { indexedDB: new IDBFactory(), IDBKeyRange });
  db.use({ stack: 'dbcore', name: 'counting', create: counting });
  const many = Array.from({ length: MANY }, (_, index) => index);
  for (const [collection, fields] of Object.entries(samples))
    await db.rows.bulkAdd(
      many.map((index) => ({
        ...row(collection, numbered(collection, index), 'p:boss:rep', fields(index)),
        ...(collection === 'note' ? { conflicted: 1 as const } : {}),
      })),
    );
  await db.records.bulkAdd(
    many.map((index) => ({
      key: index === 0 ? key : `espocrm/t/deal/x${index}`,
      record,
      at: index,
    })),
  );
  const known = summarise(key, facts(), [], null);
  await db.summaries.bulkAdd(
    many.map((index) => ({
      ...known,
      owner,
      key: numbered('espocrm/t/deal/', MANY - index),
      at: index,
    })),
  );
  const mutation = (index: number) => ({
    seq: index,
    id: numbered('m', index),
    op: 'patch' as const,
    collection: 'note',
    rowId: numbered('note', index),
    base: 0,
    patch: { text: 'x' },
    at: index,
  });
  await db.outbox.bulkAdd(many.map((index) => mutation(index + 1)));
  await db.refused.bulkAdd(
    many.map((index) => ({
      id: numbered('r', index),
      mutation: mutation(index),
      code: 'invalid',
      at: NOON,
    })),
  );
  await db.drafts.bulkAdd(
    many.map((index) => ({ key: numbered('d', index), text: 'x', audience: null, at: index })),
  );
});

/** The live queries of components, by function name. */
const live: Record<string, () => Promise<unknown>> = {
  loadFacts: () => loadFacts(db, key),
  loadTexts: () => loadTexts(db, key),
  loadSummaries: () => loadSummaries(db, owner),
  loadOrg: () => loadOrg(db),
  loadLinks: () => loadLinks(db),
  loadLinksOf: () =>
    loadLinksOf(
      db,
      Array.from({ length: MANY }, (_, index) => `u${index}`),
    ),
  loadViewer: () => loadViewer(db),
  loadNames: () => loadNames(db),
  loadSync: () => loadSync(db),
  waiting: () => waiting(db),
  recentRecords: () => recentRecords(db, 6),
  cachedDeals: () => cachedDeals(db),
  dealVisits: () => dealVisits(db),
  dealRows: () => dealRows(db),
  draftsOf: () => draftsOf(db, 'd'),
  accessLogOf: () => accessLogOf(db, 'rep'),
};
/** These read one row by its key. */
const SINGLE = ['tabView', 'getMeta'];

describe('no live query reads more than 1,000 rows in all', () => {
  it.each(Object.entries(live))('%s', async (name, run) => {
    read = 0;
    await run();
    expect(read).toBeLessThanOrEqual(LIMIT);
    // A full collection is read to some length, or nothing was counted.
    if (!['loadViewer', 'loadNames', 'recentRecords'].includes(name))
      expect(read).toBeGreaterThan(LIMIT / 2);
  });

  it('components run no other queries', () => {
    const files = readdirSync('components', { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    );
    const calls = files.flatMap((name) => {
      const source = readFileSync(join('components', name), 'utf8');
      const queries = [...source.matchAll(/useLiveQuery\(([\s\S]*?),\s*\[db/g)].map(
        ([, body = '']) => body,
      );
      expect(queries.length, `${name}: every live query is seen here`).toBe(
        source.split('useLiveQuery(').length - 1,
      );
      return queries.flatMap((body) =>
        [...body.matchAll(/(\w+)\(db\b/g)].map(([, called = '']) => called),
      );
    });
    expect(calls.length).toBeGreaterThan(12);
    expect(calls.filter((called) => !(called in live) && !SINGLE.includes(called))).toEqual([]);
  });

  it('the limits of all queries add up to no more', () => {
    for (const share of Object.values(SHARES)) {
      const sum = Object.values<number>(share).reduce((total, most) => total + most, 0);
      expect(sum).toBeLessThanOrEqual(LIMIT);
    }
  });
});

describe('of many rows the newest are read', () => {
  const last = MANY - 1;
  it('on a record, in the order they were written', async () => {
    const { rows: texts } = await loadTexts(db, key);
    const { rows } = await loadFacts(db, key);
    for (const list of [texts.notes, texts.replies, texts.reads])
      expect(list.at(-1)?.id).toMatch(String(last));
    for (const list of [
      rows.outcomes,
      rows.shown,
      rows.facts,
      rows.snapshots,
      rows.commitments,
      rows.checks,
      rows.moved,
    ])
      expect(list.at(-1)?.id).toMatch(String(last));
    expect(texts.notes.map((item) => item.id)).toEqual(texts.notes.map((item) => item.id).sort());
  });
  it('the first snapshot, which has the start of the deal, is read too', async () => {
    const { rows } = await loadFacts(db, key);
    expect(rows.snapshots[0]?.fields.at).toBe(0);
    expect(new Set(rows.snapshots.map((item) => item.id)).size).toBe(rows.snapshots.length);
  });
  it('among links, and the owner’s is found among however many', async () => {
    expect((await loadLinks(db)).map((link) => link.userId)).toContain(`u${last}`);
    await putMeta(db, 'me', meOf('dana'));
    const link = {
      crm: 'espocrm',
      tenant: 't',
      crmUserId: known(record.fields.owner)?.id,
      crmName: null,
      userId: 'linked',
      at: 1,
    };
    // Sorts before all others, so that no list of the last thousand contains it.
    await db.rows.put(
      row(
        'crmIdentity',
        keyedId('o', 'o:o', 'crmIdentity', [link.crm, link.tenant, link.crmUserId]),
        'o:o',
        link,
      ),
    );
    expect((await loadLinks(db)).map(({ userId }) => userId)).not.toContain('linked');
    expect((await loadFacts(db, key)).ownerLink.map(({ userId }) => userId)).toEqual(['linked']);
    expect(await loadRepForSharing(db, key)).toBe('linked');
    expect((await loadLinksOf(db, ['linked'])).map((item) => item.crmUserId)).toEqual(['u1']);
  });
  it('of keyed rows, whose ids contain no time', async () => {
    const keyed = {
      typedFact: { field: 'amount', value: 'latest' },
      checkItem: { playbook: 'p', item: 'latest', done: true, evidence: '' },
      dealPlaybook: { playbook: 'latest', version: 1 },
    };
    const common = { refKey: 'espocrm/t/deal/latest', author: 'rep', at: MANY };
    const link = { crm: 'espocrm', tenant: 't', crmUserId: 'latest', crmName: null, userId: 'new' };
    const vote = { refKey: '', suggestion: 'latest', author: 'rep', at: MANY };
    // Sort before all others.
    await db.rows.bulkPut([
      ...Object.entries(keyed).map(([name, fields]) =>
        row(name, `0${name}`, 'p:boss:rep', { ...common, ...fields }),
      ),
      row('vote', '0vote', 'o:o', vote),
      row('crmIdentity', '0crmIdentity', 'o:o', { ...link, at: MANY }),
    ]);
    const { typed, checks, moved } = await dealRows(db);
    expect([typed, checks, moved].map(([first]) => first?.id)).toEqual([
      '0typedFact',
      '0checkItem',
      '0dealPlaybook',
    ]);
    expect((await loadOrg(db)).rows.votes[0]?.id).toBe('0vote');
    expect((await loadLinks(db)).map(({ userId }) => userId)).toContain('new');
    await db.rows.bulkDelete(
      [...Object.keys(keyed), 'vote', 'crmIdentity'].map((name) => `0${name}`),
    );
  });
  it('of rows whose ids have the time of a clock that is behind', async () => {
    const names = [
      ...['prompt', 'playbookVersion', 'suggestion', 'dealSnapshot', 'commitment'],
      ...['opening', 'handover'],
    ];
    // Sort before all others, and arrived at the server last.
    await db.rows.bulkPut(
      names.map((name) => row(name, `0${name}`, 'o:o', samples[name]?.(MANY) ?? {})),
    );
    const { prompts, versions, suggestions } = (await loadOrg(db)).rows;
    const { entries, handovers } = await accessLogOf(db, 'rep');
    const lists = [prompts, versions, suggestions, await dealVisits(db)];
    expect(
      [...lists, (await dealRows(db)).commitments, entries, handovers].map(([first]) => first?.id),
    ).toEqual(names.map((name) => `0${name}`));
    await db.rows.bulkDelete(names.map((name) => `0${name}`));
  });
  it('and one’s own vote among however many', async () => {
    await putMeta(db, 'me', meOf('dana'));
    const mine = (index: number, scope: string) => {
      const suggestion = numbered('suggestion', index);
      const fields = { refKey: '', suggestion, author: 'dana', at: 0 };
      return row('vote', keyedId('o', scope, 'vote', [suggestion, 'dana']), scope, fields);
    };
    const many = Array.from({ length: SHARES.org.suggestion }, (_, index) => last - index);
    await db.rows.bulkPut(
      many.flatMap((index) => ['o:o', 'u:dana'].map((scope) => mine(index, scope))),
    );
    read = 0;
    const { votes } = (await loadOrg(db)).rows;
    expect(read).toBeLessThanOrEqual(LIMIT);
    const own = votes.filter(({ fields }) => fields.author === 'dana');
    expect(own).toHaveLength(SHARES.org.suggestion);
    expect(own.map(({ scope }) => scope)).not.toContain('u:dana');
    await db.rows.bulkDelete(own.map(({ id }) => id));
    const { votes: privately } = (await loadOrg(db)).rows;
    expect(privately.filter(({ scope }) => scope === 'u:dana')).toHaveLength(many.length);
  });
  it('of the organisation', async () => {
    const { rows } = await loadOrg(db);
    const { newer: _, self: __, ...lists } = rows;
    for (const list of Object.values(lists)) expect(list[0]?.id).toMatch(String(last));
  });
  it('among all deals', async () => {
    const rows = await dealRows(db);
    for (const list of Object.values(rows)) expect(list[0]?.id).toMatch(String(last));
    expect((await dealVisits(db))[0]?.fields.at).toBe(last);
    expect([...(await cachedDeals(db)).keys()]).toContain(`espocrm/t/deal/x${last}`);
  });
  it('of one owner’s deals', async () => {
    const { list } = await loadSummaries(db, owner);
    expect(list[0]?.at).toBe(last);
    expect(list.at(-1)?.at).toBe(MANY - LIMIT);
  });
  it('of what waits for a person', async () => {
    const { refused, conflicts } = await loadSync(db);
    expect(refused[0]?.id).toBe(numbered('r', last));
    expect(conflicts[0]?.id).toBe(numbered('note', last));
  });
});
