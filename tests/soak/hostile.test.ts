// Hostile requests made by hand: each is refused, or changes only the sender’s own rows. Requests
// that are generated are in hostileGenerated.test.ts.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, storeKinds, type TestServer } from '../helpers/server.ts';
import { Attacker, UNLIMITED } from './attacker.ts';
import { bodies, replays, routes, sessions } from './attackRequests.ts';
import {
  foreignKeys,
  foreignScopes,
  hiddenRows,
  hostileTexts,
  reservedNames,
} from './attackRows.ts';
import { prepareTargets, stateOf } from './targets.ts';

describe.each(storeKinds)('hostile requests, on %s', (kind) => {
  let server: TestServer;
  let attacker: Attacker;
  beforeAll(async () => {
    server = await startServer(kind, UNLIMITED);
    attacker = new Attacker(server.url, await prepareTargets(server));
  });
  afterAll(() => server?.close());

  it('made by hand: each is refused, or changes only one’s own rows', {
    timeout: 120_000,
  }, async () => {
    const before = await stateOf(server.store, attacker.targets);
    await foreignScopes(attacker);
    await hiddenRows(attacker);
    await foreignKeys(attacker);
    await hostileTexts(attacker);
    await reservedNames(attacker);
    await bodies(attacker);
    await replays(attacker);
    await sessions(attacker);
    await routes(attacker);
    expect(attacker.sentRequests).toBeGreaterThan(250);
    expect(await stateOf(server.store, attacker.targets)).toBe(before);
  });
});
