import Dexie, { type EntityTable, type Table } from 'dexie';
import { repairDays } from './days.ts';
import { keyRows } from './keyed.ts';
import { renameFields } from './renamed.ts';
import type {
  Acknowledged,
  CachedRecord,
  Draft,
  Meta,
  Outgoing,
  RejectedChange,
  Row,
  SelfViews,
  StoredCheckIn,
  StoredExcerpt,
  StoredSummary,
  TabView,
} from './tables.ts';

export type * from './tables.ts';

/** A cursor of no epoch: the server resets its scope and sends it from the start. */
export const PULL_FROM_START = 'again:0';

/** One database per server, organisation and user, and one for working signed out (C1). */
export class SidelineDb extends Dexie {
  rows!: EntityTable<Row, 'id'>;
  outbox!: EntityTable<Outgoing, 'seq'>;
  acknowledged!: EntityTable<Acknowledged, 'id'>;
  refused!: EntityTable<RejectedChange, 'id'>;
  records!: EntityTable<CachedRecord, 'key'>;
  views!: EntityTable<TabView, 'tabId'>;
  drafts!: EntityTable<Draft, 'key'>;
  meta!: Table<Meta, string>;
  summaries!: EntityTable<StoredSummary, 'key'>;
  selfViews!: EntityTable<SelfViews, 'user'>;
  checkIns!: EntityTable<StoredCheckIn, 'id'>;
  excerpts!: EntityTable<StoredExcerpt, 'key'>;

  /** An outbox of up to this many changes is read whole: faster than looking up a few rows. */
  readonly smallOutbox: number;

  constructor(
    name: string,
    {
      smallOutbox = 1000,
      ...options
    }: { indexedDB?: IDBFactory; IDBKeyRange?: typeof IDBKeyRange; smallOutbox?: number } = {},
  ) {
    // strict: a commit is on the disk before it is reported, so a killed browser loses nothing that
    // was shown as saved.
    // cache: Dexie keeps the results of a live query that ended while it ran, for ever: 20 kB each
    // time a panel went to another deal.
    super(name, {
      chromeTransactionDurability: 'strict',
      cache: 'disabled',
      ...options,
    } as ConstructorParameters<typeof Dexie>[1]);
    this.smallOutbox = smallOutbox;
    this.version(1).stores({
      rows: 'id, [collection+refKey], [collection+scope], scope, shadow.scope',
      outbox: 'seq, rowId',
      refused: 'id',
      records: 'key, at',
      views: 'tabId, refKey',
      drafts: 'key, at',
      meta: 'key',
    });
    this.version(2).stores({
      rows: 'id, collection, [collection+refKey], [collection+scope], scope, shadow.scope',
      summaries: 'key, owner, status, at',
    });
    this.version(3)
      // Each index is written with every row: two that no query used are removed.
      .stores({
        rows: 'id, collection, [collection+refKey], shadow.scope, conflicted',
        acknowledged: 'id, at',
      })
      // This version introduced sums, and storing rows of unknown collections: every scope is
      // pulled once more.
      .upgrade(async (tx) => {
        const cursors = await tx.table('meta').get('cursors');
        const scopes = Object.keys((cursors?.value ?? {}) as Record<string, string>);
        await tx.table('meta').put({
          key: 'cursors',
          value: Object.fromEntries(scopes.map((scope) => [scope, PULL_FROM_START])),
        });
      });
    // One owner's latest deals are read without the others.
    this.version(4).stores({ summaries: 'key, [owner+at], status, at' });
    this.version(5)
      // Ids of keyed rows contain no time: the newest of them are found by `at`. Only links have a
      // `userId`, so that its index is small.
      .stores({
        selfViews: 'user',
        summaries: 'key, [owner+at], status, at, [at+visits]',
        rows: [
          'id, collection, [collection+refKey], [collection+fields.at]',
          'serverCopy.scope, conflicted, fields.userId',
        ].join(', '),
      })
      .upgrade(async (tx) => {
        await renameFields(tx);
        await keyRows(tx);
        await repairDays(tx);
      });
    this.version(6).stores({ checkIns: 'id, at' });
    // The commitments of one pair, the managers of private lines, and the deals of one owner in the
    // order in which they closed. Rows of one record are read for each scope, in the order of the
    // server; a person's marks are found by their notes. Rows without these fields are in none of
    // the indexes.
    this.version(7).stores({
      excerpts: 'key, at',
      summaries: 'key, [owner+at], [owner+closedAt], status, at, [at+visits]',
      rows: [
        'id, collection, [collection+refKey], [collection+fields.at]',
        'serverCopy.scope, conflicted, fields.userId',
        '[collection+scope+fields.due], fields.manager',
        '[collection+refKey+scope+version], [collection+fields.parent+fields.author]',
      ].join(', '),
    });
    // The newest rows of each scope (a row has one of both times) and the recognitions of one
    // person. Commitments no longer need an index of their own.
    this.version(8).stores({
      rows: [
        'id, collection, [collection+refKey], [collection+fields.at]',
        'serverCopy.scope, conflicted, fields.userId, fields.manager',
        '[collection+scope+fields.at], [collection+scope+fields.createdAt]',
        '[collection+refKey+scope+version], [collection+fields.parent+fields.author]',
        '[collection+fields.to+fields.at]',
      ].join(', '),
    });
    // The last views of tabs, the newest links of a member, the newest commitments of a manager,
    // and the commitments of one person: open ones by the day they are due, ended ones by the
    // moment. No other collection has these fields together.
    this.version(9).stores({
      views: 'tabId, refKey, at',
      rows: [
        'id, collection, [collection+refKey], [collection+fields.at]',
        'serverCopy.scope, conflicted, [fields.userId+fields.at], fields.manager',
        '[collection+scope+fields.at], [collection+scope+fields.createdAt]',
        '[collection+refKey+scope+version], [collection+fields.parent+fields.author]',
        '[collection+fields.to+fields.at], [collection+fields.manager+fields.at]',
        '[fields.owner+fields.state+fields.due], [fields.owner+fields.state+fields.settledAt]',
      ].join(', '),
    });
  }
}

export const LOCAL_STORE = 'sideline:local';

/** The database of an account. Parts are encoded, so that no name can imitate another. */
export function storeName(server: string, org: string, user: string): string {
  return ['sideline', server, org, user].map(encodeURIComponent).join(':');
}
