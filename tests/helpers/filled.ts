import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Running } from '../../server/start.ts';
import type { Store } from '../../server/store/store.ts';
import { Client } from './client.ts';
import { note, organisation, type StoreKind, startServer, type TestServer } from './server.ts';
import { newStore } from './stores.ts';

type FilledServer = TestServer & { org: string; boss: string; rep: string };

/** A server with notes, a conflict, a note that moved, a deleted one, and a second organisation. */
async function fill(server: TestServer): Promise<FilledServer> {
  const acme = await organisation(server.people, 'acme', 1);
  await organisation(server.people, 'other', 1);
  const rep = acme.reps[0] ?? '';
  const pair = `p:${acme.boss}:${rep}`;
  const [r, b] = [new Client(server, rep), new Client(server, acme.boss)];
  const { id } = await r.one({ scope: pair, patch: note(rep, 'Überlegung: 10 % – “später” 😀') });
  await b.one({ op: 'patch', rowId: id, base: 1, patch: { text: 'something else' } });
  await r.one({ op: 'patch', rowId: id, base: 1, patch: { text: 'a third thing' } });
  await r.one({
    op: 'patch',
    rowId: (await r.one({ scope: pair, patch: note(rep, 'narrowed') })).id,
    base: 1,
    scope: `u:${rep}`,
    patch: {},
  });
  await r.one({
    op: 'delete',
    rowId: (await r.one({ scope: pair, patch: note(rep, 'deleted') })).id,
    base: 1,
  });
  return { ...server, org: acme.org, boss: acme.boss, rep };
}

/** For the tests of one file: filled servers and empty stores, closed after each test. */
export function filledServers() {
  const closing: (() => Promise<unknown>)[] = [];
  let folder = '';
  let made = 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sideline-ops-'));
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    closing,
    folder: () => folder,
    /** A path for a new file. */
    path: (name: string) => join(folder, `${++made}-${name}`),
    async filled(kind: StoreKind): Promise<FilledServer> {
      const server = await startServer(kind);
      closing.push(() => server.close());
      return fill(server);
    },
    async emptyStore(kind: StoreKind): Promise<Store> {
      const store = await newStore(kind);
      closing.push(() => store.close());
      return store;
    },
  };
}

/** All rows that a person may read, from a given store. */
export const seenBy = async (store: Store, people: Running['people'], user: string) =>
  (await new Client({ store, people: { ...people, store, db: store.db } }, user).all()).sort(
    (a, b) => a.id.localeCompare(b.id),
  );
