import type { Db, Tx } from './tables.ts';

/**
 * The database: SQLite by default, PostgreSQL for more than one machine. Both have the same
 * statements and the same contract.
 */
export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  /**
   * For tables outside organisations: accounts, members, invitations. On PostgreSQL it cannot reach
   * the rows of an organisation.
   */
  readonly db: Db;
  /**
   * Runs a transaction in one organisation; on PostgreSQL only its rows are visible (S2). It is
   * retried after a serialisation failure or a deadlock, so `work` must have no other effects.
   * @param snapshot true to read one consistent state throughout; only for reading (L1).
   */
  within<T>(
    org: string,
    work: (tx: Tx) => Promise<T>,
    options?: { snapshot?: boolean },
  ): Promise<T>;
  /**
   * Work with the rights of the tables' owner, one process at a time: migrate, restore, transfer.
   */
  owning<T>(work: (owner: Db) => Promise<T>): Promise<T>;
  /**
   * Removes what was just erased from the files beside the database. SQLite: its log is written
   * back and emptied. PostgreSQL: nothing, since VACUUM frees old rows in the background.
   */
  forget(): Promise<void>;
  /** Notifications between processes; null on SQLite, which has one process. */
  readonly clusterBus: ClusterBus | null;
  close(): Promise<void>;
}

/** Scopes that changed between two versions of an organisation, `from` not included. */
export interface Touched {
  from: number;
  scopes: readonly string[];
}

export interface ClusterBus {
  /**
   * Publishes an organisation's new version and, if known, the changed scopes; may get lost (K2).
   */
  publish(org: string, version: number, touched?: Touched): Promise<void>;
  /** Receives notifications of other processes, until the store is closed. */
  subscribe(onCommit: (org: string, version: number, touched?: Touched) => void): Promise<void>;
}
