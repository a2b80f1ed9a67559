import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { ReactNode } from 'react';
import { afterEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { StoreProvider } from '../../components/data/store.ts';
import { type Row, SidelineDb } from '../../lib/store/index.ts';

export { background, named, Refusal } from '../helpers/background.ts';
export { item, model, noteFields, org, who } from '../helpers/panel.ts';

let count = 0;
export const newDb = () =>
  new SidelineDb(`components-${count++}`, { indexedDB: new IDBFactory(), IDBKeyRange });

/** Puts a row where the background would: as little of it as the pages read. */
export async function putRow(db: SidelineDb, id: string, text: string, deleted = false) {
  const row: Row = {
    id,
    collection: 'note',
    scope: 'u:local',
    deleted,
    fields: { text },
    refKey: 'k',
    rev: 0,
    version: 0,
    pending: 1,
    serverCopy: null,
  };
  await db.rows.put(row);
}

// What happy-dom lacks: fields that grow with their text listen for fonts.
if (!('fonts' in document)) Object.defineProperty(document, 'fonts', { value: new EventTarget() });

// An editor that went keeps its draft all the same: no test may hear of the one before it.
afterEach(async () => {
  cleanup();
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation((async () => ({
    ok: true,
    value: null,
  })) as never);
  window.dispatchEvent(new Event('pagehide'));
  await vi.waitFor(() => {
    const leaving = new Event('beforeunload', { cancelable: true });
    if (!window.dispatchEvent(leaving)) throw new Error('a draft is still on its way');
  });
});

/** Draws something of the panel, the workspace or the settings, with a store around it. */
export function show(content: ReactNode, db: SidelineDb) {
  const client = new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } });
  const inside = (node: ReactNode) => (
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <StoreProvider value={db}>{node}</StoreProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
  const drawn = render(inside(content));
  return { ...drawn, again: (node: ReactNode) => drawn.rerender(inside(node)) };
}
