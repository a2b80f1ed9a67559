// @vitest-environment jsdom
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { A, B, countOf } from '../helpers/tabs.ts';
import { createTab, type Reader } from './browserTab.ts';

type Tab = ReturnType<typeof createTab>;
type Step = [name: string, run: (tab: Tab) => unknown];

const where = fc.constantFrom(A, B, null);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: where.map((id): Step => [`go ${id}`, (tab) => tab.go(id)]) },
  { weight: 2, arbitrary: where.map((id): Step => [`load ${id}`, (tab) => tab.reload(id)]) },
  { weight: 1, arbitrary: fc.constant<Step>(['back', (tab) => tab.back()]) },
  { weight: 8, arbitrary: fc.constant<Step>(['deliver', (tab) => tab.deliver()]) },
  { weight: 4, arbitrary: fc.constant<Step>(['release', (tab) => tab.release()]) },
  { weight: 2, arbitrary: fc.constant<Step>(['wake', (tab) => tab.wake()]) },
  {
    weight: 6,
    arbitrary: fc.nat(12).map((count): Step => [`turns ${count}`, (tab) => tab.turns(count)]),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom<Reader>('early', 'late', 'never', 'fails')
      .map((how): Step => [`reader ${how}`, (tab) => tab.read(how)]),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map((is): Step => [`slow host ${is}`, (tab) => tab.slow(is)]),
  },
  {
    weight: 2,
    arbitrary: fc.boolean().map((is): Step => [`visible ${is}`, (tab) => tab.show(is)]),
  },
  { weight: 1, arbitrary: fc.constant<Step>(['restart', (tab) => tab.restart()]) },
  {
    weight: 1,
    // Not awaited: the page navigates during a refresh.
    arbitrary: fc
      .constantFrom('tab', 'dock', 'float')
      .map((mode): Step => [`layout ${mode}`, (tab) => void tab.layout(mode as 'tab')]),
  },
);

/** The last navigation, after any steps before it. */
const end = fc.record({
  id: where,
  reader: fc.constantFrom<Reader>('early', 'late', 'never', 'fails'),
});

async function play(
  steps: Step[],
  { id, reader }: { id: string | null; reader: Reader },
): Promise<void> {
  const tab = createTab();
  try {
    tab.show(true);
    history.replaceState({}, '', '#Opportunity');
    await tab.load();
    for (const [, run] of steps) await run(tab);
    tab.read(reader);
    tab.show(true);
    await tab.go(id);
    await tab.finish();
    expect(tab.wrong).toEqual([]);
    const { host, hostCount, panel, state, badge } = await tab.outcome();
    expect([host, panel]).toEqual([id, id]);
    const count = id === null ? 0 : countOf(id);
    expect([hostCount, badge]).toEqual([count, count]);
    if (id !== null)
      expect(state).toBe(reader === 'fails' || reader === 'never' ? 'failed' : 'ready');
  } finally {
    await tab.close();
    vi.restoreAllMocks();
  }
}

beforeEach(() => {
  // IndexedDB runs on setImmediate, which stays real.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('host, button and panel agree with the last navigation, and show no other record', async () => {
  await fakeBrowser.storage.local.set({ sites: [{ origin: location.origin, crm: 'espocrm' }] });
  const steps = fc.array(step, { maxLength: 25 });
  await fc.assert(fc.asyncProperty(steps, end, play), { seed: 20261127, numRuns: 300 });
});
