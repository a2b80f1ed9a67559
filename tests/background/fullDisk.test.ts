import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { openStore } from '../../entrypoints/background/account.ts';
import { sessionHandlers } from '../../entrypoints/background/session.ts';
import { storeName } from '../../lib/store/index.ts';
import { meOf } from '../helpers/view.ts';

it('a sign-in on a full disk fails with the error that says so', async () => {
  const me = meOf('tomas');
  vi.stubGlobal('fetch', async (url: string) =>
    url.endsWith('/me')
      ? Response.json(me)
      : Response.json({}, { headers: { 'set-auth-token': 'token' } }),
  );
  const db = await openStore(storeName('https://s.test', me.org.id, me.user.id));
  vi.spyOn(db.meta, 'put').mockRejectedValue(
    new DOMException('The disk is full.', 'QuotaExceededError'),
  );
  const signingIn = sessionHandlers['session.signIn'](
    { server: 'https://s.test', email: 't@s.test', password: 'x' },
    { kind: 'page', tabId: null },
  );
  await expect(signingIn).rejects.toMatchObject({ code: 'full' });
});
