// A sample of `npm run soak -- hostile`: requests that are generated, sockets, half-sent requests,
// a restored backup, and a server that lies. None causes a fault, a leak, or a change of another
// person’s row. Only the long run judges how long others wait, and memory.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backUp, restoreInPlace } from '../helpers/restored.ts';
import { startServer, storeKinds, type TestServer, tokenOf } from '../helpers/server.ts';
import { Attacker, UNLIMITED } from './attacker.ts';
import { openCrowd, openHalfRequests } from './crowd.ts';
import { requests, sendGenerated } from './generated.ts';
import { SAMPLE_SEED, soaks } from './index.ts';
import { meetLiar } from './liar.ts';
import { addCrowd, prepareTargets, stateOf } from './targets.ts';

const GENERATED = { sqlite: soaks.hostile?.inTests ?? 0, postgres: 200 };
const LIARS = 30;
const SEED = Number(process.env.SIDELINE_SEED ?? SAMPLE_SEED);

describe.each(storeKinds)('hostile requests, on %s', (kind) => {
  let server: TestServer;
  let attacker: Attacker;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sideline-hostile-'));
    server = await startServer(kind, UNLIMITED);
    attacker = new Attacker(server.url, await prepareTargets(server));
  });
  afterAll(async () => {
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const send = async (by: Attacker, count: number) =>
    fc.assert(
      fc.asyncProperty(requests(attacker), fc.boolean(), (request, packed) =>
        sendGenerated(by, request, packed),
      ),
      { numRuns: count, endOnFailure: true, seed: SEED },
    );

  it(`${GENERATED[kind]} generated: no fault, no leak, no row of anybody else touched`, {
    timeout: 600_000,
  }, async () => {
    const { targets } = attacker;
    const before = await stateOf(server.store, targets);
    await send(attacker, GENERATED[kind]);
    expect(await stateOf(server.store, targets)).toBe(before);
    expect((await attacker.ask('/health', null, {}, 'GET')).status).toBe(200);
  });
  it('sockets of many people and half-sent requests leave room for others', async () => {
    const { acme } = attacker.targets;
    const crowd = await openCrowd(server.url, await addCrowd(server, acme.org, 5), {
      perPerson: 8,
      addresses: 2,
    });
    const half = await openHalfRequests(server.url, attacker.token, { count: 12, addresses: 2 });
    crowd.flood();
    const boss = await tokenOf(server.url, 'boss@acme.test');
    const asked = await attacker.send('GET', '/me', null, { authorization: `Bearer ${boss}` });
    expect(asked.status, 'somebody else').toBe(200);
    expect(crowd.open()).toBe(40);
    expect([crowd.leak(), half.fault()]).toEqual([null, null]);
    half.close();
    await crowd.close();
  });
  it('go on after a restore, without the sessions of before', async () => {
    const { targets } = attacker;
    const before = await stateOf(server.store, targets);
    await backUp(server, join(folder, 'backup'));
    await send(attacker, 5);
    server = await restoreInPlace(kind, server, join(folder, 'backup'));
    const old = new Attacker(server.url, targets);
    expect((await old.ask('/sync/pull', old.pushOf(0, []))).status).toBe(401);
    const again = new Attacker(server.url, targets, await tokenOf(server.url, 'rep0@acme.test'));
    await send(again, 50);
    expect(await stateOf(server.store, targets)).toBe(before);
  });
});

it(`a device gives up on ${LIARS} servers that lie, and keeps what was not sent`, async () => {
  for (let count = 0; count < LIARS; count++)
    expect(await meetLiar(SEED + count), `seed ${SEED + count}`).toBeNull();
});
