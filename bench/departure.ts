import { idSource, keyedId } from '../lib/model/index.ts';
import { migrateAuth } from '../server/people/auth.ts';
import { handOver } from '../server/people/handover.ts';
import type { PeopleDeps } from '../server/people/people.ts';
import { removeMember } from '../server/people/removal.ts';
import { type Context, contextOf } from '../server/store/context.ts';
import { postgresStore } from '../server/store/postgres.ts';
import { prepareStore } from '../server/store/prepare.ts';
import { openFile, sqliteStore } from '../server/store/sqlite.ts';
import type { Store } from '../server/store/store.ts';
import { push } from '../server/sync/push.ts';
import { startCluster } from '../tests/helpers/cluster.ts';
import { scratch } from '../tests/soak/process.ts';
import { makeOrg, moveMember } from '../tests/soak/simulation.ts';
import { quantile, type Row, report, row } from './table.ts';

const ROWS = 11_500;
const GOAL_MS = 50;
const ORG = 'acme';
const settings = { baseUrl: 'http://127.0.0.1:1', secret: 'x'.repeat(40), origins: [] };

/** What the transactions of a departure took: ms of the clock, and ms of this process. */
interface Taken {
  clock: number[];
  own: number[];
}

/** A store that measures its transactions. */
function measured(store: Store, taken: Taken): Store {
  return {
    ...store,
    async within(org, work, options) {
      const [began, cpu] = [performance.now(), process.cpuUsage()];
      try {
        return await store.within(org, work, options);
      } finally {
        const { user, system } = process.cpuUsage(cpu);
        taken.clock.push(performance.now() - began);
        taken.own.push((user + system) / 1000);
      }
    },
  };
}

/** Two managers and a rep with so many facts in the pair with the first one. */
async function fill(store: Store): Promise<void> {
  const teams = { north: 'anna', south: 'bert' };
  await makeOrg(store, ORG, teams, { anna: null, bert: null, rep: 'north' });
  await store.db
    .updateTable('member')
    .set({ role: 'admin' })
    .where('user_id', '=', 'anna')
    .execute();
  const who = (await contextOf(store.db, 'rep')) as Context;
  const scope = 'p:anna:rep';
  for (let seq = 1; seq <= ROWS; ) {
    const mutations = Array.from({ length: 500 }, () => {
      const patch = { refKey: 'odoo/t/deal/1', field: `f${seq}`, value: 'x' };
      const rowId = keyedId(ORG, scope, 'typedFact', [patch.refKey, patch.field]);
      const id = `m${seq}`;
      const op = 'put' as const;
      return { seq: seq++, id, op, collection: 'typedFact', rowId, base: 0, scope, patch };
    });
    await push(store, who, { proto: 3, schema: 1, clientId: 'c', mutations }, seq);
  }
}

const rowsOf = (what: string, { clock, own }: Taken): Row[] => [
  row(`${what}: transactions`, clock.length, null, '', null),
  row(
    `${what}: all, ms`,
    clock.reduce((sum, ms) => sum + ms, 0),
    null,
    '',
    null,
  ),
  row(`${what}: median, ms`, quantile(clock, 0.5), null, '', null),
  row(`${what}: longest, ms`, Math.max(...clock), null, `≤ ${GOAL_MS}`, (ms) => ms <= GOAL_MS),
  row(`${what}: median of the processor, ms`, quantile(own, 0.5), null, '', null),
  row(`${what}: 99 % of the processor, ms`, quantile(own, 0.99), null, '', null),
  row(`${what}: most of the processor, ms`, Math.max(...own), null, '', null),
];

async function departures(kind: string, open: () => Store): Promise<Row[]> {
  const store = open();
  await prepareStore(store, 1, (owner, of) => migrateAuth(owner, of, settings));
  await fill(store);
  const taken = { clock: [] as number[], own: [] as number[] };
  const ids = idSource(Date.now, (bytes) => crypto.getRandomValues(bytes));
  const people: PeopleDeps = {
    ...{ store: measured(store, taken), db: store.db, ids, now: Date.now },
    ...{ poke() {}, auth: null as never },
  };
  const rows: Row[] = [];
  const measure = async (what: string, work: () => Promise<unknown>) => {
    for (const list of [taken.clock, taken.own]) list.length = 0;
    await work();
    rows.push(...rowsOf(`${kind}, ${what}`, taken));
  };
  await moveMember(store, ORG, 'rep', 'south');
  const rep = (await contextOf(store.db, 'rep')) as Context;
  await measure('handover', () => handOver(people, rep, { rep: 'rep', from: 'anna' }));
  const anna = (await contextOf(store.db, 'anna')) as Context;
  await measure('removal, keep', () => removeMember(people, anna, 'rep', 'keep'));
  await measure('removal, erase', () => removeMember(people, anna, 'bert', 'erase'));
  await store.close();
  return rows;
}

/**
 * The longest transaction of a handover and of removals with 11,500 rows: so long other requests
 * wait for SQLite, and others of the organisation for PostgreSQL.
 */
export async function departure(): Promise<void> {
  const place = scratch();
  const cluster = await startCluster({ durable: true });
  try {
    const rows = await departures('SQLite', () => sqliteStore(openFile(place.path('d.db'))));
    report('departure', rows);
    if (!cluster) return;
    const url = await cluster.create('departure');
    const log = { warn() {} } as never;
    rows.push(...(await departures('PostgreSQL', () => postgresStore(url, log, 4))));
    report('departure', rows);
  } finally {
    await cluster?.stop();
    place.remove();
  }
}
