import { type IdSource, idSource } from '../../lib/model/index.ts';
import { NOON } from './deals.ts';

/** Ids in the order of their creation, from noon on; and a new number at each call, for names. */
export function counted(): { ids: IdSource; next(): number } {
  let count = 0;
  const next = () => count++;
  return {
    next,
    ids: idSource(
      () => NOON + next(),
      (bytes) => crypto.getRandomValues(bytes),
    ),
  };
}
