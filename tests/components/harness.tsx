import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render } from '@testing-library/react';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { ReactNode } from 'react';
import { afterEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { queryDefaults } from '../../components/data/queries.ts';
import { StoreProvider } from '../../components/data/store.ts';
import { useKeptFocus } from '../../components/ui/keptFocus.ts';
import { type Row, SidelineDb } from '../../lib/store/index.ts';
import '../helpers/patience.ts';

export { background, named, Refusal } from '../helpers/background.ts';
export { item, model, noteFields, org, who } from '../helpers/panel.ts';

let count = 0;
export const newDb = () =>
  new SidelineDb(`components-${count++}`, { indexedDB: new IDBFactory(), IDBKeyRange });

/** Writes a row like the background, with only the fields that pages read. */
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

// happy-dom has no `document.fonts`, which fields that grow with their text use.
if (!('fonts' in document)) Object.defineProperty(document, 'fonts', { value: new EventTarget() });

/**
 * Ends what a test has drawn. An editor stores its draft when it unmounts: this ends that too, so
 * that no test affects the next.
 */
export async function leavePage(): Promise<void> {
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
}
// For files with modules of their own; `setup.ts` does it for those that share this module.
afterEach(leavePage);

/** What every page of the extension does. */
function Page({ children }: { children: ReactNode }) {
  useKeptFocus();
  return children;
}

/** Renders a part of the panel, the workspace or the settings with the providers it needs. */
export function show(content: ReactNode, db: SidelineDb) {
  const client = new QueryClient({ defaultOptions: queryDefaults });
  const inside = (node: ReactNode) => (
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <StoreProvider value={db}>
          <Page>{node}</Page>
        </StoreProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
  const drawn = render(inside(content));
  return { ...drawn, again: (node: ReactNode) => drawn.rerender(inside(node)) };
}
