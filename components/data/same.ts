import { useState } from 'react';

/** The object of before for as long as nothing in it has changed: a live query makes a new one each time. */
export function useSame<T>(value: T): T {
  const [kept, setKept] = useState(value);
  if (JSON.stringify(kept) === JSON.stringify(value)) return kept;
  setKept(value);
  return value;
}
