import { type IdSource, idSource } from '../../lib/model/index.ts';

/** Ids for what a page asks the background to write: made once for each wish, so that asking twice saves once. */
export const ids: IdSource = idSource(
  () => Date.now(),
  (bytes) => crypto.getRandomValues(bytes),
);
