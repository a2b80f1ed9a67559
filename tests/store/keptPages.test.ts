// Pages on a device of 0.1.0: what a rep, and a person who never signed in, see after the
// migration.

import { describe, expect, it } from 'vitest';
import * as store from '../../lib/store/index.ts';
import type { MetaKey } from '../../lib/store/meta.ts';
import { KEPT_DEAL, keptDevices, sizes } from '../helpers/keptDevices.ts';

const { load } = keptDevices();

describe('pages on what 0.1.0 left', () => {
  it('show a rep’s deal, drafts and what is to be resolved', async () => {
    const { db } = await load('rui');
    const rows = await store.recordRows(db, KEPT_DEAL);
    expect(sizes(rows)).toEqual({
      notes: 17,
      replies: 6,
      outcomes: 8,
      planned: 0,
      shown: 1,
      facts: 8,
      snapshots: 2,
      reads: 3,
      commitments: 4,
      checks: 5,
      moved: 2,
      steps: 0,
      calls: 0,
    });
    expect((await store.conflicted(db)).map(({ text }) => text)).toEqual([
      'Delivery before Christmas.',
    ]);
    const refused = (await store.rejectedChanges(db)).map(({ mutation }) => mutation.patch);
    expect(refused.map((patch) => patch.text ?? patch.state).sort()).toEqual([
      'An answer that came too late.',
      'open',
    ]);
    const drafts = (await store.draftsOf(db, KEPT_DEAL)).map(({ text }) => text);
    expect(drafts).toEqual(['I think', 'Marta wants both.', 'Half a thought about']);
    expect(await store.waiting(db)).toBe(17);
    expect(await store.cachedRecord(db, KEPT_DEAL)).not.toBeNull();
    expect(await store.summariesOf(db, null)).toHaveLength(5);
    expect((await store.tabView(db, 12))?.failure).toBe('signedOut');
    expect((await store.getMeta(db, 'me'))?.manager?.name).toBe('Mona Reyes');
    // Each is parsed when it is read: an invalid one counts as lost.
    for (const key of (await db.meta.toCollection().primaryKeys()) as MetaKey[]) {
      expect(await store.getMeta(db, key), key).toBeDefined();
    }
  });

  it('show the deals of a person who never signed in', async () => {
    const { db } = await load('local');
    expect([...(await store.cachedDeals(db)).keys()]).toContain(KEPT_DEAL);
    const { notes } = await store.recordRows(db, 'pipedrive//deal/5');
    expect(notes.map(({ fields }) => fields.text)).toEqual(['Another window changed it.']);
    const beside = notes[0]?.fields.conflicts.map(({ text }) => text);
    expect(beside).toEqual(['This window changed it too.']);
  });
});
