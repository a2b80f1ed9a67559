import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { usePresence } from '../../data/heartbeat.ts';
import { useOpenPlaces } from '../../data/store.ts';
import type { Places } from './context.ts';

/** How long a person stays in a field before others hear of it: passing through is no news. */
const STAYS_MS = 400;

/** Where the people of a talk write now. @param key of the talk; null until it is loaded. */
export function usePlaces(key: string | null): Places {
  const [place, setPlace] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  usePresence(key, place);
  const others = useOpenPlaces(key);
  return {
    others,
    write(next) {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setPlace(next), STAYS_MS);
    },
  };
}

/** Says that this person writes in a field, also until a field is gone that had the focus. */
export function useWriting({ write }: Places, place: string) {
  const isHere = useRef(false);
  const end = useEffectEvent(() => {
    if (isHere.current) write(null);
  });
  useEffect(() => () => end(), []);
  return {
    onFocus() {
      isHere.current = true;
      write(place);
    },
    onBlur() {
      isHere.current = false;
      write(null);
    },
  };
}
