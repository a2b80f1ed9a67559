import { type Limiter, memoryLimiters } from './limiter.ts';

/** The requests of a minute, with those that open a socket. */
export interface RequestCounts {
  ofNetwork: Limiter;
  ofUser: Limiter;
}

const MINUTE = 60;

/** Counts of this process: a shared count would cost a write for each request. */
export function requestCounts(rate: { address: number; user: number }): RequestCounts {
  const inMemory = memoryLimiters();
  return {
    ofNetwork: inMemory('network', { points: rate.address, seconds: MINUTE }),
    ofUser: inMemory('user', { points: rate.user, seconds: MINUTE }),
  };
}
