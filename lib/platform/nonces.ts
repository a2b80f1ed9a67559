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
  /**
   * The nonces that this worker issued, null once claimed: a frame that greets does not wait for
   * the storage.
   */
  const issued = new Map<number, string | null>();
  async function newest(tabId: number): Promise<unknown> {
    const own = issued.get(tabId);
    return own === undefined ? (await storage.get(keyOf(tabId)))[keyOf(tabId)] : own;
  }
  return {
    issue: (tabId: number): Promise<string> =>
      inTurn(async () => {
        const nonce = make();
        await storage.set({ [keyOf(tabId)]: nonce });
        issued.set(tabId, nonce);
        return nonce;
      }),
    /** Consumes the nonce. @returns whether it was the one of the tab's newest frame. */
    claim: (tabId: number, nonce: string): Promise<boolean> =>
      inTurn(async () => {
        if ((await newest(tabId)) !== nonce) return false;
        issued.set(tabId, null);
        queue = queue.then(() => storage.remove(keyOf(tabId))).catch(() => {});
        return true;
      }),
    forget: (tabId: number): Promise<void> =>
      inTurn(async () => {
        await storage.remove(keyOf(tabId));
        issued.delete(tabId);
      }),
  };
}
