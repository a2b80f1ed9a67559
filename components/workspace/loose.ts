import type * as z from 'zod/mini';

/** Texts of this length, and lists of this many items, are allowed in every field. */
const SHORT_CHARS = 40;
const FEW_ITEMS = 5;

/** A copy with texts and lists cut to those sizes. */
function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, SHORT_CHARS);
  if (Array.isArray(value)) return value.slice(0, FEW_ITEMS).map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]));
}

/**
 * Whether a draft has the structure of the schema. Lengths do not count, so that a text that is too
 * long is not lost.
 */
export function isShapedLike(schema: z.ZodMiniType, draft: unknown): boolean {
  return schema.safeParse(shortened(draft)).success;
}
