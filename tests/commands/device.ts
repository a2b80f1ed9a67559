import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { type CommandName, runCommand } from '../../lib/commands/index.ts';
import type { In, Out } from '../../lib/messages/index.ts';
import { keyedId, LOCAL_USER, type Me } from '../../lib/model/index.ts';
import { freshSync, LOCAL_STORE, type Row, SidelineDb } from '../../lib/store/index.ts';
import { keepRecord, putMeta } from '../../lib/store/write.ts';
import { counted } from '../helpers/counted.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { note } from '../helpers/note.ts';

const person = (id: string, role: 'rep' | 'manager', team: string | null) => {
  return { id, name: id, email: `${id}@acme.test`, role, team };
};
const team = { id: 'north', name: 'North', manager: 'dana', parent: null };
const org = { id: 'acme', name: 'Acme', epoch: 'e1', timeZone: 'Europe/London' };

/** Dana manages Tomas. */
export const people: Record<'dana' | 'tomas', Me> = {
  dana: {
    org,
    user: person('dana', 'manager', null),
    team: null,
    manager: null,
    reports: [person('tomas', 'rep', 'north')],
    teams: [team],
  },
  tomas: {
    org,
    user: person('tomas', 'rep', 'north'),
    team,
    manager: person('dana', 'manager', null),
    reports: [],
    teams: [team],
  },
};
export type User = keyof typeof people | typeof LOCAL_USER;

export const ref = { crm: 'odoo', tenant: 'crm.acme.test', object: 'deal', id: '7' } as const;
export const KEY = 'odoo/crm.acme.test/deal/7';

/** The id of the row that links the CRM owner to Tomas. */
export const LINK = keyedId('acme', 'o:acme', 'crmIdentity', ['odoo', ref.tenant, 'u1']);

/** The record was read, and its CRM owner is linked to Tomas. */
async function linkOwner(db: SidelineDb): Promise<void> {
  await keepRecord(db, { ...deal(), ref }, NOON);
  const fields = {
    crm: 'odoo',
    tenant: ref.tenant,
    crmUserId: 'u1',
    crmName: 'Tomas',
    userId: 'tomas',
    confirmedBy: 'dana',
    at: 1,
  };
  const link = { id: LINK, collection: 'crmIdentity', scope: 'o:acme', deleted: false, fields };
  await db.rows.put({ ...link, refKey: '', rev: 1, version: 1, pending: 0, serverCopy: null });
}

/** The name of a user's database; each device has its own. */
export const STORE = 'commands';

export interface Device {
  db: SidelineDb;
  /** Unix ms; tests change it. */
  now: number;
  run<N extends CommandName>(name: N, input: In<N>): Promise<Out<N>>;
  rows(collection?: string): Promise<Row[]>;
  /** Makes every write fail with a full disk, until the returned function is called. */
  fillDisk(): () => void;
  close(): void;
}

/** A new database, and one person who writes in it. */
export async function openDevice(user: User): Promise<Device> {
  const name = user === LOCAL_USER ? LOCAL_STORE : STORE;
  const db = new SidelineDb(name, { indexedDB: new IDBFactory(), IDBKeyRange });
  if (user !== LOCAL_USER) {
    await putMeta(db, 'me', people[user]);
    await putMeta(db, 'sync', { ...freshSync, lastSync: NOON });
    await linkOwner(db);
  }
  const { ids } = counted();
  const device: Device = {
    db,
    now: NOON,
    async run(name, input) {
      const deps = { now: () => device.now, ids, deviceZone: () => 'Europe/London' };
      return (await runCommand({ db, user }, name, input, deps)).value;
    },
    async rows(collection) {
      const rows = await db.rows.toArray();
      return rows.filter(
        (row) => row.id !== LINK && (collection === undefined || row.collection === collection),
      );
    },
    fillDisk() {
      const refuse = () => {
        throw new DOMException('The disk is full.', 'QuotaExceededError');
      };
      const { rows, outbox, drafts, meta, selfViews, checkIns, excerpts } = db;
      const tables = [rows, outbox, drafts, meta, selfViews, checkIns, excerpts];
      for (const table of tables) {
        table.hook('creating', refuse);
        table.hook('updating', refuse);
      }
      return () => {
        for (const table of tables) {
          table.hook('creating').unsubscribe(refuse);
          table.hook('updating').unsubscribe(refuse);
        }
      };
    },
    close: () => db.close(),
  };
  return device;
}

/** A note of Tomas on the device, as a pull stores it. */
export async function pulled(device: Device, id: string, more: object = {}) {
  const fields = note('tomas', 'From Tomas', { ref, refKey: KEY });
  const row = { id, collection: 'note', scope: 'p:dana:tomas', deleted: false, fields };
  const kept = { ...row, refKey: KEY, rev: 1, version: 1, pending: 0, serverCopy: null, ...more };
  await device.db.rows.put(kept);
}

/** A database's content, without values that differ between runs. */
export async function contentOf({ db }: Device): Promise<string[]> {
  const rows = await db.rows.toArray();
  const [outbox, drafts, refused, selfViews, checkIns, role, chosen, excerpts] = await Promise.all([
    db.outbox.count(),
    db.drafts.toArray(),
    db.refused.count(),
    db.selfViews.toArray(),
    db.checkIns.toArray(),
    db.meta.get('localRole'),
    db.meta.get('rightDeals'),
    db.excerpts.toArray(),
  ]);
  const said = rows.map(({ collection, scope, deleted, fields }) => {
    return JSON.stringify([collection, scope, deleted, fields]);
  });
  const kept = drafts.map((draft) => JSON.stringify(draft));
  const seen = [...selfViews, ...checkIns].map((view) => JSON.stringify(view));
  return [
    ...said.sort(),
    ...kept.sort(),
    ...seen,
    ...excerpts.map((excerpt) => JSON.stringify(excerpt)),
    `${outbox} waiting`,
    `${refused} refused`,
    `role ${role?.value}`,
    `chosen ${JSON.stringify(chosen?.value)}`,
  ];
}
