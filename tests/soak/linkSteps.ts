import { blankDeal, keyedId, parseRefKey } from '../../lib/model/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import { linksFor } from '../../lib/view/load.ts';
import { snapshotScope } from '../../lib/view/sharing.ts';
import { contextOf, meOf } from '../../server/store/context.ts';
import { type Step, writeSnapshot } from './noteSteps.ts';
import { DEAL, type Scenario } from './scenario.ts';
import type { Device } from './simulation.ts';

const CRM_USERS = ['7', '8', '9'];
const system = { crm: 'odoo', tenant: 't' } as const;

const linkId = ({ org }: Scenario, crmUserId: string) =>
  keyedId(org, `o:${org}`, 'crmIdentity', [system.crm, system.tenant, crmUserId]);

async function put(
  scene: Scenario,
  device: Device,
  crmUserId: string,
  fields: Record<string, unknown>,
): Promise<null> {
  const patch = { ...system, crmUserId, ...fields, at: device.now() };
  const [rowId, scope] = [linkId(scene, crmUserId), `o:${scene.org}`];
  await device.write({ op: 'put', collection: 'crmIdentity', rowId, scope, patch });
  await device.sync(scene.store, true);
  await scene.recordReaders();
  return null;
}

/** “Are you …?” – also for a CRM user of somebody else. */
export const claimLink: Step = (scene, device) => {
  const { user } = device;
  const crmUser = scene.pick(CRM_USERS);
  scene.links.claim(crmUser, user);
  const crmName = scene.canary(user, linkId(scene, crmUser), `o:${scene.org}`);
  const agreed = scene.oracle.isAdmin(user) ? { confirmedBy: user } : {};
  return put(scene, device, crmUser, { crmName, userId: user, ...agreed });
};

/** Anybody says that a link is right; a link that is not there is made up. */
export const confirmLink: Step = async (scene, device) => {
  const { user } = device;
  await device.sync(scene.store, true);
  // Mostly one that is there, or few would ever be confirmed.
  const linked = scene.next() < 0.8 ? scene.links.linked() : [];
  const crmUser = scene.pick(linked.length > 0 ? linked : CRM_USERS);
  const row = await device.db.rows.get(linkId(scene, crmUser));
  const member = row && !row.deleted ? String(row.fields.userId) : scene.pick(scene.people);
  scene.links.confirm(crmUser, member, user);
  return put(scene, device, crmUser, { userId: member, confirmedBy: user });
};

/** Anybody lets go of a link, their own or not. */
export const removeLink: Step = async (scene, device) => {
  await device.sync(scene.store, true);
  const crmUser = scene.pick(CRM_USERS);
  const rowId = linkId(scene, crmUser);
  if (!(await device.db.rows.get(rowId))) return null;
  scene.links.remove(crmUser, device.user);
  await device.write({ op: 'delete', collection: 'crmIdentity', rowId, patch: {} });
  await device.sync(scene.store, true);
  await scene.recordReaders();
  return null;
};

/** The device opens a deal of a CRM user, and shares its snapshot with whom the links name. */
export const openDeal: Step = async (scene, device) => {
  const { store } = scene;
  const { user, db } = device;
  await device.sync(store, true);
  const who = await contextOf(store.db, user);
  const ref = parseRefKey(DEAL);
  if (!who || !ref) return 'a person of the scenario is no member';
  const me = await meOf(store.db, who);
  await putMeta(db, 'me', me);
  const crmUser = scene.pick(CRM_USERS);
  const deal = blankDeal(ref, device.now());
  const owner = { id: crmUser, name: 'Somebody' };
  deal.fields.owner = { state: 'seen', value: owner, source: 'api' } as typeof deal.fields.owner;
  const scope = snapshotScope(me, await linksFor(db, deal), deal) ?? 'no scope';
  const right = scene.links.shares(crmUser, user);
  if (scope !== right) return `${user} shares a deal of ${crmUser} in ${scope}, not in ${right}`;
  return writeSnapshot(scene, device, scope);
};
