/** The part of the browser's session storage used here: it outlives the worker. */
export interface NonceStorage {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

const keyOf = (tabId: number) => `nonce:${tabId}`;

/**
 * Stores the nonce of each tab's newest frame until the frame reports itself. One per tab, so that
 * frames that never report leave none behind; calls run one after the other, so that no nonce is
 * claimed twice.
 */
export function createNonces(storage: NonceStorage, make: () => string) {
  let queue: Promise<unknown> = Promise.resolve();
  function inTurn<T>(job: () => Promise<T>): Promise<T> {
    const result = queue.then(job);
    queue = result.catch(() => {});
    return result;
  }
  return {
    issue: (tabId: number): Promise<string> =>
      inTurn(async () => {
        const nonce = make();
        await storage.set({ [keyOf(tabId)]: nonce });
        return nonce;
      }),
    /** Consumes the nonce. @returns whether it was the one of the tab's newest frame. */
    claim: (tabId: number, nonce: string): Promise<boolean> =>
      inTurn(async () => {
        const stored = await storage.get(keyOf(tabId));
        if (stored[keyOf(tabId)] !== nonce) return false;
        await storage.remove(keyOf(tabId));
        return true;
      }),
    forget: (tabId: number): Promise<void> => inTurn(() => storage.remove(keyOf(tabId))),
  };
}
