import * as z from 'zod/mini';
import type { Navigation as Type } from '../model/index.ts';

/** A navigation in messages. */
export const Navigation = z.object({
  document: z.string().check(z.minLength(1), z.maxLength(64)),
  number: z.int().check(z.minimum(0)),
}) satisfies z.ZodMiniType<Type>;
