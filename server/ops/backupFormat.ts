import * as z from 'zod/mini';

/**
 * The format of a backup: compressed JSON lines. The first line describes the backup, the last one
 * contains counts and hashes. The same for both stores.
 */
const FORMAT = 1;
export const Head = z.object({
  format: z.literal('sideline-backup'),
  version: z.literal(FORMAT),
  migrations: z.array(z.string()),
  at: z.number(),
});
export const Body = z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) });
/** A line of the list of erasures. */
export const Entry = z.object({
  kind: z.enum(['person', 'row', 'wiped', 'removed']),
  org_id: z.string(),
  id: z.string(),
  at: z.number(),
  choice: z.nullable(z.enum(['keep', 'erase'])),
  address: z.nullable(z.string()),
});
export const Tail = z.object({
  end: z.record(z.string(), z.object({ count: z.number(), hash: z.string() })),
});

/** The first line. @param at Unix ms. */
export const headOf = (migrations: readonly string[], at: number): string =>
  JSON.stringify({ format: 'sideline-backup', version: FORMAT, migrations, at });
