// The peers' clients A and B in a browser with IndexedDB: the same notes, the same connection.
import PouchDB from 'pouchdb';
import { createRxDatabase } from 'rxdb';
import { replicateWithWebsocketServer } from 'rxdb/plugins/replication-websocket';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { notes } from './notes.js';
import { schema } from './rxdb-schema.js';

const id = (index) => `n${String(index).padStart(7, '0')}`;
const run = {
  async pouchdb(count, room) {
    const [a, b] = [new PouchDB(`${room}-a`), new PouchDB(`${room}-b`)];
    await a.bulkDocs(notes(count).map((note, index) => ({ _id: id(index), ...note })));
    const began = performance.now();
    await a.replicate.to(`${location.origin}/${room}`, { batch_size: 500 });
    const pushed = performance.now();
    await b.replicate.from(`${location.origin}/${room}`, { batch_size: 500 });
    if ((await b.info()).doc_count !== count) throw new Error('not all came');
    return [began, pushed];
  },
  async rxdb(count, room) {
    const open = async (name) => {
      const database = await createRxDatabase({
        name,
        storage: getRxStorageDexie(),
        multiInstance: false,
      });
      await database.addCollections({ [room]: { schema } });
      return database[room];
    };
    const [a, b] = [await open(`${room}-a`), await open(`${room}-b`)];
    await a.bulkInsert(notes(count).map((note, index) => ({ id: id(index), note })));
    const url = location.origin.replace('http', 'ws');
    const began = performance.now();
    const up = await replicateWithWebsocketServer({
      collection: a,
      url,
      batchSize: 500,
      live: true,
    });
    await up.awaitInSync();
    const pushed = performance.now();
    const down = await replicateWithWebsocketServer({
      collection: b,
      url,
      batchSize: 500,
      live: true,
    });
    await down.awaitInSync();
    while ((await b.count().exec()) !== count) await new Promise((done) => setTimeout(done, 4));
    return [began, pushed];
  },
};

globalThis.bench = {
  async run(name, count, room) {
    const [began, pushed] = await run[name](count, room);
    return { push: pushed - began, total: performance.now() - began };
  },
};
