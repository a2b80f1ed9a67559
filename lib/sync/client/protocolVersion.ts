import type * as z from 'zod/mini';
import { PROTO, SCHEMA } from '../protocol.ts';
import { request, type ServerClient, ServerError } from './http.ts';

/**
 * A request of sync. There is one version of the protocol: where the server speaks another one, the
 * error's code says which side has to be updated.
 * @throws ServerError `older`: this extension is older than its server; `newer`: the server is.
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
    // Servers of before do not say what they speak.
    throw new ServerError((error.speaks ?? 0) > PROTO ? 'older' : 'newer', false);
  }
}
