/**
 * The part of the browser's storage that is needed here; session storage, since the worker may
 * sleep in between.
 */
export interface NonceStorage {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

const keyOf = (tabId: number) => `nonce:${tabId}`;

/**
 * The nonce of each tab's newest frame, until it has reported itself. One a tab, so none is left
 * behind by frames that never do; and one call after the other, so that none is good for two.
 */
export function createNonces(storage: NonceStorage, make: () => string) {
  let queue: Promise<unknown> = Promise.resolve();
  function inTurn<T>(job: () => Promise<T>): Promise<T> {
    const mine = queue.then(job);
    queue = mine.catch(() => {});
    return mine;
  }
  return {
    issue: (tabId: number): Promise<string> =>
      inTurn(async () => {
        const nonce = make();
        await storage.set({ [keyOf(tabId)]: nonce });
        return nonce;
      }),
    /** @returns whether this was the nonce of the tab's newest frame; it is used up then. */
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
