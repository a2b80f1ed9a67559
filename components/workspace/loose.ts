import type * as z from 'zod/mini';

/** Every text field takes at least this much, and a list this many. */
const SHORT = 40;
const FEW = 5;

/** The same with short texts and lists. */
function short(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, SHORT);
  if (Array.isArray(value)) return value.slice(0, FEW).map(short);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, short(inner)]));
}

/**
 * Whether a draft has the shape of what it drafts. How long its texts are is no reason to lose them:
 * they stay while somebody shortens them.
 */
export function isShapedLike(schema: z.ZodMiniType, draft: unknown): boolean {
  return schema.safeParse(short(draft)).success;
}
