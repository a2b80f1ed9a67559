// @vitest-environment happy-dom
import { renderHook, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { useTabInFront } from '../../components/panel/useTabInFront.ts';
import './harness.tsx';
import '../helpers/patience.ts';

it('follows the active tab and drops a late answer about the previous one', async () => {
  const answers = [1, 2].map(() => Promise.withResolvers<{ id: number }[]>());
  let queries = 0;
  vi.spyOn(fakeBrowser.tabs, 'query').mockImplementation(
    (() => answers[queries++]?.promise) as never,
  );
  const { result } = renderHook(() => useTabInFront(null));
  await fakeBrowser.tabs.onActivated.trigger({ tabId: 2, windowId: 1 });
  answers[1]?.resolve([{ id: 2 }]);
  await waitFor(() => expect(result.current).toBe(2));
  answers[0]?.resolve([{ id: 1 }]);
  await new Promise((done) => setTimeout(done));
  expect(result.current).toBe(2);
});
