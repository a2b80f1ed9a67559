// Selection of rows on a full database: each query of a page reads the newest rows, and the few
// older ones that the page needs.

import { beforeAll, describe, expect, it } from 'vitest';
import { keyedId, known } from '../../lib/model/index.ts';
import {
  accessLogOf,
  cachedDeals,
  dealRows,
  dealVisits,
  LIMIT,
  SHARES,
  type SidelineDb,
} from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import {
  loadFacts,
  loadLinks,
  loadLinksOf,
  loadOrg,
  loadRepForSharing,
  loadSummaries,
  loadSync,
  loadTexts,
} from '../../lib/view/load.ts';
import { fullDatabase, MANY, type Reads } from '../helpers/fullDatabase.ts';
import { numbered, row } from '../helpers/rows.ts';
import { key, owner, record, sampleFields } from '../helpers/sampleFields.ts';
import { meOf } from '../helpers/view.ts';

let db: SidelineDb;
let reads: Reads;
beforeAll(async () => {
  ({ db, reads } = await fullDatabase());
});

describe('of many rows the newest are read', () => {
  const last = MANY - 1;
  it('on a record, in the order they were written', async () => {
    const { rows: texts } = await loadTexts(db, key);
    const { rows } = await loadFacts(db, key);
    for (const list of [texts.notes, texts.replies]) expect(list.at(-1)?.id).toMatch(String(last));
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
      confirmedBy: 'dana',
      at: 1,
    };
    // Sorts before all others, so that no list of the last thousand contains it.
    await db.rows.put(
      row(
        'crmIdentity',
        keyedId('o', 'o:o', 'crmIdentity', [link.crm, link.tenant, link.crmUserId]),
        // The scope of all others: each scope has its share.
        'p:boss:rep',
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
      ...['opening', 'handover', 'dataExport'],
    ];
    // Sort before all others, and arrived at the server last.
    await db.rows.bulkPut(
      names.map((name) => row(name, `0${name}`, 'o:o', sampleFields[name]?.(MANY) ?? {})),
    );
    const { prompts, versions, suggestions } = (await loadOrg(db)).rows;
    const { entries, handovers, exports } = await accessLogOf(db, 'rep');
    const lists = [prompts, versions, suggestions, await dealVisits(db)];
    expect(
      [...lists, (await dealRows(db)).commitments, entries, handovers, exports].map(
        ([first]) => first?.id,
      ),
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
    reads.count = 0;
    const { votes } = (await loadOrg(db)).rows;
    expect(reads.count).toBeLessThanOrEqual(LIMIT);
    const own = votes.filter(({ scope, fields }) => scope === 'o:o' && fields.author === 'dana');
    expect(own).toHaveLength(SHARES.org.suggestion);
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
    const keys = [...(await cachedDeals(db)).keys()];
    expect(keys).toContain(`espocrm/t/deal/x${last}`);
    let pauses = 0;
    const inParts = await cachedDeals(db, async () => void pauses++);
    expect([...inParts.keys()]).toEqual(keys);
    expect(pauses).toBeGreaterThan(10);
  });
  it('of one owner’s deals', async () => {
    const { list } = await loadSummaries(db, owner);
    expect(list[0]?.at).toBe(last);
    // One row is left for the stored day of the owner.
    expect(list.at(-1)?.at).toBe(MANY - LIMIT + 1);
  });
  it('of what waits for a person', async () => {
    const { rejected, conflicts } = await loadSync(db);
    expect(rejected[0]?.id).toBe(numbered('r', last));
    expect(conflicts[0]?.id).toBe(numbered('note', last));
  });
});
