// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Panel } from '../../components/panel/Panel.tsx';
import { finishReading, setBlocked } from '../../lib/commands/records.ts';
import { refKey } from '../../lib/model/index.ts';
import { keepRecord } from '../../lib/store/write.ts';
import { deal, NOON } from '../helpers/deals.ts';
import { view } from '../helpers/panel.ts';
import { newDb, show } from './harness.tsx';

const gate = vi.hoisted(() => ({ open: Promise.resolve() }));
vi.mock('../../lib/view/load.ts', async (original) => {
  const load = await original<typeof import('../../lib/view/load.ts')>();
  return {
    ...load,
    async loadFacts(...args: Parameters<typeof load.loadFacts>) {
      const loaded = await load.loadFacts(...args);
      await gate.open;
      return loaded;
    },
  };
});

const record = deal({ name: 'Marlow Foods: cold-chain monitoring' });
const { ref } = record;

it('a first reading is never shown as absent before it is loaded', async () => {
  const db = newDb();
  await db.views.put({ ...view, ref, refKey: refKey(ref), state: 'reading' });
  show(<Panel tabId={1} aside />, db);
  await screen.findByText('Close date');
  const seen = new Set<string>();
  const look = () => seen.add(document.body.textContent ?? '');
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  const { promise, resolve } = Promise.withResolvers<void>();
  gate.open = promise;
  await keepRecord(db, record, NOON);
  await finishReading(db, { tabId: 1, navigation: view.navigation, ref }, ref, NOON);
  // Shown from the same row as “ready”: the panel knows both while the reading is still loaded.
  await setBlocked(db, 1, { blocked: true });
  await screen.findByText(/doesn’t allow embedded panels/);
  resolve();
  await screen.findByText('Marlow Foods: cold-chain monitoring');
  observer.disconnect();
  const wrong = /not in this CRM|not visible|can’t read EspoCRM/;
  expect([...seen].flatMap((text) => wrong.exec(text) ?? [])).toEqual([]);
});
