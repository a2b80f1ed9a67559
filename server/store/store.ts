import type { Db, Tx } from './tables.ts';

/** Where rows are kept: SQLite by default, PostgreSQL for more than one machine. The same statements and the same contract for both. */
export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  /** For what stands outside organisations: accounts, members, invitations. Rows of an organisation are out of reach here on PostgreSQL. */
  readonly db: Db;
  /**
   * One transaction in one organisation; on PostgreSQL its rows are the only ones in sight (S2). Repeated by itself when the store
   * asks for it (a serialisation failure or a deadlock), so `work` must have no other effects.
   * @param snapshot one state throughout, for reading only (L1).
   */
  within<T>(
    org: string,
    work: (tx: Tx) => Promise<T>,
    options?: { snapshot?: boolean },
  ): Promise<T>;
  /** Work with the rights of the tables' owner, one process at a time: migrations, restoring, transfers. */
  owning<T>(work: (owner: Db) => Promise<T>): Promise<T>;
  /** What happens in other processes; SQLite has only one. */
  readonly clusterBus: ClusterBus | null;
  close(): Promise<void>;
}

/** Scopes that changed between two versions of an organisation, `from` not included. */
export interface Touched {
  from: number;
  scopes: readonly string[];
}

export interface ClusterBus {
  /** Says that an organisation has a new version, and what changed since which if that is known; may be lost (K2). */
  publish(org: string, version: number, touched?: Touched): Promise<void>;
  /** Hears what others say, until the store is closed. */
  subscribe(onNews: (org: string, version: number, touched?: Touched) => void): Promise<void>;
}
