import * as z from 'zod/mini';
import { request, type ServerClient } from './http.ts';

/**
 * What a device keeps of a session that its person ended: the hash of the token without its
 * signature. It answers one question, whether the account was wiped since, and opens nothing.
 */
export async function wipeMark(token: string): Promise<string> {
  const [secret = ''] = token.split('.');
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const Answer = z.object({ wiped: z.boolean() });

/** Asks the server whether an administrator had the devices of a person wiped. */
export async function isWiped(client: ServerClient, mark: string): Promise<boolean> {
  return (await request(client, 'POST', '/auth/wiped', { mark }, Answer)).value.wiped;
}
