import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idSource, scopesOf } from '../../lib/model/index.ts';
import { finishDepartures, usualBatches } from '../../server/people/departures.ts';
import { handOver } from '../../server/people/handover.ts';
import { recomputeMemberships } from '../../server/people/pairs.ts';
import { offboard } from '../../server/people/removal.ts';
import type { Store } from '../../server/store/store.ts';
import { Client } from '../helpers/client.ts';
import { context, newDatabase, storeKinds } from '../helpers/server.ts';
import { makeOrg, moveMember, openStores } from '../soak/simulation.ts';

const FIELDS = ['amount', 'stage'];
const MANAGERS = ['anna', 'bert', 'cleo'];
const REPS = ['rep', 'mate'];

/** The steps: a person writes, a rep gets another manager, a former pair is handed over. */
const someone = fc.constantFrom(...MANAGERS, ...REPS);
const fact = { user: someone, rep: fc.constantFrom(...REPS), field: fc.constantFrom(...FIELDS) };
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('shares' as const), ...fact }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('keeps' as const), ...fact }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom('moves' as const, 'hands' as const),
        rep: fc.constantFrom(...REPS),
        manager: fc.constantFrom(...MANAGERS),
      }),
    },
  ),
  { minLength: 10, maxLength: 40, size: 'max' },
);
const runs = fc.record({
  steps,
  /** Rows of a batch, and what people write between two batches. */
  size: fc.integer({ min: 1, max: 4 }),
  between: fc.array(fc.record({ isShared: fc.boolean(), ...fact }), { maxLength: 12 }),
  leaves: fc.record({ user: someone, choice: fc.constantFrom('keep' as const, 'erase' as const) }),
});

/** One row: all its values, in the order of writing. */
type Row = { value: string; author: string; order: number }[];

/** A simple model of the rules: the rows that follow from the steps. */
class Model {
  /** By scope and field. */
  readonly rows = new Map<string, Row>();
  order = 0;
  write(scope: string, field: string, author: string, value: string): void {
    const key = `${scope} ${field}`;
    this.rows.set(key, [...(this.rows.get(key) ?? []), { value, author, order: ++this.order }]);
  }
  move(from: string, to: string): void {
    for (const field of FIELDS) {
      const moved = this.rows.get(`${from} ${field}`) ?? [];
      const there = this.rows.get(`${to} ${field}`) ?? [];
      this.rows.delete(`${from} ${field}`);
      if (moved.length + there.length === 0) continue;
      this.rows.set(
        `${to} ${field}`,
        [...moved, ...there].sort((a, b) => a.order - b.order),
      );
    }
  }
  forget(scope: string): void {
    for (const field of FIELDS) this.rows.delete(`${scope} ${field}`);
  }
  /** The last value of another person stays; the person's own value is replaced by that. */
  erase(user: string): void {
    for (const [key, row] of this.rows) {
      if (row.at(-1)?.author !== user) continue;
      const others = row.filter(({ author }) => author !== user);
      if (others.length === 0) this.rows.delete(key);
      else this.rows.set(key, others);
    }
  }
  counts(scopes: readonly string[], field: string): string | undefined {
    const values = scopes.flatMap((scope) => this.rows.get(`${scope} ${field}`)?.at(-1) ?? []);
    return values.sort((a, b) => b.order - a.order)[0]?.value;
  }
}

