import Dexie from 'dexie';
import { IDBFactory } from 'fake-indexeddb';

// Test files that share modules also share the global IndexedDB, which Dexie stores when it is
// loaded. Each file gets an empty one, so that databases of the same name are not mixed up.
const indexedDB = new IDBFactory();
Object.assign(globalThis, { indexedDB });
Dexie.dependencies.indexedDB = indexedDB;
