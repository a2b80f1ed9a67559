import type * as z from 'zod/mini';
import { PROTO, SCHEMA } from '../protocol.ts';
import { request, type ServerClient, ServerError } from './http.ts';

/**
 * Sends a sync request. Each side supports one version of the protocol; where the server has
 * another, the error's code names the side that has to be updated.
 * @throws ServerError `older`: this extension is older than its server; `newer`: it is newer.
 */
export async function ask<T extends z.ZodMiniType>(
  client: ServerClient,
  path: string,
  input: Record<string, unknown>,
  schema: T,
): Promise<z.infer<T>> {
  try {
    return (await request(client, 'POST', path, { proto: PROTO, schema: SCHEMA, ...input }, schema))
      .value;
  } catch (error) {
    if (!(error instanceof ServerError) || error.code !== 'proto') throw error;
    // Older servers do not send their version.
    throw new ServerError((error.speaks ?? 0) > PROTO ? 'older' : 'newer', false);
  }
}
