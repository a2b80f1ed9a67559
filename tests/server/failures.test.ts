// What fails inside the server: who asked gets an answer that is true, and the operator the reason.
import { randomFillSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idSource } from '../../lib/model/index.ts';
import { createApp, type Deps } from '../../server/app.ts';
import { createGuesses } from '../../server/limits/guesses.ts';
import { memoryLimiters } from '../../server/limits/limiter.ts';
import { requestCounts } from '../../server/limits/requests.ts';
import { type Stopped, usualBatches } from '../../server/people/departures.ts';
import { opsToken } from '../../server/routes/ops.ts';
import { Client } from '../helpers/client.ts';
import {
  note,
  type Organisation,
  organisation,
  startServer,
  storeKinds,
  type TestServer,
} from '../helpers/server.ts';

describe.each(storeKinds)('a failure, on %s', (kind) => {
  let server: TestServer;
  let acme: Organisation;
  let lines: { error?: string }[];
  let pokes: number[];
  beforeEach(async () => {
    server = await startServer(kind);
    acme = await organisation(server.people, 'acme', 1);
    [lines, pokes] = [[], []];
  });
  afterEach(() => server.close());

  function appWith(more: Partial<Deps> = {}) {
    const { store, db, auth, now } = server.people;
    return createApp({
      config: server.config,
      sendsMail: false,
      mailNotice() {},
      file: server.file,
      store,
      db,
      auth,
      log: pino({ base: null }, { write: (line: string) => lines.push(JSON.parse(line)) }),
      live: {
        size: 0,
        poke: (_, version) => pokes.push(version),
        attach() {},
        async close() {},
      },
      limiters: memoryLimiters(),
      guesses: createGuesses(memoryLimiters(), db, now),
      requests: requestCounts(server.config.rate),
      later: { add: () => true, async finish() {} },
      connections: { signedIn() {} },
      now,
      ids: idSource(now, randomFillSync),
      ...more,
    });
  }
  const operate = (app: ReturnType<typeof appWith>, path: string, body: unknown) =>
    app.request(path, {
      method: 'POST',
      headers: {
        authorization: `Ops ${opsToken(server.config.secret)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });

  it('of the rest of an erasure is no error of it (D12): the person is gone', async () => {
    const [rep = ''] = acme.reps;
    const writer = new Client(server, rep);
    for (let count = 0; count < 3; count++)
      await writer.one({ scope: `t:${acme.team}`, patch: note(rep, 'for the team') });
    const stopped: Stopped[] = [];
    const app = appWith({
      batches: {
        ...usualBatches,
        size: 1,
        stopped: (departure) => stopped.push(departure),
        async pause() {
          throw new Error('the disk is full');
        },
      },
    });
    const answer = await operate(app, '/ops/erase', { email: 'rep0@acme.test' });
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
    expect(stopped).toMatchObject([{ org: acme.org, error: { message: 'the disk is full' } }]);
    expect(pokes, 'the devices hear of it').toHaveLength(1);
    const again = await operate(app, '/ops/erase', { email: 'rep0@acme.test' });
    expect(again.status).toBe(404);
  });
  it('that nobody expected is logged with its place', async () => {
    const db = {
      selectFrom() {
        throw Object.assign(new Error('broken'), { detail: 'words of a note' });
      },
    };
    const answer = await appWith({ db: db as never }).request('/health');
    expect(answer.status).toBe(503);
    const { error } = lines.find((line) => line.error) ?? {};
    expect(error).toMatch(/broken[\s\S]*failures\.test\.ts/);
    expect(JSON.stringify(lines)).not.toContain('words');
  });
  it('is found by the health check after the clock was set back, too', async () => {
    let clock = Date.now();
    let isBroken = false;
    const { db } = server.people;
    const selectFrom = (...args: Parameters<typeof db.selectFrom>) => {
      if (isBroken) throw new Error('broken');
      return db.selectFrom(...args);
    };
    const app = appWith({ db: { selectFrom } as never, now: () => clock });
    expect((await app.request('/health')).status).toBe(200);
    isBroken = true;
    clock -= 3_600_000;
    await sleep(1100);
    expect((await app.request('/health')).status).toBe(503);
  });
});
