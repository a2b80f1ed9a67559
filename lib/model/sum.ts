/**
 * A checksum of a scope's content (L3): the number of rows, and the sum of their hashes modulo
 * 2^48. Deleted rows do not count.
 */
export interface ScopeSum {
  count: number;
  hash: number;
}

const MODULUS = 2 ** 48;

/** FNV-1a, 32 bits (draft-eastlake-fnv): it detects drift, not an attack. */
export function fnv1a(text: string, offset = 0x811c9dc5): number {
  let hash = offset;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** One row's hash, 0 to 2^48, from its id and version. */
export function rowHash(id: string, version: number): number {
  const text = `${id}:${version}`;
  return (fnv1a(text) & 0xffffff) * 2 ** 24 + (fnv1a(text, 0x2166f2b1) & 0xffffff);
}

/**
 * A sum with one row added (`sign` 1) or removed (−1): updated step by step, so that no scope has
 * to be read whole.
 */
export function addToSum(sum: ScopeSum, id: string, version: number, sign: 1 | -1): ScopeSum {
  return {
    count: sum.count + sign,
    hash: (sum.hash + sign * rowHash(id, version) + MODULUS) % MODULUS,
  };
}

export const emptySum: ScopeSum = { count: 0, hash: 0 };
