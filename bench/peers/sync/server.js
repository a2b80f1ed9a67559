// One peer's server: node server.js NAME PORT FOLDER. Prints “ready”, and its memory for each line
// on stdin.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const [name, port, folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const start = {
  async pouchdb() {
    const PouchDB = require('pouchdb').defaults({ prefix: `${folder}/` });
    const app = require('express')();
    app.use(
      '/',
      require('express-pouchdb')(PouchDB, {
        mode: 'minimumForPouchDB',
        logPath: `${folder}/log.txt`,
        configPath: `${folder}/config.json`,
      }),
    );
    await new Promise((done) => app.listen(Number(port), '127.0.0.1', done));
  },
  async tinybase() {
    const { WebSocketServer } = await import('ws');
    const { createMergeableStore } = await import('tinybase');
    const { createFilePersister } = await import('tinybase/persisters/persister-file');
    const { createWsServer } = await import('tinybase/synchronizers/synchronizer-ws-server');
    createWsServer(new WebSocketServer({ host: '127.0.0.1', port: Number(port) }), (path) =>
      createFilePersister(
        createMergeableStore(),
        `${folder}/${path.replace(/\W/g, '_') || 'root'}.json`,
      ),
    );
    await new Promise((done) => setTimeout(done, 200));
  },
  async yjs() {
    process.env.YPERSISTENCE = folder;
    const { WebSocketServer } = await import('ws');
    const { setupWSConnection } = require('y-websocket/bin/utils');
    const http = createServer();
    const wss = new WebSocketServer({ server: http });
    wss.on('connection', (socket, request) => setupWSConnection(socket, request));
    await new Promise((done) => http.listen(Number(port), '127.0.0.1', done));
  },
  async rxdb() {
    const { createRxDatabase } = await import('rxdb');
    const { getRxStorageMemory } = await import('rxdb/plugins/storage-memory');
    const { startWebsocketServer } = await import('rxdb/plugins/replication-websocket');
    const { schema } = await import('./rxdb-schema.js');
    const database = await createRxDatabase({ name: 'server', storage: getRxStorageMemory() });
    await database.addCollections({ warm: { schema }, bench: { schema } });
    await startWebsocketServer({ database, port: Number(port), path: '/' });
  },
}[name];
await start();
console.log('ready');
process.stdin.on('data', () => console.log(JSON.stringify({ rss: process.memoryUsage().rss })));
