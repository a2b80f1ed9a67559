// @vitest-environment happy-dom
import { act, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { useSliced } from '../../components/data/deals.ts';

afterEach(() => vi.restoreAllMocks());

/** Each step takes so many ms of the page’s clock. */
function steps(count: number, ms: number, log: string[]) {
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  return function* run(): Generator<number | null> {
    for (let step = 0; step < count; step++) {
      clock += ms;
      log.push(`step ${step}`);
      yield step % 2 === 0 ? step : null;
    }
  };
}

it('a list is computed in slices, between which the page reacts', async () => {
  const log: string[] = [];
  const start = steps(9, 10, log);
  const db = {};
  // A press that waits for the page is handled after the first slice.
  const press = new MessageChannel();
  press.port1.onmessage = () => log.push('press');
  press.port2.postMessage(null);
  const { result } = renderHook(() => useSliced(start, db));
  expect(result.current).toBeUndefined();
  await waitFor(() => expect(result.current).toEqual([0, 2, 4, 6, 8]));
  expect(log.indexOf('press')).toBeLessThan(log.indexOf('step 8'));
  press.port1.close();
});

it('the last list stays while a new one is computed, but not for another account', async () => {
  const db = {};
  const first = () => [1, null, 2];
  const { result, rerender } = renderHook((props) => useSliced(props.start, props.db), {
    initialProps: { start: first as (() => (number | null)[]) | undefined, db },
  });
  await waitFor(() => expect(result.current).toEqual([1, 2]));
  rerender({ start: undefined, db });
  expect(result.current).toEqual([1, 2]);
  await act(async () => rerender({ start: () => [3], db }));
  await waitFor(() => expect(result.current).toEqual([3]));
  rerender({ start: undefined, db: {} });
  expect(result.current).toBeUndefined();
});
