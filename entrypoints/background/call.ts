import type * as z from 'zod/mini';
import { storageError } from '../../lib/commands/index.ts';
import { MessageError, refusalError } from '../../lib/messages/index.ts';
import { request, ServerError } from '../../lib/sync/client/index.ts';
import { account } from './account.ts';
import { clientOf, wipe } from './sync.ts';

/** Turns a server's refusal, or a full disk, into an error that pages have a sentence for. */
export function toMessageError(error: unknown): MessageError {
  if (error instanceof MessageError) return error;
  if (!(error instanceof ServerError))
    return storageError(error) ?? new MessageError('unexpected', String(error));
  return refusalError(error.code, error.message);
}

/** Sends a request to the server with the token of the current session. */
export async function call<T extends z.ZodMiniType>(
  method: string,
  path: string,
  input: unknown,
  schema: T,
): Promise<z.infer<T>> {
  const { session } = await account();
  if (!session) throw new MessageError('signedOut');
  try {
    return (await request(clientOf(session), method, path, input, schema)).value;
  } catch (error) {
    if (error instanceof ServerError && error.code === 'wiped') await wipe(session.token);
    throw toMessageError(error);
  }
}
