import type { Profile } from '../model/index.ts';

/** A person's level in one skill and the level wanted, 0 to 4; null where nobody chose one. */
export interface Levels {
  current: number | null;
  wanted: number | null;
}

/** Keys of the levels beside that of the gap: the profile is one record of numbers, by key. */
const keysOf = (skill: string) => ({ current: `${skill}.current`, wanted: `${skill}.wanted` });

export function levelsOf(gaps: Profile['gaps'], skill: string): Levels {
  const keys = keysOf(skill);
  return { current: gaps[keys.current] ?? null, wanted: gaps[keys.wanted] ?? null };
}

/** The gap that the ranking of questions uses. Until both levels are chosen it stays as it was. */
export function withLevels(
  gaps: Profile['gaps'],
  skill: string,
  { current, wanted }: Levels,
): Profile['gaps'] {
  const keys = keysOf(skill);
  const next = { ...gaps };
  const put = (key: string, value: number | null) => {
    if (value === null) delete next[key];
    else next[key] = value;
  };
  put(keys.current, current);
  put(keys.wanted, wanted);
  if (current !== null && wanted !== null) next[skill] = Math.max(0, wanted - current);
  return next;
}
