import { useRef } from 'react';

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
