import type { DBCore, DBCoreMutateRequest } from 'dexie';
import type { SidelineDb } from './db.ts';

// Which rows were written since somebody looked, so that what is computed of many rows is computed
// from what is new. The background is the only writer, and remembers it only while it runs.

/** The keys that were written since the last call, or since the start; null: any may have been. */
export type Since = () => ReadonlySet<string> | null;

/** Above so many keys nobody looks them up one by one. */
const MOST = 5000;

/** Null: any key may have been written. */
interface Watcher {
  keys: Set<string> | null;
}

const watched = new WeakMap<SidelineDb, Map<string, Watcher[]>>();

/** Key paths of the tables that are watched. */
const KEYS: Readonly<Record<string, string>> = { rows: 'id', summaries: 'key' };

function keysIn(request: DBCoreMutateRequest, path: string): readonly unknown[] | null {
  if (request.type === 'deleteRange') return null;
  if (request.type === 'delete') return request.keys;
  return request.values.map((value) => value[path]);
}

function note(watchers: readonly Watcher[], keys: readonly unknown[] | null): void {
  for (const watcher of watchers) {
    if (watcher.keys === null) continue;
    if (keys === null || watcher.keys.size + keys.length > MOST) watcher.keys = null;
    else for (const key of keys) watcher.keys.add(String(key));
  }
}

/** Makes a database tell what is written in it. Call before it is opened. */
export function tellWrites(db: SidelineDb): void {
  const watchers = new Map<string, Watcher[]>();
  watched.set(db, watchers);
  db.use({
    stack: 'dbcore',
    name: 'writes',
    create: (core: DBCore): DBCore => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        const path = KEYS[name];
        if (path === undefined) return table;
        const mutate = (request: DBCoreMutateRequest) => {
          // Before it is committed: whoever asks now and then reads, reads after this transaction.
          note(watchers.get(name) ?? [], keysIn(request, path));
          return table.mutate(request);
        };
        return { ...table, mutate };
      },
    }),
  });
}

/** Watches a table. Any row may have been written in a database that does not tell. */
export function watchWrites(db: SidelineDb, table: 'rows' | 'summaries'): Since {
  const all = watched.get(db);
  if (!all) return () => null;
  const watcher: Watcher = { keys: null };
  all.set(table, [...(all.get(table) ?? []), watcher]);
  return () => {
    const { keys } = watcher;
    watcher.keys = new Set();
    return keys;
  };
}
