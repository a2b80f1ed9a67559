import { useEffect, useState } from 'react';
import { liveQuery } from '../../lib/store/index.ts';

interface State<T> {
  value: T | undefined;
  /** The error of the query, in an array: anything may be thrown. */
  failed?: [unknown];
}

/**
 * The result of a query of the database, live: it runs again when what it read has changed. For
 * what the panel starts with: `useLiveQuery` has no result before it has run, and runs it twice.
 * @param first its result where that was read before the page was drawn.
 */
export function useLive<T>(
  query: () => T | Promise<T>,
  deps: readonly unknown[],
  first?: T,
): T | undefined {
  const [state, setState] = useState<State<T>>({ value: first });
  useEffect(() => {
    const running = liveQuery(query).subscribe({
      next: (value) =>
        setState((before) => (before.value === value && !before.failed ? before : { value })),
      error: (error: unknown) => setState({ value: undefined, failed: [error] }),
    });
    return () => running.unsubscribe();
    // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what is used.
  }, deps);
  if (state.failed) throw state.failed[0];
  return state.value;
}
