import { eraseStore } from '../../lib/store/leaving.ts';
import { erasePerson } from '../../server/ops/person.ts';
import { handOver } from '../../server/people/handover.ts';
import { PeopleError } from '../../server/people/people.ts';
import { offboard } from '../../server/people/removal.ts';
import { whyEnded, wipeMember } from '../../server/people/wipe.ts';
import { type Context, contextOf } from '../../server/store/context.ts';
import { runAtOnce } from '../helpers/departures.ts';
import type { Step } from './noteSteps.ts';
import type { Scenario } from './scenario.ts';
import type { Device } from './simulation.ts';

const depsOf = ({ store }: Scenario, { ids }: Device, now: () => number) => ({
  store,
  db: store.db,
  ids,
  now,
  poke: () => {},
  auth: null as never,
});

export const moveRep: Step = async (scene) => {
  const { oracle, org, pick } = scene;
  const [, , ...reps] = scene.people;
  const staying = reps.filter((item) => !oracle.gone.has(item));
  const [user, team] = [pick(staying), pick([scene.north, scene.south, null])];
  oracle.teamOf.set(user, team);
  await scene.change(async (tx) => {
    const members = tx.updateTable('member').set({ team }).where('org_id', '=', org);
    await members.where('user_id', '=', user).execute();
  });
  return null;
};

export const changeManager: Step = async (scene) => {
  const { oracle, org, pick } = scene;
  const [ada = '', ben = ''] = scene.people;
  const team = pick([scene.north, scene.south]);
  const manager = pick([ada, ben, null].filter((item) => item === null || !oracle.gone.has(item)));
  oracle.managerOf.set(team, manager);
  await scene.change(async (tx) => {
    const teams = tx.updateTable('team').set({ manager }).where('org_id', '=', org);
    await teams.where('id', '=', team).execute();
  });
  return null;
};

/** Somebody becomes an administrator, or is none any more. */
export const changeRole: Step = async (scene) => {
  const { oracle, org, pick } = scene;
  const [, ...others] = scene.people;
  const user = pick(others.filter((item) => !oracle.gone.has(item)));
  const role = oracle.promoted.delete(user) ? 'rep' : 'admin';
  if (role === 'admin') oracle.promoted.add(user);
  await scene.change(async (tx) => {
    const members = tx.updateTable('member').set({ role }).where('org_id', '=', org);
    await members.where('user_id', '=', user).execute();
  });
  return null;
};

/** The rep, an administrator or anybody else asks for a handover; the latter is refused. */
export const requestHandover: Step = async (scene, device) => {
  const { store, oracle, pick } = scene;
  const { user } = device;
  const rep = pick([user, user, ...scene.people.filter((item) => !oracle.gone.has(item))]);
  const managers = [...(oracle.managersOf.get(rep) ?? [])];
  const from = managers.length > 0 ? pick(managers) : 'nobody';
  const to = oracle.presentManager(rep);
  const isFormer = managers.includes(from) && from !== to;
  const isAllowed = (user === rep || oracle.isAdmin(user)) && isFormer && to !== null;
  if (isAllowed) scene.places.moveAll(`p:${from}:${rep}`, `p:${to}:${rep}`);
  const who = (await contextOf(store.db, user)) as Context;
  const request = handOver(
    depsOf(scene, device, () => 4),
    who,
    { rep, from },
  );
  const isDone = await request.then(
    () => true,
    (error: unknown) => {
      if (error instanceof PeopleError) return false;
      throw error;
    },
  );
  if (isDone !== isAllowed)
    return `${user} ${isDone ? 'could' : 'could not'} hand over from ${from} to ${to} for ${rep}`;
  await scene.recordReaders();
  return null;
};

/** An administrator wipes a device; its person signs in again. */
export const wipe: Step = async (scene, device) => {
  const { store, oracle } = scene;
  const { user } = device;
  const admin = (await contextOf(store.db, oracle.admin)) as Context;
  const token = scene.tokenOf(user);
  const deps = depsOf(scene, device, () => Date.now());
  await wipeMember(deps, admin, user);
  const why = await whyEnded(store.db, `Bearer ${token}.signature`, Date.now());
  if (why !== 'wiped') return `the device of ${user} learns “${why}” after a wipe`;
  const { tables } = device.db;
  const { deleted } = await eraseStore(device.db);
  for (const table of tables) if ((await table.count().catch(() => 0)) > 0) return table.name;
  await deleted;
  await scene.replaceDevice(device);
  return null;
};

/** One person is removed; later, a person whose texts stayed may be erased. */
export const leave: Step = async (scene, device) => {
  const { store, org, oracle, people, places } = scene;
  const [gone] = oracle.gone;
  const { user } = device;
  if (gone !== undefined) {
    if (await erasePerson(store, gone, 7)) places.erase(gone);
    await scene.recordReaders();
    return scene.findErased();
  }
  if (user === people[0]) return null;
  const choice = scene.next() < 0.5 ? 'keep' : 'erase';
  const manager = oracle.presentManager(user);
  if (choice === 'keep' && manager) places.moveAll(`p:${manager}:${user}`, `u:${manager}`);
  else if (choice === 'erase') places.erase(user);
  oracle.gone.add(user);
  scene.links.leave(user);
  for (const [team, leader] of oracle.managerOf)
    if (leader === user) oracle.managerOf.set(team, null);
  oracle.teamOf.delete(user);
  const token = scene.tokenOf(user);
  await scene.change(async (tx) => {
    await offboard(tx, org, user, choice, 6);
    await runAtOnce(tx, org);
  });
  const why = await whyEnded(store.db, `Bearer ${token}.signature`, 7);
  return why === 'removed' ? scene.findErased() : `${user} learns “${why}” after a removal`;
};
