import * as z from 'zod/mini';
import { fromPage, id, nothing } from './fields.ts';

/** Import of exported data, and the storage of this device. */
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
  'data.evictCache': fromPage(nothing, z.object({ removed: z.int() })),
};

/** Requests to the background that write nothing themselves. */
export const deviceMessages = {
  'sync.now': fromPage(nothing, nothing),
};
