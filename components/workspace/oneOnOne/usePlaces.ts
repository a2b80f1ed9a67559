import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { TalkStep } from '../../../lib/model/index.ts';
import { placeOfStep } from '../../../lib/view/talkPlaces.ts';
import { usePresence } from '../../data/heartbeat.ts';
import { useOpenPlaces } from '../../data/store.ts';
import type { Places } from './context.ts';

/** How long a person stays in a field before others hear of it: passing through is no news. */
const STAYS_MS = 400;

/**
 * Where the people of a talk are now: the field in which each writes, else the step.
 * @param key of the talk; null until it is loaded.
 */
export function usePlaces(key: string | null, step: TalkStep | null): Places {
  const [place, setPlace] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  usePresence(key, place ?? (step === null ? null : placeOfStep(step)));
  const others = useOpenPlaces(key);
  return {
    others,
    write(next) {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setPlace(next), STAYS_MS);
    },
  };
}

/**
 * Says that this person writes in a field, also until a field is gone that had the focus.
 * @param place null for a field of which nobody else hears.
 */
export function useWriting({ write }: Places, place: string | null) {
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
