import { useState } from 'react';

/** Returns the same object while its content is equal: a live query creates a new one each time. */
export function useSame<T>(value: T): T {
  const [current, setCurrent] = useState(value);
  if (JSON.stringify(current) === JSON.stringify(value)) return current;
  setCurrent(value);
  return value;
}
