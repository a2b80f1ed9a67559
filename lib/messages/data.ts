import * as z from 'zod/mini';
import { fromPage, id, nothing } from './fields.ts';

/** The device's data as a whole. */
export const dataMessages = {
  'data.import': fromPage(
    z.object({
      rows: z
        .array(
          z.object({
            id,
            collection: z.string().check(z.maxLength(60)),
            fields: z.record(z.string(), z.unknown()),
          }),
        )
        .check(z.maxLength(20_000)),
    }),
    z.object({ taken: z.int(), known: z.int(), refused: z.int() }),
  ),
};

/** Asked of the background itself: nothing is written to what syncs. */
export const deviceMessages = {
  'data.evictCache': fromPage(nothing, z.object({ removed: z.int() })),
  'sync.now': fromPage(nothing, nothing),
};
