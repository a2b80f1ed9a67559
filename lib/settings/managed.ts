import * as z from 'zod/mini';
import { browser } from '#imports';
import { typedServerAddress } from '../model/index.ts';

const Policy = z.object({ server: z.optional(z.string().check(z.maxLength(300))) });

/**
 * The only server that people may sign in to, where the company set one by policy
 * (`public/managed.json`); else null. A policy that does not parse permits no server.
 */
export async function pinnedServer(): Promise<string | null> {
  // Firefox rejects where there is no policy.
  const stored = await browser.storage.managed.get('server').catch(() => ({}));
  const { server } = Policy.parse(stored);
  if (server === undefined || server === '') return null;
  const address = typedServerAddress(server);
  if (address === null) throw new Error('the policy “server” is not an address');
  return address;
}
