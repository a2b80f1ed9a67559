import { keyedId, type Mutation } from '../../lib/model/index.ts';
import { purge, putMeta } from '../../lib/store/write.ts';
import { PROTO, SCHEMA } from '../../lib/sync/protocol.ts';
import { handOver } from '../../server/people/handover.ts';
import { recomputeMemberships } from '../../server/people/pairs.ts';
import { offboard } from '../../server/people/removal.ts';
import { contextOf } from '../../server/store/context.ts';
import type { Store } from '../../server/store/store.ts';
import { historyOf } from '../../server/sync/history.ts';
import { push } from '../../server/sync/push.ts';
import { note } from '../helpers/note.ts';
import { contentOf, rollUp } from './content.ts';
import { Device, makeOrg, openStores, random } from './simulation.ts';

/** What each person was ever allowed to read, computed independently of the product. */
class Oracle {
  teamOf = new Map<string, string | null>();
  managerOf = new Map<string, string | null>();
  admin = '';
  gone = new Set<string>();
  /** All managers that each rep ever had. */
  managersOf = new Map<string, Set<string>>();
  recordManagers(): void {
    for (const [user, team] of this.teamOf) {
      const manager = team === null ? null : this.managerOf.get(team);
      if (manager && manager !== user && !this.gone.has(manager))
        this.managersOf.set(user, (this.managersOf.get(user) ?? new Set()).add(manager));
    }
  }
  sees(user: string, scope: string): boolean {
    if (this.gone.has(user)) return false;
    const [kind, a = '', b = ''] = scope.split(':');
    if (kind === 'u') return a === user;
    if (kind === 'o') return true;
    if (kind === 't') return this.teamOf.get(user) === a || this.managerOf.get(a) === user;
    if (user === b) return this.managersOf.get(b)?.has(a) ?? false;
    return user === a && a !== b && this.managerOf.get(this.teamOf.get(b) ?? '') === a;
  }
}

/** Results that reveal nothing about other people's rows. */
const SILENT: readonly (string | undefined)[] = ['invalid', 'notAllowed', 'notFound'];

/** Sends a change like a foreign client. */
async function sendRaw(
  store: Store,
  user: string,
  change: Partial<Mutation> & { id: string },
): Promise<string> {
  const who = await contextOf(store.db, user);
  if (!who) return 'gone';
  const mutation: Mutation = {
    seq: 1,
    op: 'put',
    collection: 'typedFact',
    rowId: change.id,
    base: 0,
    patch: {},
    ...change,
  };
  const { answers } = await push(
    store,
    who,
    { proto: PROTO, schema: SCHEMA, clientId: change.id, mutations: [mutation] },
    7,
  );
  const result = answers[0]?.result;
  return (result?.kind === 'rejected' ? result.code : result?.kind) ?? 'nothing';
}

/**
 * One scenario: people write unique words, share and unshare them, move between teams and leave. No
 * one may ever store or receive a word without the right to read it.
 */
