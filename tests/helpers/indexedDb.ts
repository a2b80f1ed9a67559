// Before Dexie, which looks for IndexedDB when it is loaded. A file of our own: a package that is
// named as a set-up file is not found for jsdom in a copy of the project with linked packages.
import 'fake-indexeddb/auto';
