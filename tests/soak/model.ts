import type { Store } from '../../server/store/store.ts';
import { note } from '../helpers/note.ts';
import { compareDevices, tokens } from './compare.ts';
import type { SoakOptions, SoakResult } from './index.ts';
import { KeyedOracle } from './keyed.ts';
import { changeKeyed } from './keyedSteps.ts';
import { mayRead } from './permissions.ts';
import { untilFailure } from './runs.ts';
import {
  clockOff,
  Device,
  type Fault,
  handOverTo,
  makeOrg,
  moveMember,
  openStores,
  random,
  snapshotOrg,
  Time,
} from './simulation.ts';
import { VisitsOracle } from './visits.ts';
import { Words } from './words.ts';

const pickOf =
  (next: () => number) =>
  <T>(list: readonly T[]): T | undefined =>
    list[Math.floor(next() * list.length)];

/**
 * One run: two managers, one rep on two devices and a colleague, on a faulty connection, while the
 * rep moves between teams and hands over shared rows, and backups are restored. The devices' clocks
 * are up to ten years ahead of the server's, or behind (`clockOff`). In every third run clocks are
 * set in between. Then nothing has an age and nothing is a week old, so there are no visits, and no
 * backups are restored.
 */
export async function modelRun(stores: readonly Store[], seed: number): Promise<string | null> {
  const next = random(seed);
  const pick = pickOf(next);
  const [store] = stores as [Store];
  const org = `o${seed}${Math.floor(performance.now() * 1000).toString(36)}`;
  const [anna, bert, rep, mate] = ['anna', 'bert', 'rep', 'mate'].map(
    (name) => `${name}-${org}`,
  ) as [string, string, string, string];
  const [north, south] = [`north-${org}`, `south-${org}`];
  await makeOrg(
    store,
    org,
    { [north]: anna, [south]: bert },
    { [anna]: null, [bert]: null, [rep]: north, [mate]: north },
  );
  const teamOf = new Map<string, string | null>([
    [anna, null],
    [bert, null],
    [rep, north],
    [mate, north],
  ]);
  const managerOf = new Map<string, string | null>([
    [north, anna],
    [south, bert],
  ]);
  const everManaged = new Set([`${anna} ${rep}`, `${anna} ${mate}`]);
  const time = new Time();
  const visits = new VisitsOracle();
  const users = [rep, rep, anna, bert, mate].slice(0, 2 + Math.floor(next() * 4));
  const devices = await Promise.all(
    users.map((user, index) =>
      new Device(`${org}-${index}`, user, seed * 7 + index, time).open(org),
    ),
  );
  const oracle = new KeyedOracle({
    manages: (user) => user === anna || user === bert,
    mayRead: (user, scope) => mayRead(user, scope, teamOf, managerOf, everManaged),
    // A pair that ended can be read by the rep, and nobody adds to it.
    mayAdd: (user, scope) => mayRead(user, scope, teamOf, managerOf, new Set()),
  });
  const setsClocks = seed % 3 === 0;
  const words = new Words();
  for (const device of devices)
    device.onPush = (mutations, answer) => {
      oracle.pushed(device.user, mutations, answer);
      words.pushed(device.user, mutations, answer, time.ms);
    };
  /** Open editors with the text at their opening; some are saved much later. */
  const editors: { device: Device; id: string; openedText: string }[] = [];
  let restore: (() => Promise<void>) | null = null;
  let restoreOracle = () => {};
  let takenAt = 0;
  let isRestored = false;
  let count = 0;
  const word = () => `w${++count}`;
  const steps = 6 + Math.floor(next() * 26);
  const server = () => pick(stores) ?? store;
  /** The stored notes that each person may read. */
  const readable = async () => {
    const rows = await store.within(org, (tx) =>
      tx.selectFrom('row').select(['id', 'scope']).where('org_id', '=', org).execute(),
    );
    return [anna, bert, rep, mate].map((user) => ({
      user,
      ids: new Set(
        rows
          .filter(({ scope }) => mayRead(user, scope, teamOf, managerOf, everManaged))
          .map(({ id }) => id),
      ),
    }));
  };
  try {
    for (let step = 0; step < steps; step++) {
      const device = pick(devices) as Device;
      time.pass(60_000 + Math.floor(next() * 86_400_000));
      const manager = managerOf.get(teamOf.get(rep) ?? '') ?? null;
      if (setsClocks && next() < 0.15) device.setClock(clockOff(next));
      if (!setsClocks && next() < 0.12) {
        const isOfPair = device.user === rep || device.user === manager;
        const scope = manager && isOfPair ? `p:${manager}:${rep}` : `u:${device.user}`;
        const failure = await visits.visit(device, scope);
        if (failure !== null) return failure;
        continue;
      }
      if (next() < 0.25) {
        await changeKeyed(
          device,
          { org, rep, manager, manages: device.user === anna || device.user === bert },
          next,
        );
        continue;
      }
      const act = next();
      const mine = (await device.notes())
        .filter((row) => !row.deleted)
        .sort((x, y) => x.id.localeCompare(y.id));
      const row = pick(mine);
      if (act < 0.42) {
        // The first fault hits a random request of the round, early ones more often.
        device.faults = [
          ...Array.from({ length: Math.floor(next() * next() * 8) }, (): Fault => 'none'),
          ...Array.from(
            { length: Math.floor(next() * 3) },
            () => pick<Fault>(['none', 'lostRequest', 'lostAnswer', 'twice', 'killed']) as Fault,
          ),
        ];
        await device.sync(server());
      } else if (act < 0.56 || !row) {
        const team = teamOf.get(device.user);
        const manager = managerOf.get(team ?? '');
        const scopes = [`u:${device.user}`];
        if (manager) scopes.push(`p:${manager}:${device.user}`, `t:${team}`);
        else if (device.user === anna || device.user === bert)
          scopes.push(`p:${device.user}:${rep}`);
        const scope = pick(scopes) as string;
        const text = Array.from({ length: 1 + Math.floor(next() * 6) }, word);
        const id = device.ids.next();
        await device.write({
          op: 'create',
          collection: 'note',
          rowId: id,
          scope,
          patch: note(device.user, text.join(' '), { createdAt: device.now() }),
        });
        words.type(id, text);
      } else if (act < 0.82) {
        // Some editors stay open: they are saved much later, based on the text at their opening.
        if (next() < 0.2) {
          editors.push({ device, id: row.id, openedText: String(row.fields.text) });
          continue;
        }
        const open = editors.findIndex(
          (editor) => editor.device === device && editor.id === row.id,
        );
        const from =
          (open >= 0 && next() < 0.7 ? editors.splice(open, 1)[0]?.openedText : undefined) ??
          String(row.fields.text);
        const before = tokens(from);
        const after = [...before];
        const at = Math.floor(next() * (after.length + 1));
        const fresh = word();
        const how = next();
        if (how < 0.45) after.splice(at, 0, fresh);
        else if (how < 0.75) after.splice(Math.min(at, after.length - 1), 1, fresh);
        else if (how < 0.9) after.push(fresh);
        else after.splice(at, 2, fresh);
        const resolves =
          from === row.fields.text &&
          Array.isArray(row.fields.conflicts) &&
          row.fields.conflicts.length > 0 &&
          next() < 0.4;
        await device.write({
          op: 'patch',
          collection: 'note',
          rowId: row.id,
          from,
          patch: {
            text: after.join(' '),
            editedBy: device.user,
            editedAt: device.now(),
            ...(resolves ? { conflicts: [] } : {}),
          },
        });
        words.type(row.id, [fresh]);
        words.replace(before, after);
        if (resolves)
          for (const conflict of row.fields.conflicts as { text: string }[])
            words.replace(tokens(conflict.text), after);
      } else if (act < 0.86 && row.fields.author === device.user) {
        words.delete(row.fields);
        await device.write({ op: 'delete', collection: 'note', rowId: row.id, patch: {} });
      } else if (act < 0.92 && row.fields.author === device.user) {
        const manager = managerOf.get(teamOf.get(device.user) ?? '');
        const scope =
          row.scope.startsWith('u:') && manager
            ? `p:${manager}:${device.user}`
            : `u:${device.user}`;
        if (scope !== row.scope)
          await device.write({ op: 'patch', collection: 'note', rowId: row.id, scope, patch: {} });
      } else if (act < 0.97) {
        const to = pick([north, south, null]) ?? null;
        const before = await readable();
        await moveMember(server(), org, rep, to, time.now());
        teamOf.set(rep, to);
        const manager = managerOf.get(to ?? '');
        if (manager) everManaged.add(`${manager} ${rep}`);
        oracle.peopleChanged();
        const from = pick([anna, bert]) as string;
        if (manager && manager !== from && everManaged.has(`${from} ${rep}`) && next() < 0.7) {
          await handOverTo(server(), rep, from, device.ids, time.now());
          oracle.handed(org, `p:${from}:${rep}`, `p:${manager}:${rep}`);
        }
        const after = await readable();
        for (const [index, { user, ids }] of before.entries())
          words.purged(user, new Set([...ids].filter((id) => !after[index]?.ids.has(id))));
      } else if (!setsClocks && restore && next() < 0.5) {
        await restore();
        restoreOracle();
        words.restored(takenAt, time.ms);
        isRestored = true;
        // The restore also brings back old memberships: read them from the server.
        const rows = await store.db
          .selectFrom('member')
          .select(['user_id', 'team'])
          .where('org_id', '=', org)
          .execute();
        for (const { user_id, team } of rows) teamOf.set(user_id, team);
        const pairs = await store.db
          .selectFrom('pairing')
          .select(['manager', 'rep'])
          .where('org_id', '=', org)
          .execute();
        everManaged.clear();
        for (const pair of pairs) everManaged.add(`${pair.manager} ${pair.rep}`);
        restore = null;
      } else {
        if (restore === null) {
          [restore, restoreOracle] = [await snapshotOrg(store, org), oracle.snapshot()];
          takenAt = time.ms;
        }
      }
    }
    for (const device of devices) device.endFaults();
    // Without faults: everyone pushes, then everyone pulls; a restored server needs one more round.
    for (let round = 0; round < 3; round++)
      for (const device of devices) await device.sync(server());
    const rows = await store.within(org, (tx) =>
      tx.selectFrom('row').selectAll().where('org_id', '=', org).execute(),
    );
    const difference = oracle.judge(org, rows);
    const failures = [difference, visits.judge(rows)];
    for (const device of devices) {
      failures.push(oracle.misread(await device.db.rows.toArray()));
      failures.push(await visits.shown(device, isRestored));
    }
    const failure = failures.find((item) => item !== null);
    if (failure) return failure;
    words.revived(new Set(rows.filter(({ deleted }) => !deleted).map(({ id }) => id)));
    if (isRestored) words.afterRestores();
    return await compareDevices(rows, devices, words, (user, scope) =>
      mayRead(user, scope, teamOf, managerOf, everManaged),
    );
  } finally {
    for (const device of devices) await device.db.delete();
  }
}

/** Runs of the model on two servers, which share one PostgreSQL, or on one SQLite. */
export async function model(options: SoakOptions): Promise<SoakResult> {
  const { url } = options;
  let stores = await openStores(url, 2);
  try {
    return await untilFailure(options, async (seed, index) => {
      // Thousands of organisations in one database in memory would slow down the later runs.
      if (url === null && index % 500 === 499) {
        for (const store of stores) await store.close();
        stores = await openStores(null);
      }
      return modelRun(stores, seed);
    });
  } finally {
    for (const store of stores) await store.close();
  }
}
