import { refuse, slowDown } from './refusals.ts';

/** Bytes of bodies that may be in memory at once: of all requests, and of one person or network. */
export interface BodyLimits {
  all: number;
  each: number;
}

/** One push of the largest size is in memory packed and unpacked, and a second one may arrive. */
export const BODY_LIMITS: BodyLimits = { all: 64 * 1024 * 1024, each: 32 * 1024 * 1024 };

/** Seconds until a device tries again. */
const AGAIN = 5;

/** The bytes that one request holds. */
export interface Held {
  /** @throws a refusal: 429 if its person or network holds too much, 503 if all together do. */
  add(bytes: number): void;
  /** The person is known from here on: their budget is used, not that of the network. */
  belongsTo(person: string): void;
  release(): void;
  readonly bytes: number;
}

/**
 * Counts the bytes of bodies in memory, from their arrival to the end of the request. Without a
 * common limit, bodies that are each small enough could together use up the memory.
 */
export function bodyBudget(limits: BodyLimits = BODY_LIMITS): {
  hold(network: string): Held;
  readonly bytes: number;
} {
  let all = 0;
  const holders = new Map<string, number>();
  const count = (holder: string, bytes: number) => {
    const sum = (holders.get(holder) ?? 0) + bytes;
    if (sum > 0) holders.set(holder, sum);
    else holders.delete(holder);
    all += bytes;
  };
  return {
    get bytes() {
      return all;
    },
    hold(network) {
      let holder = network;
      let held = 0;
      return {
        get bytes() {
          return held;
        },
        add(bytes) {
          if ((holders.get(holder) ?? 0) + bytes > limits.each) throw slowDown(AGAIN);
          if (all + bytes > limits.all)
            throw refuse(503, 'server', { 'retry-after': String(AGAIN) });
          held += bytes;
          count(holder, bytes);
        },
        belongsTo(person) {
          count(holder, -held);
          holder = person;
          count(holder, held);
        },
        release() {
          count(holder, -held);
          held = 0;
        },
      };
    },
  };
}
