// One peer's clients A and B: node client.js NAME URL COUNT FOLDER ROOM.
// Prints {push, total} in ms: the time until A's notes are at the server, and until all are at B.
import { createRequire } from 'node:module';
import { notes } from './notes.js';

const [name, url, countText, folder, room] = process.argv.slice(2);
const count = Number(countText);
const require = createRequire(import.meta.url);
const id = (index) => `n${String(index).padStart(7, '0')}`;
const until = async (ready) => {
  while (!(await ready())) await new Promise((done) => setTimeout(done, 4));
};
const run = {
  async pouchdb() {
    const PouchDB = require('pouchdb').defaults({ prefix: `${folder}/` });
    const [a, b] = [new PouchDB(`${room}-a`), new PouchDB(`${room}-b`)];
    await a.bulkDocs(notes(count).map((note, index) => ({ _id: id(index), ...note })));
    const began = performance.now();
    await a.replicate.to(`${url}/${room}`, { batch_size: 500 });
    const pushed = performance.now();
    await b.replicate.from(`${url}/${room}`, { batch_size: 500 });
    if ((await b.info()).doc_count !== count) throw new Error('not all came');
    return [began, pushed];
  },
  async tinybase() {
    const { WebSocket } = await import('ws');
    const { createMergeableStore } = await import('tinybase');
    const { createWsSynchronizer } = await import('tinybase/synchronizers/synchronizer-ws-client');
    const [a, b] = [createMergeableStore('a'), createMergeableStore('b')];
    a.transaction(() => {
      for (const [index, note] of notes(count).entries())
        a.setRow('notes', id(index), {
          text: note.text,
          refKey: note.refKey,
          recordName: note.recordName,
          author: note.author,
          createdAt: note.createdAt,
          kind: note.kind,
          rest: JSON.stringify([note.ref, note.conflicts]),
        });
    });
    const began = performance.now();
    const sa = await createWsSynchronizer(
      a,
      new WebSocket(`${url.replace('http', 'ws')}/${room}`),
      60,
    );
    await sa.startSync();
    const pushed = performance.now();
    const sb = await createWsSynchronizer(
      b,
      new WebSocket(`${url.replace('http', 'ws')}/${room}`),
      60,
    );
    await sb.startSync();
    await until(() => b.getRowCount('notes') === count);
    return [began, pushed];
  },
  async yjs() {
    const Y = await import('yjs');
    const { WebsocketProvider } = await import('y-websocket');
    const { WebSocket } = await import('ws');
    const [a, b] = [new Y.Doc(), new Y.Doc()];
    a.transact(() => {
      const map = a.getMap('notes');
      for (const [index, note] of notes(count).entries()) map.set(id(index), note);
    });
    const options = { WebSocketPolyfill: WebSocket, disableBc: true };
    const began = performance.now();
    const pa = new WebsocketProvider(url.replace('http', 'ws'), room, a, options);
    await until(() => pa.synced);
    const pushed = performance.now();
    const pb = new WebsocketProvider(url.replace('http', 'ws'), room, b, options);
    await until(() => b.getMap('notes').size === count);
    pb.destroy();
    return [began, pushed];
  },
  async rxdb() {
    const { createRxDatabase } = await import('rxdb');
    const { getRxStorageMemory } = await import('rxdb/plugins/storage-memory');
    const { replicateWithWebsocketServer } = await import('rxdb/plugins/replication-websocket');
    const { schema } = await import('./rxdb-schema.js');
    const open = async (name_) => {
      const database = await createRxDatabase({
        name: name_,
        storage: getRxStorageMemory(),
        multiInstance: false,
      });
      await database.addCollections({ [room]: { schema } });
      return database[room];
    };
    const [a, b] = [await open('a'), await open('b')];
    await a.bulkInsert(notes(count).map((note, index) => ({ id: id(index), note })));
    const ws = url.replace('http', 'ws');
    const began = performance.now();
    const ra = await replicateWithWebsocketServer({
      collection: a,
      url: ws,
      batchSize: 500,
      live: true,
    });
    await ra.awaitInSync();
    const pushed = performance.now();
    await replicateWithWebsocketServer({ collection: b, url: ws, batchSize: 500, live: true });
    await until(async () => (await b.count().exec()) === count);
    return [began, pushed];
  },
}[name];
const [began, pushed] = await run();
const end = performance.now();
console.log(JSON.stringify({ push: pushed - began, total: end - began }));
process.exit(0);
