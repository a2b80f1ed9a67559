import type { RowState } from '../../lib/model/index.ts';

/** A row as the server stores it, with parsed fields. */
export interface Stored extends RowState {
  id: string;
  collection: string;
  version: number;
  rev: number;
  author: string;
  parent: string | null;
  schema: number;
}

/** A row with the time when the server received its last change, Unix ms. */
export interface Dated extends Stored {
  at: number;
}
