import type {
  Audience,
  CrmRecord,
  Mutation,
  Navigation,
  ReadFailure,
  RecordRef,
  RowState,
  SelfView,
} from '../model/index.ts';

// What each table of the device holds.

/** A synced row as pages see it: what the server has (`serverCopy`) with the pending changes on top (C2). */
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
  serverCopy: (RowState & { version: number; rev: number; after?: string }) | null;
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
