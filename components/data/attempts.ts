import { useRef } from 'react';
import { ids } from './ids.ts';

/**
 * Collects the texts that were sent under one id without an answer. The stored row may contain any
 * of them. The next attempt lists them all, so that the new text does not conflict with them.
 */
export function useAttempts(): (id: string, text: string) => string[] {
  const attempts = useRef<{ id: string; texts: string[] }>({ id: '', texts: [] });
  return (id, text) => {
    const earlier = attempts.current.id === id ? attempts.current.texts : [];
    attempts.current = { id, texts: [...earlier, text].slice(-50) };
    return earlier;
  };
}

/**
 * The id of the row that a press stores. Another press about the same thing has the same id until
 * one was answered: a lost answer doubles nothing.
 */
export function usePressId(): (about: string) => { id: string; done(): void } {
  const unanswered = useRef<{ about: string; id: string }>(null);
  return (about) => {
    if (unanswered.current?.about !== about) unanswered.current = { about, id: ids.next() };
    const { id } = unanswered.current;
    const done = () => {
      unanswered.current = null;
    };
    return { id, done };
  };
}
