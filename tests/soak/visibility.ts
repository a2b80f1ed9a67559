import { handOver } from '../../server/people/handover.ts';
import { offboard } from '../../server/people/removal.ts';
import { contextOf } from '../../server/store/context.ts';
import type { Store } from '../../server/store/store.ts';
import { historyOf } from '../../server/sync/history.ts';
import { note } from '../helpers/note.ts';
import { rollUp } from './content.ts';
import { guess, guessWords } from './guess.ts';
import type { SoakOptions, SoakResult } from './index.ts';
import { untilFailure } from './runs.ts';
import { DEAL, FIELDS, Scenario } from './scenario.ts';
import { type Device, openStores } from './simulation.ts';

/** The scopes in which a person may write. */
function writableScopes({ oracle }: Scenario, user: string): string[] {
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
  return scopes;
}

/** A word before others, so that a change of it and one at the end of the text can be merged. */
const framed = (word: string) => `${word} said on the way`;

/** One random step of a person. @returns a leak, or null. */
async function act(scene: Scenario, device: Device, step: number): Promise<string | null> {
  const { store, org, north, south, oracle, pick, next, factId } = scene;
  const [ada = '', ben = '', cleo = '', dan = '', eve = ''] = scene.people;
  const user = device.user;
  const rows = (await device.notes())
    .filter((row) => !row.deleted)
    .sort((a, b) => a.id.localeCompare(b.id));
  const row = rows.length > 0 ? pick(rows) : undefined;
  const scopes = writableScopes(scene, user);
  const choice = next();
  const facts = scopes.filter((scope) => !scope.startsWith('t:'));
  if (choice < 0.06) {
    return (await guess(scene, device)) ?? guessWords(scene, device);
  } else if (choice < 0.2) {
    const [scope, field] = [pick(facts), pick(FIELDS)];
    const rowId = factId(scope, field);
    const value = scene.canary(rowId, scope);
    await device.write({
      op: 'put',
      collection: 'typedFact',
      rowId,
      scope,
      patch: { refKey: DEAL, field, value, author: user, at: device.now() },
    });
    await device.sync(store, true);
    await scene.recordReaders();
  } else if (choice < 0.23) {
    const held = (await device.db.rows.toArray()).filter(
      (item) => item.collection === 'typedFact' && !item.deleted,
    );
    const fact = held.sort((a, b) => a.id.localeCompare(b.id))[0];
    if (fact)
      await device.write({ op: 'delete', collection: 'typedFact', rowId: fact.id, patch: {} });
  } else if (choice < 0.29) {
    const [rowId, scope] = [device.ids.next(), pick(facts)];
    const [name, owner] = [scene.canary(rowId, scope), scene.canary(rowId, scope)];
    const values = { amount: 5, currency: 'EUR', closeDate: null, nextStep: null };
    const deal = { refKey: pick([DEAL, 'odoo/t/deal/2']), name, owner, stage: 'New' };
    const patch = { ...values, ...deal, status: pick(['open', 'won']), at: device.now() };
    await device.write({ op: 'create', collection: 'dealSnapshot', rowId, scope, patch });
    await device.sync(store, true);
    await scene.recordReaders();
  } else if (choice < 0.35) {
    await device.sync(store, true);
    await rollUp(device.db, device.now());
  } else if (choice < 0.5 || !row) {
    const id = device.ids.next();
    const scope = pick(scopes);
    const text = scene.canary(id, scope);
    await device.write({
      op: 'create',
      collection: 'note',
      rowId: id,
      scope,
      patch: note(user, framed(text)),
    });
    await device.sync(store, true);
    await scene.recordReaders();
  } else if (choice < 0.62) {
    const text = scene.canary(row.id, row.scope);
    scene.knows(user, text);
    // Words that a text no longer has stay in its history.
    const [isReplaced, before] = [next() < 0.4, String(row.fields.text)];
    await device.write({
      op: 'patch',
      collection: 'note',
      rowId: row.id,
      patch: { text: isReplaced ? framed(text) : `${before} ${text}`, editedBy: user, editedAt: 1 },
    });
    await device.sync(store, true);
    await scene.recordReaders();
  } else if (choice < 0.74 && row.fields.author === user) {
    await device.write({
      op: 'patch',
      collection: 'note',
      rowId: row.id,
      scope: pick(scopes),
      patch: {},
    });
    await device.sync(store, true);
    await scene.recordReaders();
  } else if (choice < 0.86) {
    const [rep, to] = [
      pick([cleo, dan, eve].filter((item) => !oracle.gone.has(item)).concat(cleo)),
      pick([north, south, null]),
    ];
    if (oracle.gone.has(rep)) return null;
    oracle.teamOf.set(rep, to);
    await scene.change(
      async (tx) =>
        void (await tx
          .updateTable('member')
          .set({ team: to })
          .where('org_id', '=', org)
          .where('user_id', '=', rep)
          .execute()),
    );
  } else if (choice < 0.9) {
    const [led, to] = [
      pick([north, south]),
      pick([ada, ben, null].filter((item) => item === null || !oracle.gone.has(item))),
    ];
    oracle.managerOf.set(led, to);
    await scene.change(
      async (tx) =>
        void (await tx
          .updateTable('team')
          .set({ manager: to })
          .where('org_id', '=', org)
          .where('id', '=', led)
          .execute()),
    );
  } else if (choice < 0.95) {
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
    await scene.recordReaders();
  } else if (choice < 0.98) {
    // People request the history of any row: they may only get what they could read when it was
    // written.
    const any = pick(scene.rows());
    const who = await contextOf(store.db, user);
    const found = who ? await historyOf(store, who, any, device.ids.next(), 5) : null;
    device.heard.push(JSON.stringify(found));
  } else if (oracle.gone.size === 0 && user !== ada && step > 8) {
    oracle.gone.add(user);
    await scene.change(async (tx) => {
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
    await scene.recordReaders();
  }
  return null;
}

/**
 * One scenario: people write unique words, share and unshare them, move between teams and leave. No
 * one may ever store or receive a word without the right to read it, and in the end each device has
 * exactly the rows that its person may read.
 */
async function scenario(store: Store, seed: number): Promise<string | null> {
  const scene = await Scenario.open(store, seed);
  const { devices, oracle, next, pick } = scene;
  try {
    const steps = 14 + Math.floor(next() * 22);
    for (let step = 0; step < steps; step++) {
      const device = pick(devices.filter((item) => !oracle.gone.has(item.user)));
      const leak = await act(scene, device, step);
      if (leak) return leak;
    }
    for (let round = 0; round < 2; round++)
      for (const device of scene.all())
        if (!oracle.gone.has(device.user)) await device.sync(store, true);
    return (
      (await scene.findLeak()) ?? (await scene.findDifference()) ?? (await scene.findRemains())
    );
  } finally {
    await scene.close();
  }
}

export async function visibility(options: SoakOptions): Promise<SoakResult> {
  const [store] = (await openStores(options.url)) as [Store];
  try {
    return await untilFailure(options, (seed) => scenario(store, seed));
  } finally {
    await store.close();
  }
}
