import { expect, it, vi } from 'vitest';
import { unawaited } from '../../lib/platform/unawaited.ts';

it('work that fails in the background is logged by name, and rejects nowhere', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const error = new Error('the disk is full');
  unawaited('presence', Promise.reject(error));
  unawaited('sidebar', null);
  // Unhandled rejections are reported after the microtasks of this turn.
  await new Promise((done) => setImmediate(done));
  process.off('unhandledRejection', unhandled);
  expect(logged.mock.calls).toEqual([['presence', error]]);
  expect(unhandled).not.toHaveBeenCalled();
});
