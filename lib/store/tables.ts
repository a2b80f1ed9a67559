import type {
  Audience,
  CheckInEntry,
  CrmRecord,
  DealSummary,
  Mutation,
  Navigation,
  ReadFailure,
  RecordObject,
  RecordRef,
  RowState,
  SeenVisits,
  SelfView,
  StoredSays,
} from '../model/index.ts';

// The rows of each table on the device.

/** Lets a page or worker react between two parts of a computation. */
export type YieldToOthers = () => Promise<void>;

/**
 * A synced row as pages see it: the server's state (`serverCopy`) with the pending changes applied
 * on top (C2).
 */
export interface Row extends RowState {
  id: string;
  /**
   * A CollectionName, or one of a newer server: such rows are stored until this device is updated.
   */
  collection: string;
  refKey: string;
  rev: number;
  /** The server's version; 0 for a row that the server does not have yet. */
  version: number;
  /** The number of changes of this row in the outbox. */
  pending: number;
  /**
   * `after`: this device's own change of text that the copy contains while `rev` does not count it
   * yet, because others wrote meanwhile.
   */
  serverCopy: (RowState & { version: number; rev: number; after?: string }) | null;
  /** What its texts say: see `saysBeside`. Absent where it has none, or an older build wrote it. */
  says?: StoredSays;
  /** 1 while the row has two versions of its text; else absent, so that the index is small. */
  conflicted?: 1;
}

export interface Outgoing extends Mutation {
  at: number;
  /**
   * The text that the writer changed: the base for merging with a later head on this device, and
   * the value of `seen` after a restored backup.
   */
  baseText?: string;
}

/**
 * Changes that the server acknowledged together. Stored for a week, and sent again after the server
 * was restored from a backup (L4).
 */
export interface Acknowledged {
  /** The id of the first mutation. */
  id: string;
  mutations: Mutation[];
  at: number;
}

/** A change that the server rejected for good. Its text is stored until the person discards it. */
export interface RejectedChange {
  id: string;
  mutation: Mutation;
  code: string;
  at: number;
}

export interface CachedRecord {
  key: string;
  record: CrmRecord;
  at: number;
  /** See `visitsAfter`. Absent in readings of older versions. */
  visits?: SeenVisits | null;
  /** What its texts say: see `saysBeside`. */
  says?: StoredSays;
  /** Where the record was read: see `recordAddress`. Absent in readings of older versions. */
  address?: string | null;
}

/** What a browser tab shows. `failure` is the reason why there is no reading. */
export interface TabView {
  tabId: number;
  /** The navigation that the view belongs to: a reading of another one is ignored. */
  navigation: Navigation;
  ref: RecordRef | null;
  refKey: string | null;
  crm: string | null;
  state: 'reading' | 'ready' | 'failed';
  failure: ReadFailure | null;
  blocked: boolean;
  /** The side that a person with both roles on the record chose; absent until then. */
  side?: 'rep' | 'manager';
  /** The address of the page. Absent in views of older versions. */
  href?: string | null;
  /** Key of the ref that the address alone gives, to recognise the same page. */
  located: string | null;
  /** True where neither the address nor a reading before proves that this is a record. */
  unsure: boolean;
  /** `action` of an address that does not prove it. Absent in views of older versions. */
  action?: string | null;
  /** The last such action of this document that a reading proved, with its kind of record. */
  confirmed?: { action: string; object: RecordObject } | null;
  at: number;
}

export interface Draft {
  key: string;
  text: string;
  /** The edited text as it was when the draft was started. Absent in drafts of older versions. */
  start?: string | undefined;
  /** The id that the text will be saved under. */
  id?: string | undefined;
  audience: Audience | null;
  at: number;
}

export interface StoredSummary extends DealSummary {
  /** The highest version of the visits that it includes. Absent in summaries of older versions. */
  visits?: number;
}

/** One person's private self-check: it never leaves the device. */
export interface SelfViews extends SelfView {
  user: string;
}

/** What the list of deals shows of one: see lib/view/excerpts.ts. */
export type { StoredExcerpt } from '../model/index.ts';

/** A check-in of this device: no row, so that no sync, export of the server or digest has it. */
export type StoredCheckIn = CheckInEntry;

export interface Meta {
  key: string;
  value: unknown;
}
