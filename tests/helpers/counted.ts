import { type IdSource, idSource } from '../../lib/model/index.ts';
import { NOON } from './deals.ts';

/** Ids in the order they are made in, from noon on; and a number that has not been given before, for names. */
export function counted(): { ids: IdSource; next(): number } {
  let made = 0;
  const next = () => made++;
  return {
    next,
    ids: idSource(
      () => NOON + next(),
      (bytes) => crypto.getRandomValues(bytes),
    ),
  };
}
