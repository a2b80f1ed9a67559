import { type IdSource, idSource } from '../../lib/model/index.ts';

/**
 * Ids of rows that a page asks the background to write. A page creates the id once, so that a
 * repeated request writes one row.
 */
export const ids: IdSource = idSource(
  () => Date.now(),
  (bytes) => crypto.getRandomValues(bytes),
);
