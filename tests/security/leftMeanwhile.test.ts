// Access log entries are in the private scope of the person they are for. One that was added while
// that person was removed stayed for ever: the removal had deleted that scope already.
import { beforeEach, describe, expect, it } from 'vitest';
import { idSource } from '../../lib/model/index.ts';
import { loggedExport } from '../../server/ops/loggedExport.ts';
import { runBatch } from '../../server/people/departureJobs.ts';
import { recomputeMemberships } from '../../server/people/pairs.ts';
import { offboard } from '../../server/people/removal.ts';
import { MembershipEndedError } from '../../server/store/context.ts';
import type { Store } from '../../server/store/store.ts';
import { historyOf } from '../../server/sync/history.ts';
import { lockOrg } from '../../server/sync/rows.ts';
import { type Moving, movingOrganisations } from '../helpers/moving.ts';
import { storeKinds } from '../helpers/server.ts';

const AT = 5000;

describe.each(storeKinds)('the access log of a person who is removed meanwhile, on %s', (kind) => {
  const newOrganisation = movingOrganisations(kind);
  let acme: Moving;
  beforeEach(async () => {
    acme = await newOrganisation();
  });
  const entries = async () =>
    (await acme.all()).filter(({ scope, deleted }) => scope === `u:${acme.rep}` && deleted === 0);

  it.each(['keep', 'erase'] as const)('gets no entry for earlier versions: %s', async (choice) => {
    const { store } = acme.server;
    const { id } = await acme.write(acme.rep, acme.old, 'Read by the manager');
    const asker = await acme.admin();
    const locked = Promise.withResolvers<void>();
    const removal = store.within(acme.org, async (tx) => {
      await lockOrg(tx, acme.org, 0);
      locked.resolve();
      // Meanwhile the reader waits for the lock, with PostgreSQL after all its reads.
      await new Promise((done) => setTimeout(done, 300));
      await offboard(tx, acme.org, acme.rep, choice, AT);
      await recomputeMemberships(tx, acme.org, AT);
      await runBatch(tx, acme.org, 1000);
    });
    await locked.promise;
    await Promise.all([removal, historyOf(store, asker, id, () => `entry-${acme.org}`, AT)]);
    expect(await entries()).toEqual([]);
  });

  it.each(['removed', 'moved'])('a reader who is %s meanwhile gets no versions', async (how) => {
    const { store } = acme.server;
    const { id } = await acme.write(acme.rep, acme.old, 'Read by the manager');
    const asker = await acme.admin();
    const locked = Promise.withResolvers<void>();
    const change = store.within(acme.org, async (tx) => {
      await lockOrg(tx, acme.org, 0);
      locked.resolve();
      await new Promise((done) => setTimeout(done, 300));
      if (how === 'removed') await offboard(tx, acme.org, acme.boss, 'keep', AT);
      else
        await tx
          .updateTable('team')
          .set({ manager: acme.erik })
          .where('id', '=', acme.team)
          .execute();
      await recomputeMemberships(tx, acme.org, AT);
    });
    await locked.promise;
    const read = historyOf(store, asker, id, () => `entry-${acme.org}`, AT);
    const outcome = await read.catch((error: unknown) => error);
    await change;
    if (how === 'removed') expect(outcome).toBeInstanceOf(MembershipEndedError);
    else expect(outcome).toBeNull();
    expect(await entries()).toEqual([]);
  });

  it('gets no entry for an export', async () => {
    const { store } = acme.server;
    const late: Store = {
      ...store,
      async within(org, work, options) {
        if (await isMember()) await acme.remove(acme.rep, 'keep');
        return store.within(org, work, options);
      },
    };
    const isMember = () =>
      store.db
        .selectFrom('member')
        .select('user_id')
        .where('user_id', '=', acme.rep)
        .executeTakeFirst();
    const ids = idSource(
      () => AT,
      (bytes) => crypto.getRandomValues(bytes),
    );
    const deps = { store: late, ids, now: () => AT, poke() {} };
    const made = await loggedExport(deps, `rep0@${acme.name}.test`);
    made?.destroy();
    expect(await entries()).toEqual([]);
  });
});
