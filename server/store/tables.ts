import type { Kysely, Transaction } from 'kysely';

/** The server's own tables. Synced rows lead with `org_id`, so that the organisation can become the unit of distribution. */
export interface Tables {
  org: { id: string; name: string; epoch: string; version: number; floor: number; time_zone: string; share_snapshots: number; created_at: number };
  team: { org_id: string; id: string; name: string; manager: string | null; parent: string | null };
  member: { org_id: string; user_id: string; role: 'admin' | 'manager' | 'rep'; team: string | null; created_at: number };
  invitation: { org_id: string | null; id: string; token_hash: string; email: string | null; role: string; team: string | null; expires_at: number; used_at: number | null };
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
  };
  revision: { org_id: string; row_id: string; rev: number; parent_rev: number; mutation_id: string; author: string; text: string; kind: string; scope_at: string; at: number };
  departure: { org_id: string; scope: string; collection: string; row_id: string; version: number };
  client: { org_id: string; id: string; user_id: string; last_seq: number; seen_at: number };
  mutation_result: { org_id: string; mutation_id: string; client_id: string; seq: number; result: string; at: number };
  migration: { id: string; at: number };
  /** better-auth's tables stand beside ours, without an `org_id`: an account exists before and outside an organisation. */
  user: { id: string; email: string; name: string; emailVerified: number; image: string | null; createdAt: string; updatedAt: string };
  account: { id: string; userId: string; providerId: string; accountId: string; password: string | null; createdAt: string; updatedAt: string };
}
export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;
