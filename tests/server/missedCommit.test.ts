// Of several servers on one PostgreSQL, one may hear of a later commit before an earlier one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { BEAT_MS } from '../../lib/sync/protocol.ts';
import {
  organisation,
  startServer,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

describe.runIf(storeKinds.includes('postgres'))('a commit that a server missed', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer('postgres');
  });
  afterAll(() => server?.close());

  it('may have ended a membership: each connection reads its own again', async () => {
    const { org, reps } = await organisation(server.people, 'acme', 1);
    const token = await tokenOf(server.url, 'rep0@acme.test');
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/live`);
    const closed = new Promise<number>((done) => socket.once('close', done));
    const version = await new Promise<number>((ready) => {
      socket.once('open', () => socket.send(JSON.stringify({ type: 'auth', token })));
      socket.on('message', (data) => ready(JSON.parse(String(data)).version));
    });
    // What another server does: the session ends, and a push follows before anybody heard of it.
    await server.people.db
      .deleteFrom('session')
      .where('userId', '=', reps[0] ?? '')
      .execute();
    const touched = { from: version + 1, scopes: ['u:somebody'] };
    await server.store.clusterBus?.publish(org, version + 2, touched);
    const late = new Promise<string>((done) => setTimeout(done, BEAT_MS / 2, 'not before a beat'));
    expect(await Promise.race([closed, late])).toBe(4401);
  });
});
