// Hostile requests made by hand: each is refused, or changes only the sender’s own rows. Requests
// that are generated are in hostileGenerated.test.ts.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeKinds } from '../helpers/server.ts';
import { Attacker } from './attacker.ts';
import { bodies, replays, routes, sessions } from './attackRequests.ts';
import {
  foreignKeys,
  foreignScopes,
  hiddenRows,
  hostileTexts,
  reservedNames,
} from './attackRows.ts';

describe.each(storeKinds)('hostile requests, on %s', (kind) => {
  let attacker: Attacker;
  beforeAll(async () => {
    attacker = await Attacker.start(kind);
  });
  afterAll(() => attacker?.server.close());

  it('made by hand: each is refused, or changes only one’s own rows', {
    timeout: 120_000,
  }, async () => {
    const before = await attacker.state();
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
    expect(await attacker.state()).toBe(before);
  });
});
