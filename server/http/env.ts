import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from '../store/context.ts';
import type { Held } from './bodyBudget.ts';

/** What the middleware attaches to a request. */
export interface Env {
  /** Absent in tests that call the app without a socket. */
  Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse };
  Variables: {
    who: Context;
    address: string;
    /** The address, or the /64 network of an IPv6 address: what limits count. */
    network: string;
    session: string;
    /** The bytes of this request's body that are in memory. */
    held: Held;
  };
}
