import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { useAction } from '../../components/data/actions.ts';
import { useShown } from '../../components/panel/useShown.ts';
import { newDb, show } from './harness.tsx';

function Page() {
  const forget = useAction('data.evictCache');
  useShown('k', [{ item: { signal: 's', fingerprint: 'f', kind: 'process' } } as never]);
  return (
    <button type="button" onClick={() => forget.mutate()}>
      Forget
    </button>
  );
}

it('what a page sends says which account the page shows', async () => {
  const post = vi
    .spyOn(fakeBrowser.runtime, 'sendMessage')
    .mockImplementation((async () => ({ ok: true, value: { removed: 0 } })) as never);
  const db = newDb();
  show(<Page />, db);
  fireEvent.click(screen.getByRole('button'));
  await waitFor(() => expect(post).toHaveBeenCalledTimes(2), { timeout: 10_000 });
  for (const [message] of post.mock.calls as unknown[][])
    expect(message).toMatchObject({ store: db.name });
});
