import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Audience, CrmRecord, DealSummary, Mutation, Navigation, ReadFailure, RecordRef, RowState, SelfView } from '../model/index.ts';
import { keyRows } from './keyed.ts';

/** A synced row as pages see it: what the server has (`shadow`) with the pending changes on top (C2). */
export interface Row extends RowState {
  id: string;
  /** A CollectionName, or one of a newer server: such rows are kept for the day this device is updated. */
  collection: string;
  refKey: string;
  rev: number;
  /** The server's version; 0 while the server has never seen the row. */
  version: number;
  /** Changes of this row that wait in the outbox. */
  pending: number;
  /** `after`: this device's own change of text that is in it, while its revision is not (others wrote meanwhile). */
  shadow: (RowState & { version: number; rev: number; after?: string }) | null;
  /** 1 while two texts stand beside each other; absent otherwise, so that the index holds only those. */
  conflicted?: 1;
}

export interface Outgoing extends Mutation {
  at: number;
  /** The text that the writer had before them: what a later head is merged against on this device, and what `seen` says after a restored backup. */
  baseText?: string;
}

/** Changes that the server has, as they were answered together. Kept a week, and offered again when the server was restored from a backup (L4). */
export interface Acknowledged {
  /** Of the first of them. */
  id: string;
  mutations: Mutation[];
  at: number;
}

/** A change that the server refused for good. Its text is kept until the person lets go of it. */
export interface Refused {
  id: string;
  mutation: Mutation;
  code: string;
  at: number;
}

export interface CachedRecord {
  key: string;
  record: CrmRecord;
  at: number;
}

/** What a browser tab shows. `failure` tells why there is no reading. */
export interface TabView {
  tabId: number;
  /** The navigation that this is about: an answer to another one changes nothing. */
  navigation: Navigation;
  ref: RecordRef | null;
  refKey: string | null;
  crm: string | null;
  state: 'reading' | 'ready' | 'failed';
  failure: ReadFailure | null;
  blocked: boolean;
  /** Key of the ref as the address alone gives it, to know the same page again. */
  located: string | null;
  /** The address does not say whether this is a record. */
  unsure: boolean;
  at: number;
}

export interface Draft {
  key: string;
  text: string;
  /** The text that is being changed, as it stood when the draft was begun. Absent from drafts of before. */
  start?: string | undefined;
  /** The id of the row that the text becomes. */
  id?: string | undefined;
  audience: Audience | null;
  at: number;
}

/** The private self-check of one person: it never leaves the device. */
export interface SelfViews extends SelfView {
  user: string;
}

export interface Meta {
  key: string;
  value: unknown;
}

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

  constructor(name: string, { smallOutbox = 1000, ...options }: { indexedDB?: IDBFactory; IDBKeyRange?: typeof IDBKeyRange; smallOutbox?: number } = {}) {
    // strict: a commit is on the disk before it is reported, so a killed browser loses nothing that was shown as saved.
    super(name, { chromeTransactionDurability: 'strict', ...options } as ConstructorParameters<typeof Dexie>[1]);
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
    this.version(2).stores({ rows: 'id, collection, [collection+refKey], [collection+scope], scope, shadow.scope', summaries: 'key, owner, status, at' });
    this.version(3)
      // Each index is written with every row: two that nothing looks into are gone.
      .stores({ rows: 'id, collection, [collection+refKey], shadow.scope, conflicted', acknowledged: 'id, at' })
      // Sums begin with this version, and so does keeping rows of collections not known here: every scope is pulled once more.
      .upgrade(async (tx) => {
        const cursors = await tx.table('meta').get('cursors');
        const held = Object.keys((cursors?.value ?? {}) as Record<string, string>);
        await tx.table('meta').put({ key: 'cursors', value: Object.fromEntries(held.map((scope) => [scope, AGAIN])) });
      });
    // The latest deals of one owner are found without reading the others.
    this.version(4).stores({ summaries: 'key, [owner+at], status, at' });
    this.version(5).stores({ selfViews: 'user' }).upgrade(keyRows);
  }
}

export const LOCAL_STORE = 'sideline:local';

/** The database of an account. Parts are encoded, so that no name can pass for another. */
export function storeName(server: string, org: string, user: string): string {
  return ['sideline', server, org, user].map(encodeURIComponent).join(':');
}
