/** What a scope holds, told in two numbers (L3): how many rows, and the sum of their hashes modulo 2^48. Deleted rows do not count. */
export interface ScopeSum {
  count: number;
  hash: number;
}

const MODULUS = 2 ** 48;

function fnv1a(text: string, offset: number): number {
  // FNV-1a, 32 bits (draft-eastlake-fnv): a fingerprint against drift, not against an enemy.
  let hash = offset;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The share of one row: from its id and version, 0 to 2^48. */
export function rowHash(id: string, version: number): number {
  const text = `${id}:${version}`;
  return (fnv1a(text, 0x811c9dc5) & 0xffffff) * 2 ** 24 + (fnv1a(text, 0x2166f2b1) & 0xffffff);
}

/** A sum with one row more (`sign` 1) or less (−1): kept step by step, so that nobody counts a scope from end to end. */
export function addToSum(sum: ScopeSum, id: string, version: number, sign: 1 | -1): ScopeSum {
  return {
    count: sum.count + sign,
    hash: (sum.hash + sign * rowHash(id, version) + MODULUS) % MODULUS,
  };
}

export const emptySum: ScopeSum = { count: 0, hash: 0 };
