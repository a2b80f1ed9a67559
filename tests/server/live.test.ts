// Sockets (/sync/live): who is poked after a commit, and when the server ends a connection.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { addTeam, setMember } from '../../server/people/people.ts';
import { endSessions } from '../../server/people/sessions.ts';
import { HttpFixture } from '../helpers/http.ts';
import {
  context,
  type Organisation,
  storeKinds,
  type TestServer,
  tokenOf,
} from '../helpers/server.ts';

describe.each(storeKinds)('over HTTP, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  let [rep, token] = ['', ''];
  let post: HttpFixture['post'];
  let pushing: HttpFixture['pushing'];
  beforeAll(async () => {
    ({ server, acme, rep, token, post, pushing } = await HttpFixture.start(kind));
  });
  afterAll(() => server.close());

  describe('the socket', () => {
    const open = () => new WebSocket(`${server.url.replace('http', 'ws')}/sync/live`);
    it('pokes the others after a commit, and sends nothing else', async () => {
      const socket = open();
      const received: unknown[] = [];
      await new Promise<void>((ready) => {
        socket.on('open', () => socket.send(JSON.stringify({ type: 'auth', token })));
        socket.on('message', (data) => {
          received.push(JSON.parse(String(data)));
          ready();
        });
      });
      const poke = new Promise<void>((done) => socket.on('message', () => done()));
      await post('/sync/push', pushing('hello', 50));
      await poke;
      expect(received[0]).toMatchObject({ type: 'ready', org: acme.org });
      expect(Object.keys(received[1] as object).sort()).toEqual(['org', 'type', 'version']);
      socket.close();
    });
    it('ends when the session behind it does', async () => {
      const bearer = await tokenOf(server.url, 'rep1@acme.test');
      const socket = open();
      const closed = new Promise<number>((done) => socket.on('close', done));
      await new Promise<void>((ready) => {
        socket.on('open', () => socket.send(JSON.stringify({ type: 'auth', token: bearer })));
        socket.on('message', () => ready());
      });
      const second = acme.reps[1] ?? '';
      await endSessions(server.people.db, second, null, Date.now());
      // Checked when a membership changes, and every 25 seconds.
      await setMember(server.people, await context(server.people, acme.boss), second, {
        role: 'rep',
      });
      expect(await closed).toBe(4401);
    });
    it('pokes readers of the changed scopes, and everybody when a membership changes', async () => {
      const listen = async (email: string) => {
        const bearer = await tokenOf(server.url, email);
        const socket = open();
        const pokes: number[] = [];
        await new Promise<void>((ready) => {
          socket.on('open', () => socket.send(JSON.stringify({ type: 'auth', token: bearer })));
          socket.on('message', (data) => {
            const message = JSON.parse(String(data));
            if (message.type === 'poke') pokes.push(message.version);
            else ready();
          });
        });
        return { socket, pokes };
      };
      const [boss, mine] = [await listen('boss@acme.test'), await listen('rep0@acme.test')];
      const pokedTimes = (who: { pokes: number[] }, count: number) =>
        new Promise<void>((done) => {
          const look = setInterval(() => {
            if (who.pokes.length < count) return;
            clearInterval(look);
            done();
          }, 5);
        });
      await post('/sync/push', pushing('for me alone', 70));
      await pokedTimes(mine, 1);
      await post('/sync/push', {
        ...pushing('for both', 71),
        mutations: [{ ...pushing('for both', 71).mutations[0], scope: `p:${acme.boss}:${rep}` }],
      });
      await pokedTimes(boss, 1);
      expect(boss.pokes, 'not told of what the rep wrote alone').toHaveLength(1);
      await addTeam(server.people, await context(server.people, acme.boss), {
        name: 'Another',
        manager: acme.boss,
      });
      await setMember(server.people, await context(server.people, acme.boss), acme.boss, {
        role: 'admin',
      });
      await pokedTimes(mine, 3);
      await pokedTimes(boss, 2);
      for (const { socket } of [boss, mine]) socket.close();
    });
    it.each(['{"type":"auth","token":"forged"}', 'not json', '{}'])(
      'ends a connection that sends %s',
      async (message) => {
        const socket = open();
        socket.on('open', () => socket.send(message));
        expect(
          await new Promise<number>((done) => socket.on('close', done)),
        ).toBeGreaterThanOrEqual(4400);
      },
    );
  });
});
