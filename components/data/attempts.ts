import { useRef } from 'react';

/**
 * The texts that were sent under one id and not answered. The row may hold any of them, so all are
 * named when the text is sent again: what the writer has made of them is no conflict with them.
 */
export function useAttempts(): (id: string, text: string) => string[] {
  const tried = useRef<{ id: string; texts: string[] }>({ id: '', texts: [] });
  return (id, text) => {
    const before = tried.current.id === id ? tried.current.texts : [];
    tried.current = { id, texts: [...before, text].slice(-50) };
    return before;
  };
}