export async function scenario(store: Store, seed: number): Promise<string | null> {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const stamp = [seed, Math.floor(next() * 1e9), Math.floor(performance.now() * 1000)]
    .map((number) => number.toString(36))
    .join('');
  const org = `v${stamp}`;
  const people = ['ada', 'ben', 'cleo', 'dan', 'eve'].map((name) => `${name}-${stamp}`);
  const [ada = '', ben = '', cleo = '', dan = '', eve = ''] = people;
  const [north, south] = [`n-${stamp}`, `s-${stamp}`];
  const oracle = new Oracle();
  const setTeam = (user: string, team: string | null) => oracle.teamOf.set(user, team);
  await makeOrg(
    store,
    org,
    { [north]: ada, [south]: ben },
    { [ada]: null, [ben]: null, [cleo]: north, [dan]: north, [eve]: south },
  );
  for (const [user, team] of [
    [ada, null],
    [ben, null],
    [cleo, north],
    [dan, north],
    [eve, south],
  ] as const)
    setTeam(user, team);
  oracle.managerOf.set(north, ada).set(south, ben);
  oracle.recordManagers();
  const devices = await Promise.all(
    people.map((user, index) =>
      new Device(`v${stamp}-${index}`, user, seed * 11 + index).open(org),
    ),
  );
  const members = people.map((id) => ({ id, name: `Name of ${id}` }));
  for (const { db } of devices) await putMeta(db, 'members', members);
  const strangers = `o${stamp}`;
  await makeOrg(
    store,
    strangers,
    { [`t-${strangers}`]: `boss-${strangers}` },
    { [`boss-${strangers}`]: null, [`rep-${strangers}`]: `t-${strangers}` },
  );
  const outside = await new Device(`v${stamp}-out`, `rep-${strangers}`, seed).open(strangers);
  /** For each word, the people who could read it at some time. */
  const readersOf = new Map<string, Set<string>>();
  const rowWords = new Map<string, Set<string>>();
  let count = 0;
  const canary = (row: string, scope: string) => {
    const text = `canary${stamp}x${++count}x`;
    readersOf.set(text, new Set(people.filter((user) => oracle.sees(user, scope))));
    rowWords.set(row, (rowWords.get(row) ?? new Set()).add(text));
    return text;
  };
  /** Records the present readers of each word. */
  const recordReaders = async () => {
    const rows = await store.within(org, (tx) =>
      tx
        .selectFrom('row')
        .select(['id', 'scope', 'fields', 'deleted'])
        .where('org_id', '=', org)
        .execute(),
    );
    for (const row of rows) {
      if (row.deleted) continue;
      // All words, because a keyed row has another id after a handover.
      for (const [text, seenBy] of readersOf)
        if (row.fields.includes(text))
          for (const user of people) if (oracle.sees(user, row.scope)) seenBy.add(user);
    }
  };
  const fields = ['amount', 'stage', 'champion'];
  const factId = (scope: string, field: string) =>
    keyedId(org, scope, 'typedFact', ['odoo/t/deal/1', field]);
  /**
   * Writes under ids that everyone can compute: of a row that may exist, and of one that never did.
   * Both responses must be the same and reveal nothing.
   */
  const guess = async (device: Device): Promise<string | null> => {
    const { user } = device;
    const all = people.flatMap((person) => [
      `u:${person}`,
      ...people.map((other) => `p:${person}:${other}`),
    ]);
    const scope = pick(all.filter((candidate) => !oracle.sees(user, candidate)));
    const text = `squat-${device.ids.next()}`;
    const patch = (field: string) => ({ refKey: 'odoo/t/deal/1', field, value: text });
    const requests = (field: string): Partial<Mutation>[] => [
      { op: 'put', scope, patch: patch(field) },
      { op: 'put', scope: `u:${user}`, patch: patch(field) },
      { op: 'delete', patch: {} },
      { op: 'create', collection: 'note', scope: `u:${user}`, patch: note(user, text) },
      { op: 'patch', collection: 'note', patch: { text } },
    ];
    const responses = async (field: string) => {
      const codes: string[] = [];
      for (const request of requests(field))
        codes.push(
          await sendRaw(store, user, {
            ...request,
            id: device.ids.next(),
            rowId: factId(scope, field),
          }),
        );
      return codes;
    };
    const existing = await responses(pick(fields));
    const missing = await responses('nothing');
    device.heard.push(existing.join(), missing.join());
    if (existing.join() !== missing.join())
      return `${user} can find out what is in ${scope}: ${existing} and ${missing}`;
    if (existing.some((code) => !SILENT.includes(code)))
      return `${user} wrote under a key of ${scope}: ${existing}`;
    const who = await contextOf(store.db, user);
    const history =
      who && (await historyOf(store, who, factId(scope, pick(fields)), device.ids.next(), 5));
    return history === null ? null : `${user} reads the history of a key of ${scope}`;
  };
  const change = async (work: Parameters<Store['within']>[1]) => {
    await store.within(org, async (tx) => {
      await work(tx);
      await recomputeMemberships(tx, org, 3);
    });
    oracle.recordManagers();
    await recordReaders();
  };
  const findLeak = async (): Promise<string | null> => {
    for (const device of [...devices, outside]) {
      const held = `${JSON.stringify(await device.db.rows.toArray())}\n${device.heard.join('\n')}`;
      for (const [text, seenBy] of readersOf)
        if (held.includes(text) && !seenBy.has(device.user))
          return `${device.user} has ${text}, but never had the right to read it`;
    }
    return null;
  };
  try {
    const steps = 14 + Math.floor(next() * 22);
    for (let step = 0; step < steps; step++) {
      const device = pick(devices.filter((item) => !oracle.gone.has(item.user)));
      const user = device.user;
      const rows = (await device.notes())
        .filter((row) => !row.deleted)
        .sort((a, b) => a.id.localeCompare(b.id));
      const row = rows.length > 0 ? pick(rows) : undefined;
      const team = oracle.teamOf.get(user) ?? null;
      const manager = oracle.managerOf.get(team ?? '') ?? null;
      const scopes = [
        `u:${user}`,
        ...(team ? [`t:${team}`] : []),
        ...(manager && manager !== user ? [`p:${manager}:${user}`] : []),
      ];
      for (const [led, leader] of oracle.managerOf)
        if (leader === user)
          for (const [rep, of] of oracle.teamOf)
            if (of === led && rep !== user) scopes.push(`p:${user}:${rep}`);
      const act = next();
      const facts = scopes.filter((scope) => !scope.startsWith('t:'));
      if (act < 0.06) {
        const leak = await guess(device);
        if (leak) return leak;
      } else if (act < 0.2) {
        const [scope, field] = [pick(facts), pick(fields)];
        const rowId = factId(scope, field);
        const value = canary(rowId, scope);
        await device.write({
          op: 'put',
          collection: 'typedFact',
          rowId,
          scope,
          patch: { refKey: 'odoo/t/deal/1', field, value, author: user, at: device.now() },
        });
        await device.sync(store, true);
        await recordReaders();
      } else if (act < 0.23) {
        const held = (await device.db.rows.toArray()).filter(
          (item) => item.collection === 'typedFact' && !item.deleted,
        );
        const fact = held.sort((a, b) => a.id.localeCompare(b.id))[0];
        if (fact)
          await device.write({ op: 'delete', collection: 'typedFact', rowId: fact.id, patch: {} });
      } else if (act < 0.29) {
        const [rowId, scope] = [device.ids.next(), pick(facts)];
        const [name, owner] = [canary(rowId, scope), canary(rowId, scope)];
        const values = { amount: 5, currency: 'EUR', closeDate: null, nextStep: null };
        const deal = { refKey: `odoo/t/deal/${pick([1, 2])}`, name, owner, stage: 'New' };
        const patch = { ...values, ...deal, status: pick(['open', 'won']), at: device.now() };
        await device.write({ op: 'create', collection: 'dealSnapshot', rowId, scope, patch });
        await device.sync(store, true);
        await recordReaders();
      } else if (act < 0.35) {
        await device.sync(store, true);
        await rollUp(device.db, device.now());
      } else if (act < 0.5 || !row) {
        const id = device.ids.next();
        const scope = pick(scopes);
        const text = canary(id, scope);
        await device.write({
          op: 'create',
          collection: 'note',
          rowId: id,
          scope,
          patch: note(user, text),
        });
        await device.sync(store, true);
        await recordReaders();
      } else if (act < 0.62) {
        const text = canary(row.id, row.scope);
        readersOf.get(text)?.add(user);
        await device.write({
          op: 'patch',
          collection: 'note',
          rowId: row.id,
          patch: { text: `${String(row.fields.text)} ${text}`, editedBy: user, editedAt: 1 },
        });
        await device.sync(store, true);
        await recordReaders();
      } else if (act < 0.74 && row.fields.author === user) {
        await device.write({
          op: 'patch',
          collection: 'note',
          rowId: row.id,
          scope: pick(scopes),
          patch: {},
        });
        await device.sync(store, true);
        await recordReaders();
      } else if (act < 0.86) {
        const [rep, to] = [
          pick([cleo, dan, eve].filter((item) => !oracle.gone.has(item)).concat(cleo)),
          pick([north, south, null]),
        ];
        if (oracle.gone.has(rep)) continue;
        setTeam(rep, to);
        await change(
          async (tx) =>
            void (await tx
              .updateTable('member')
              .set({ team: to })
              .where('org_id', '=', org)
              .where('user_id', '=', rep)
              .execute()),
        );
      } else if (act < 0.9) {
        const [led, to] = [
          pick([north, south]),
          pick([ada, ben, null].filter((item) => item === null || !oracle.gone.has(item))),
        ];
        oracle.managerOf.set(led, to);
        await change(
          async (tx) =>
            void (await tx
              .updateTable('team')
              .set({ manager: to })
              .where('org_id', '=', org)
              .where('id', '=', led)
              .execute()),
        );
      } else if (act < 0.95) {
        const who = await contextOf(store.db, user);
        const from = pick([...(oracle.managersOf.get(user) ?? new Set(['nobody']))]);
        if (who)
          await handOver(
            {
              store,
              db: store.db,
              now: () => 4,
              ids: device.ids,
              poke: () => {},
              auth: null as never,
            },
            who,
            { rep: user, from },
          ).catch(() => null);
        await recordReaders();
      } else if (act < 0.98) {
        // People request the history of any row: they may only get what they could read when it was
        // written.
        const any = pick([...rowWords.keys()]);
        const who = await contextOf(store.db, user);
        const found = who ? await historyOf(store, who, any, device.ids.next(), 5) : null;
        device.heard.push(JSON.stringify(found));
      } else if (oracle.gone.size === 0 && user !== ada && step > 8) {
        oracle.gone.add(user);
        await change(async (tx) => {
          await tx
            .updateTable('member')
            .set({ role: 'admin' })
            .where('org_id', '=', org)
            .where('user_id', '=', ada)
            .execute();
          await offboard(tx, org, user, next() < 0.5 ? 'keep' : 'erase', 6);
        });
        for (const [led, leader] of oracle.managerOf)
          if (leader === user) oracle.managerOf.set(led, null);
        oracle.teamOf.delete(user);
        await recordReaders();
      }
    }
    for (let round = 0; round < 2; round++)
      for (const device of [...devices, outside])
        if (!oracle.gone.has(device.user)) await device.sync(store, true);
    const leak = await findLeak();
    if (leak) return leak;
    // In the end each device has exactly the rows that its person may read.
    const all = await store.within(org, (tx) =>
      tx
        .selectFrom('row')
        .select(['id', 'scope', 'deleted', 'collection', 'fields'])
        .where('org_id', '=', org)
        .execute(),
    );
    for (const device of devices) {
      if (oracle.gone.has(device.user)) continue;
      const have = new Set(
        (await device.db.rows.toArray()).filter((row) => !row.deleted).map((row) => row.id),
      );
      for (const row of all) {
        if (row.deleted) continue;
        if (oracle.sees(device.user, row.scope) !== have.has(row.id))
          return `${device.user} ${have.has(row.id) ? 'holds' : 'lacks'} ${row.id} in ${row.scope}`;
      }
    }
    // No table of a device has a text of rows that its person lost, or a name after a removal.
    for (const { db, user } of devices) {
      if (oracle.gone.has(user)) await purge(db);
      const held = all.filter((row) => oracle.sees(user, row.scope) && row.fields !== '{}');
      const texts = held.map(({ id, fields }) => [fields, ...(rowWords.get(id) ?? [])].join());
      const [readable, stored] = [texts.join(), await contentOf(db)];
      for (const text of readersOf.keys())
        if (stored.includes(text) && !readable.includes(text))
          return `${user} still stores ${text} of a row that they lost`;
      if (oracle.gone.has(user))
        for (const name of people.filter((other) => other !== user))
          if (stored.includes(name)) return `${user} was removed and still stores ${name}`;
    }
    return null;
  } finally {
    for (const device of [...devices, outside]) await device.db.delete();
  }
}

export async function visibility({
  runs,
  seed,
  url,
  report,
}: {
  runs: number;
  seed: number;
  url: string | null;
  report?: (done: number) => void;
}) {
  const [store] = (await openStores(url)) as [Store];
  try {
    for (let run = 0; run < runs; run++) {
      const failed = await scenario(store, seed + run).catch((error: unknown) =>
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      );
      if (failed !== null) return { runs: run + 1, failed: `seed ${seed + run}: ${failed}` };
      report?.(run + 1);
    }
    return { runs, failed: null };
  } finally {
    await store.close();
  }
}
