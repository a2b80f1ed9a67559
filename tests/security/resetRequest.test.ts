// F11: the time of the response showed whether an address has an account: first because only then a
// row was stored, later because only then a mail was prepared.
import { randomFillSync } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { idSource } from '../../lib/model/index.ts';
import { createApp } from '../../server/app.ts';
import { createGuesses } from '../../server/limits/guesses.ts';
import { memoryLimiters } from '../../server/limits/limiter.ts';
import { requestCounts } from '../../server/limits/requests.ts';
import { organisation, startServer, storeKinds, type TestServer } from '../helpers/server.ts';

const ADDRESSES = ['rep0@acme.test', 'nobody@acme.test'];

describe.each(storeKinds)('a request for a new password, on %s', (kind) => {
  let server: TestServer;
  /** Work that waits for the end of its response. */
  const waiting: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    server = await startServer(kind);
    await organisation(server.people, 'acme', 1);
  });
  beforeEach(async () => {
    waiting.length = 0;
    await server.people.db.deleteFrom('verification').execute();
  });
  afterAll(() => server.close());

  function appWith({ sendsMail = true, hasRoom = true } = {}) {
    const { store, db, auth, now } = server.people;
    return createApp({
      config: server.config,
      sendsMail,
      mailNotice() {},
      file: null,
      store,
      db,
      auth,
      log: pino({ level: 'silent' }),
      live: { size: 0, poke() {}, attach() {}, async close() {} },
      limiters: memoryLimiters(),
      guesses: createGuesses(memoryLimiters(), db, Date.now),
      requests: requestCounts(server.config.rate),
      later: {
        add(work) {
          if (hasRoom) waiting.push(work);
          return hasRoom;
        },
        async finish() {},
      },
      connections: { signedIn() {} },
      now,
      ids: idSource(now, randomFillSync),
    });
  }
  const request = async (app: ReturnType<typeof appWith>, email: string) => {
    const answer = await app.request('/auth/request-password-reset', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email }),
    });
    return [answer.status, await answer.text()];
  };
  const stored = () =>
    server.people.db.selectFrom('verification').select(['identifier', 'value']).execute();

  it('is answered before anything is done for it', async () => {
    const app = appWith();
    for (const address of ADDRESSES)
      expect(await request(app, address)).toEqual([200, '{"ok":true}']);
    expect(waiting).toHaveLength(2);
    expect(await stored()).toEqual([]);
  });
  it('stores one row afterwards, whether the address has an account or not', async () => {
    const app = appWith();
    for (const address of ADDRESSES) await request(app, address);
    for (const work of waiting) await work();
    const rows = await stored();
    expect(rows).toHaveLength(2);
    const forNobody = rows.filter(({ value }) => value === 'nobody');
    expect(forNobody, 'not a code of anybody').toHaveLength(1);
    expect(forNobody[0]?.identifier).not.toMatch(/^reset-password:/);
  });
  it('is refused where too many wait, and needs nothing without a mail server', async () => {
    for (const address of ADDRESSES) {
      expect(await request(appWith({ hasRoom: false }), address)).toEqual([
        429,
        '{"code":"slowDown"}',
      ]);
      expect(await request(appWith({ sendsMail: false }), address)).toEqual([200, '{"ok":true}']);
    }
    expect(waiting).toEqual([]);
  });
});
