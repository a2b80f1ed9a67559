/** Work that is done after its response. */
export interface Later {
  /** @returns false if too much waits already. */
  add(work: () => Promise<void>): boolean;
  /** Does at once what still waits. Resolves when all of it is done. */
  finish(): Promise<void>;
}

/**
 * Does work at a random moment after it was added: neither the time of a response nor that of the
 * next one shows which work it was.
 * @param options.most pieces that wait or run.
 * @param options.spreadMs the longest wait.
 * @param options.random 0 ≤ random < 1.
 */
export function createLater(options: {
  most: number;
  spreadMs: number;
  random(): number;
  failed(error: unknown): void;
}): Later {
  const waiting = new Map<ReturnType<typeof setTimeout>, () => Promise<void>>();
  const running = new Set<Promise<void>>();

  function begin(timer: ReturnType<typeof setTimeout>): void {
    const work = waiting.get(timer);
    clearTimeout(timer);
    waiting.delete(timer);
    if (!work) return;
    const done: Promise<void> = work()
      .catch(options.failed)
      .finally(() => running.delete(done));
    running.add(done);
  }

  return {
    add(work) {
      if (waiting.size + running.size >= options.most) return false;
      const timer = setTimeout(() => begin(timer), options.random() * options.spreadMs);
      waiting.set(timer, work);
      return true;
    },
    async finish() {
      for (const timer of [...waiting.keys()]) begin(timer);
      await Promise.all(running);
    },
  };
}