describe.each(storeKinds)('the value written last is current for every reader, on %s', (kind) => {
  let store: Store;
  let run = 0;
  beforeAll(async () => {
    [store] = (await openStores(kind === 'postgres' ? await newDatabase() : null)) as [Store];
  });
  afterAll(() => store.close());

  it('holds for any moves, handovers and departures', { timeout: 120_000 }, async () => {
    const property = fc.asyncProperty(runs, async (drawn) => {
      const { steps: all, leaves, size } = drawn;
      const org = `o${kind}${++run}`;
      const id = (name: string) => `${name}-${org}`;
      const team = (manager: string) => `t-${id(manager)}`;
      const people = { db: store.db } as never;
      const server = { store, people };
      const teams = Object.fromEntries(MANAGERS.map((name) => [team(name), id(name)]));
      const members = [...MANAGERS, ...REPS].map((name) => [id(name), null] as const);
      await makeOrg(store, org, teams, Object.fromEntries(members));
      let clock = 10;
      const ids = idSource(
        () => ++clock,
        (bytes) => bytes.fill(run),
      );
      const model = new Model();
      const manager = new Map<string, string>();
      const had = new Set<string>();
      const write = async (name: string, scope: string, field: string) => {
        const client = new Client(server, id(name));
        client.arrival = ++clock;
        const value = `v${clock}`;
        const { result } = await client.put('typedFact', scope, {
          refKey: 'odoo/t/deal/1',
          field,
          value,
        });
        expect(result?.kind).toBe('ok');
        model.write(scope, field, id(name), value);
      };
      const check = async (who: readonly string[]) => {
        for (const name of who) {
          const mine = scopesOf(await context(people, id(name)));
          const rows = (await new Client(server, id(name)).all()).filter(
            (row) => row.collection === 'typedFact',
          );
          rows.sort((a, b) => b.version - a.version);
          for (const field of FIELDS)
            expect(rows.find((row) => row.fields.field === field)?.fields.value, name).toBe(
              model.counts(mine, field),
            );
        }
      };
      const everybody = [...MANAGERS, ...REPS];
      const between = [...drawn.between];
      /** Somebody writes before the next batch. @param except who has left. */
      const writeBetween = async (except: string | null) => {
        const { user, rep, field, isShared } = between.shift() ?? { user: except ?? '' };
        if (user === except || !rep || !field) return;
        const now = manager.get(rep);
        if (!isShared) await write(user, `u:${id(user)}`, field);
        else if (now && rep !== except && now !== except)
          await write(rep, `p:${id(now)}:${id(rep)}`, field);
      };
      for (const step of all) {
        const now = manager.get(step.rep);
        const pair = (name: string) => `p:${id(name)}:${id(step.rep)}`;
        if (step.do === 'keeps') await write(step.user, `u:${id(step.user)}`, step.field);
        else if (step.do === 'shares') {
          // By the rep, or by the present manager.
          const by = step.user === now ? now : step.rep;
          if (now) await write(by, pair(now), step.field);
        } else if (step.do === 'moves') {
          await moveMember(store, org, id(step.rep), team(step.manager));
          manager.set(step.rep, step.manager);
          had.add(`${step.manager} ${step.rep}`);
        } else if (now && now !== step.manager && had.has(`${step.manager} ${step.rep}`)) {
          const pause = async () => {
            if (!isMoved) model.move(pair(step.manager), pair(now));
            isMoved = true;
            // The rep reads both pairs, and never less than the whole.
            await check([step.rep]);
            await writeBetween(null);
            await check([step.rep]);
          };
          let isMoved = false;
          await handOver(
            {
              ...{ store, db: store.db, ids, now: () => 1, poke() {}, auth: null as never },
              batches: { ...usualBatches, size, pause },
            },
            await context(people, id(step.rep)),
            { rep: id(step.rep), from: id(step.manager) },
          );
          if (!isMoved) model.move(pair(step.manager), pair(now));
          await check(everybody);
        }
      }
      const { user, choice } = leaves;
      await store.within(org, async (tx) => {
        await tx
          .updateTable('member')
          .set({ role: 'admin' })
          .where('org_id', '=', org)
          .where('user_id', '!=', id(user))
          .execute();
        await offboard(tx, org, id(user), choice, ++clock);
        await recomputeMemberships(tx, org, clock);
      });
      model.forget(`u:${id(user)}`);
      for (const name of MANAGERS) {
        const pair = `p:${id(name)}:${id(user)}`;
        const isNow = manager.get(user) === name;
        if (isNow && choice === 'keep') model.move(pair, `u:${id(name)}`);
        else model.forget(pair);
      }
      if (choice === 'erase') model.erase(id(user));
      const now = manager.get(user);
      const pause = async () => {
        // Whoever gets the rows reads both scopes meanwhile.
        if (choice === 'keep' && now) await check([now]);
        await writeBetween(user);
      };
      await pause();
      await finishDepartures(store, org, { ...usualBatches, size, pause });
      await check(everybody.filter((name) => name !== user));
    });
    await fc.assert(property, { numRuns: kind === 'sqlite' ? 120 : 30, seed: 20_261_127 });
  });
});
