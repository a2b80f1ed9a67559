import { afterEach } from 'vitest';
import { type KeptDevice, type KeptName, loadKeptDevice } from './kept.ts';

/** A deal of both devices of 0.1.0. */
export const KEPT_DEAL = 'odoo/crm.harbour.example/deal/41';

/** For the tests of one file: databases of 0.1.0 devices, closed after each test. */
export function keptDevices() {
  const open: { close(): void }[] = [];
  afterEach(() => {
    for (const db of open.splice(0)) db.close();
  });
  return {
    async load(name: KeptName, device?: KeptDevice) {
      const loaded = await loadKeptDevice(name, device);
      open.push(loaded.db);
      return loaded;
    },
  };
}

export function sizes(lists: Record<string, unknown[]>): Record<string, number> {
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length]));
}
