import type * as z from 'zod/mini';

export type Shape = z.ZodMiniType;

/** A route in the OpenAPI document. */
export interface Route {
  method: 'get' | 'post' | 'patch';
  path: string;
  summary: string;
  in?: Shape;
  out?: Shape;
  /** Needs no session. */
  open?: true;
}
