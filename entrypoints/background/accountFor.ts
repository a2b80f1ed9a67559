import { type Handlers, MessageError, type SenderContext } from '../../lib/messages/index.ts';
import { type Account, account } from './account.ts';

/**
 * The account in use, for a message that acts on it.
 * @throws MessageError where the page shows another account, which was replaced meanwhile.
 */
export async function accountFor(from: SenderContext): Promise<Account> {
  const current = await account();
  if (from.kind === 'page' && from.store !== undefined && from.store !== current.db.name)
    throw new MessageError('otherAccount');
  return current;
}

/** Handlers that act on the account which the page shows, and on no other. */
export function ofAccount<H extends Partial<Handlers>>(handlers: H): H {
  type Handle = (input: unknown, from: SenderContext) => unknown;
  const guarded = Object.entries(handlers).map(([name, handle]) => [
    name,
    async (input: unknown, from: SenderContext) => {
      await accountFor(from);
      return (handle as Handle)(input, from);
    },
  ]);
  return Object.fromEntries(guarded) as H;
}
