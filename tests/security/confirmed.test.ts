// F2: a link that nobody confirmed sent the manager's notes and the deal's numbers to whoever had
// claimed the CRM user.

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { readsNothing } from '../../lib/coaching/index.ts';
import { type CrmIdentity, refKey } from '../../lib/model/index.ts';
import { SidelineDb } from '../../lib/store/index.ts';
import { keepRecord, putMeta } from '../../lib/store/write.ts';
import { loadRecord, loadRepForSharing } from '../../lib/view/load.ts';
import { viewOf } from '../../lib/view/record.ts';
import { repForSharing, snapshotScope } from '../../lib/view/sharing.ts';
import { deal, NOON, now } from '../helpers/deals.ts';
import { row } from '../helpers/rows.ts';
import { calm, linkOf, meOf, noCoachingRows, type SampleUser } from '../helpers/view.ts';

const owner = { id: 'crm-tomas', name: 'Tomas Lindqvist' };
const record = deal({ owner });
const waiting: CrmIdentity = { ...linkOf('tomas'), confirmedBy: null };
const org = {
  rows: noCoachingRows,
  winProbability: null,
  calendarFor: null,
  authored: [],
  history: null,
  exposure: calm,
  learned: {},
};

function viewFor(who: SampleUser, links: CrmIdentity[]) {
  const viewer = { me: meOf(who), user: who, localRole: 'rep' as const };
  const rows = {
    ...{ notes: [], replies: [], reads: [], outcomes: [], shown: [], facts: [] },
    ...{ snapshots: [], commitments: [], checks: [], moved: [], steps: [], calls: [], planned: [] },
  };
  const read = {
    ref: record.ref,
    record,
    visits: null,
    ownerLink: [],
    rows,
    reader: readsNothing,
    summaries: [],
  };
  return viewOf(read, { viewer, links, org }, now, () => null as never);
}

describe('a link that nobody confirmed', () => {
  it('carries neither snapshots nor rows of the pair', async () => {
    expect(repForSharing(meOf('dana'), [waiting], record)).toBeNull();
    expect(snapshotScope(meOf('dana'), [waiting], record)).toBe('u:dana');
    const db = new SidelineDb('confirmed', { indexedDB: new IDBFactory(), IDBKeyRange });
    await putMeta(db, 'me', meOf('dana'));
    await keepRecord(db, record, NOON);
    await db.rows.put(row('crmIdentity', 'l', 'o:o', waiting));
    expect(await loadRepForSharing(db, refKey(record.ref))).toBeNull();
    expect((await loadRecord(db, record.ref)).record).not.toBeNull();
  });
  it('decides the role on screen, and says that it waits', () => {
    const view = viewFor('dana', [waiting]);
    expect(view).toMatchObject({
      role: { rep: 'tomas', roles: ['manager'], known: true },
      shareWith: null,
      unconfirmed: waiting,
    });
  });
  it('carries them once somebody confirmed it', () => {
    const link = { ...waiting, confirmedBy: 'dana' };
    expect(viewFor('dana', [link])).toMatchObject({ shareWith: 'tomas', unconfirmed: null });
    expect(snapshotScope(meOf('dana'), [link], record)).toBe('p:dana:tomas');
  });
});

describe('the CRM’s own session', () => {
  const tomas = meOf('tomas');
  const me = { ...tomas, user: { ...tomas.user, email: 'tomas@larch.example' } };
  const seenAs = (crmUserId: string, email: string | null) => ({
    ...record,
    viewer: { crmUserId, name: owner.name, email },
  });
  it.each([
    ['the owner with the address of the account', 'crm-tomas', 'Tomas@larch.example', 'tomas'],
    ['the owner with another address', 'crm-tomas', 'jonas@larch.example', null],
    ['the owner without an address', 'crm-tomas', null, null],
    ['another user with the address', 'crm-jonas', 'tomas@larch.example', null],
  ])('of %s proves the person’s own link or not', (_who, id, email, rep) => {
    expect(repForSharing(me, [waiting], seenAs(id, email))).toBe(rep);
  });
  it('proves nobody else’s link', () => {
    const dana = meOf('dana');
    const asDana = { ...dana, user: { ...dana.user, email: 'dana@larch.example' } };
    expect(repForSharing(asDana, [waiting], seenAs('crm-tomas', 'dana@larch.example'))).toBeNull();
  });
});
