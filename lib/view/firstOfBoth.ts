import type { Commitment } from '../model/index.ts';

/**
 * The first of a list of commitments, so that neither of the two takes all places: each has half of
 * them, and what one does not need is the other’s. The order stays. Pure.
 */
export function firstOfBoth<T extends { fields: Pick<Commitment, 'owner'> }>(
  list: readonly T[],
  manager: string,
  most: number,
): T[] {
  const ofManager = list.filter(({ fields }) => fields.owner === manager).length;
  const ofOthers = list.length - ofManager;
  const half = Math.ceil(most / 2);
  const ofTheirs = Math.min(ofManager, Math.max(half, most - ofOthers));
  const places = { manager: ofTheirs, others: most - ofTheirs };
  const taken = { manager: 0, others: 0 };
  return list.filter(({ fields }) => {
    const side = fields.owner === manager ? 'manager' : 'others';
    taken[side] += 1;
    return taken[side] <= places[side];
  });
}
