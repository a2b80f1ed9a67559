import { useRef } from 'react';
import type { TriggeredSignal, Wording } from '../../lib/coaching/index.ts';
import { useOnScreen } from '../data/onScreen.ts';

/**
 * The wording of each question, as it was when this visit began. Midnight, or a row that arrives
 * from another device, would change a sentence that a person is reading. A visit ends with the
 * record, and when the panel leaves the screen.
 */
export function useWordings(key: string): (item: TriggeredSignal) => Wording {
  const visit = `${key} ${useOnScreen()}`;
  const read = useRef({ visit, first: new Map<string, Wording>() });
  if (read.current.visit !== visit) read.current = { visit, first: new Map() };
  const { first } = read.current;
  return ({ signal, wording }) => {
    if (!first.has(signal)) first.set(signal, wording);
    return first.get(signal) ?? wording;
  };
}
