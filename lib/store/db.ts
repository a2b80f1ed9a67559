import Dexie, { type EntityTable, type Table } from 'dexie';
import type { DealSummary } from '../model/index.ts';
import { mendDays } from './days.ts';
import { keyRows } from './keyed.ts';
import { renameFields } from './renamed.ts';
import type {
  Acknowledged,
  CachedRecord,
  Draft,
  Meta,
  Outgoing,
  Refused,
  Row,
  SelfViews,
  TabView,
} from './tables.ts';

export type * from './tables.ts';

/** A cursor of no epoch: the server sends its scope from the start, and says what goes first. */
export const AGAIN = 'again:0';

/** One database per server, organisation and user; one more for working signed out (C1). */
export class SidelineDb extends Dexie {
  rows!: EntityTable<Row, 'id'>;
  outbox!: EntityTable<Outgoing, 'seq'>;
  acknowledged!: EntityTable<Acknowledged, 'id'>;
  refused!: EntityTable<Refused, 'id'>;
  records!: EntityTable<CachedRecord, 'key'>;
  views!: EntityTable<TabView, 'tabId'>;
  drafts!: EntityTable<Draft, 'key'>;
  meta!: Table<Meta, string>;
  summaries!: EntityTable<DealSummary, 'key'>;
  selfViews!: EntityTable<SelfViews, 'user'>;

  /** An outbox of up to this many changes is read at once: faster than looking for a few rows in it. */
  readonly smallOutbox: number;

  constructor(
    name: string,
    {
      smallOutbox = 1000,
      ...options
    }: { indexedDB?: IDBFactory; IDBKeyRange?: typeof IDBKeyRange; smallOutbox?: number } = {},
  ) {
    // strict: a commit is on the disk before it is reported, so a killed browser loses nothing that was shown as saved.
    super(name, { chromeTransactionDurability: 'strict', ...options } as ConstructorParameters<
      typeof Dexie
    >[1]);
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
      // Each index is written with every row: two that nothing looks into are gone.
      .stores({
        rows: 'id, collection, [collection+refKey], shadow.scope, conflicted',
        acknowledged: 'id, at',
      })
      // Sums begin with this version, and so does keeping rows of collections not known here: every scope is pulled once more.
      .upgrade(async (tx) => {
        const cursors = await tx.table('meta').get('cursors');
        const held = Object.keys((cursors?.value ?? {}) as Record<string, string>);
        await tx
          .table('meta')
          .put({ key: 'cursors', value: Object.fromEntries(held.map((scope) => [scope, AGAIN])) });
      });
    // The latest deals of one owner are found without reading the others.
    this.version(4).stores({ summaries: 'key, [owner+at], status, at' });
    this.version(5)
      // Ids of keyed rows say nothing of time: the newest of them are found by when they were written.
      .stores({
        selfViews: 'user',
        rows: 'id, collection, [collection+refKey], [collection+fields.at], serverCopy.scope, conflicted',
      })
      .upgrade(async (tx) => {
        await renameFields(tx);
        await keyRows(tx);
        await mendDays(tx);
      });
  }
}

export const LOCAL_STORE = 'sideline:local';

/** The database of an account. Parts are encoded, so that no name can pass for another. */
export function storeName(server: string, org: string, user: string): string {
  return ['sideline', server, org, user].map(encodeURIComponent).join(':');
}
