import type * as z from 'zod/mini';
import { getMeta, type SidelineDb } from '../../store/index.ts';
import { putMeta } from '../../store/write.ts';
import { PROTO, SCHEMA } from '../protocol.ts';
import { request, type ServerClient, ServerError } from './http.ts';

/** How long a device keeps to the older version before it asks for the newer one again. */
const ASK_AGAIN_MS = 86_400_000;

/**
 * A request in the newest version that both sides speak: a server that is older than this device refuses what it does not know, and is
 * asked in the version before. What it speaks is remembered for a day.
 */
export async function speaking<T extends z.ZodMiniType>(
  { db, client, now }: { db: SidelineDb; client: ServerClient; now(): number },
  path: string,
  input: Record<string, unknown>,
  schema: T,
): Promise<z.infer<T>> {
  const known = await getMeta(db, 'proto');
  const first = known && known.until > now() ? Math.min(known.speaks, PROTO) : PROTO;
  let proto = first;
  for (;;) {
    try {
      const { value } = await request(client, 'POST', path, { proto, schema: SCHEMA, ...input }, schema);
      // Only what an older version got through with tells of an older server: a request that no version can say tells nothing.
      if (proto < first) await putMeta(db, 'proto', { speaks: proto, until: now() + ASK_AGAIN_MS });
      return value;
    } catch (error) {
      const refused = error instanceof ServerError && (error.code === 'proto' || error.code === 'invalid');
      if (!refused || proto <= 1) throw error;
      proto -= 1;
    }
  }
}
