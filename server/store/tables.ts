import type { Generated, Kysely, Transaction } from 'kysely';

/**
 * The server's own tables. Keys of synced rows begin with `org_id`, so that organisations could be
 * distributed over several databases.
 */
export interface Tables {
  org: {
    id: string;
    name: string;
    epoch: string;
    version: number;
    /** Tombstones and records of gone rows are deleted up to here; older devices pull again. */
    floor: number;
    time_zone: string;
    share_snapshots: number;
    created_at: number;
    /** Counts membership changes, so that a push notices one that happened meanwhile. */
    people: number;
  };
  team: { org_id: string; id: string; name: string; manager: string | null; parent: string | null };
  member: {
    org_id: string;
    user_id: string;
    role: 'admin' | 'manager' | 'rep';
    team: string | null;
    created_at: number;
  };
  /** Pairs of manager and rep over time: a rep can read the rows shared with a former manager. */
  pairing: { org_id: string; manager: string; rep: string; since: number; until: number | null };
  /** Names of former members, for the rows that stayed. */
  former: { org_id: string; user_id: string; name: string; at: number };
  invitation: {
    org_id: string | null;
    id: string;
    token_hash: string;
    email: string | null;
    role: string;
    team: string | null;
    expires_at: number;
    used_at: number | null;
    /** The administrator who invites; null for the founder's, and for those of earlier versions. */
    invited_by: string | null;
  };
  /** Removals and handovers under way: what is left to do with the rows. No words are in it. */
  departure_job: {
    org_id: string;
    id: string;
    /** When it began, Unix ms, and the organisation's version then. */
    at: number;
    head: number;
    /** The pair of a person who left: its manager reads it until all rows have moved. */
    manager: string | null;
    rep: string | null;
    /** JSON: the steps that are left, and where the first one continues. */
    steps: string;
    place: string | null;
    moved_rows: number;
    moved_notes: number;
  };
  row: {
    org_id: string;
    id: string;
    collection: string;
    scope: string;
    version: number;
    rev: number;
    deleted: number;
    fields: string;
    schema: number;
    author: string;
    parent: string | null;
    /** Time of the last change, Unix ms of the server. */
    at: number;
    /** The numbered rows that it belongs to, and its number (`numberOf`). */
    series: Generated<string | null>;
    number: Generated<number | null>;
    /** Of a keyed row: its key, the same in every scope (`keyWithoutScope`). */
    subject: Generated<string | null>;
  };
  revision: {
    org_id: string;
    row_id: string;
    rev: number;
    parent_rev: number;
    mutation_id: string;
    client_id: string | null;
    author: string;
    /** The text as submitted. */
    text: string;
    /** The head afterwards, if it differs from `text` (D2). */
    merged: string | null;
    kind: string;
    scope_at: string;
    at: number;
    /** The version of the organisation with this change; 0 for changes from before 009-order. */
    version: Generated<number>;
  };
  departure: {
    org_id: string;
    scope: string;
    collection: string;
    row_id: string;
    version: number;
    at: number;
  };
  scope_sum: { org_id: string; scope: string; count: number; hash: number };
  client: { org_id: string; id: string; user_id: string; last_seq: number; seen_at: number };
  mutation_result: {
    org_id: string;
    mutation_id: string;
    client_id: string;
    seq: number;
    result: string;
    at: number;
  };
  /** Who views which record, for several processes. May get lost at a restart. */
  presence: { org_id: string; user_id: string; process: string; ref_key: string; at: number };
  /** What was taken of limits that several processes share; keys are hashes. Unix ms. */
  limit_count: { key: string; points: number; expire: number | null };
  /** Notices to a person about changes to their own account. */
  notice: {
    org_id: string;
    user_id: string;
    id: string;
    kind: string;
    /** The administrator who did it; null if the person did it, or a provider is named. */
    by_id: string | null;
    /** Name of the administrator or of the sign-in provider. */
    by_name: string | null;
    at: number;
    seen_at: number | null;
  };
  /** One-time tokens by their hash: pending sign-ins and their codes, links for a password. */
  once: {
    id: string;
    kind: string;
    data: string;
    expires_at: number;
    /** The person whose account it opens, and who made it: for links for a password. */
    user_id: string | null;
    made_by: string | null;
  };
  migration: { id: string; at: number };
  /**
   * Removed people (`person`), deleted rows (`row`) and devices that have to delete their data
   * (`wiped`, `removed`), beside the database (`erased.ts`).
   */
  'sideline_erased.erasure': {
    kind: 'person' | 'row' | 'wiped' | 'removed';
    org_id: string;
    id: string;
    at: number;
    /** Of a person: whether what they shared stayed. */
    choice: 'keep' | 'erase' | null;
    /** Of a person: salt and hash of the address. */
    address: string | null;
  };
  /**
   * better-auth's tables have no `org_id`: an account exists before and outside an organisation.
   */
  user: {
    id: string;
    email: string;
    name: string;
    emailVerified: boolean;
    image: string | null;
    createdAt: string;
    updatedAt: string;
  };
  account: {
    id: string;
    userId: string;
    providerId: string;
    accountId: string;
    password: string | null;
    createdAt: string;
    updatedAt: string;
  };
  session: {
    id: string;
    userId: string;
    token: string;
    expiresAt: string;
    createdAt: string;
    updatedAt: string;
    ipAddress: string | null;
    userAgent: string | null;
  };
  verification: {
    id: string;
    identifier: string;
    value: string;
    expiresAt: string;
    createdAt: string;
    updatedAt: string;
  };
}
export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;
