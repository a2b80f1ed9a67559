import { keyedRow, put } from '../../lib/commands/rows.ts';
import { type CollectionName, keyedId } from '../../lib/model/index.ts';
import type { Row } from '../../lib/store/index.ts';
import { BLANK } from './keyed.ts';
import type { Device } from './simulation.ts';

type Fields = Record<string, unknown>;

const SKILLS = ['closing', 'planning', 'value'];
const REF_KEY = 'odoo/t/deal/1';

/** The memberships that matter for keyed rows. */
export interface Membership {
  org: string;
  /** The rep of the profile, and the rep's present manager. */
  rep: string;
  manager: string | null;
  /** Whether the device's person is a manager. */
  manages: boolean;
}

/** Writes and reads one keyed row of a device. */
interface Writes {
  putRow(collection: CollectionName, scope: string, fields: Fields): Promise<void>;
  /** Null where there is none, or a deleted one. */
  rowOf(collection: CollectionName, scope: string, values: readonly unknown[]): Promise<Row | null>;
  remove(collection: CollectionName, row: Row): Promise<void>;
}

/**
 * Rows of the organisation: a map of stages (by managers, else private), an own vote, and a link to
 * a CRM user, which anybody may claim, confirm or remove: the server decides.
 */
async function changeShared(
  device: Device,
  { org, manages }: Pick<Membership, 'org' | 'manages'>,
  { putRow, rowOf, remove }: Writes,
  next: () => number,
): Promise<void> {
  const { user } = device;
  const all = `o:${org}`;
  const at = Math.floor(next() * 3);
  const choice = next();
  if (choice < 0.35) {
    // Some try what only managers may.
    const scope = manages || next() < 0.1 ? all : `u:${user}`;
    const values = ['p', 'odoo', 't'];
    const row = await rowOf('stageMap', scope, values);
    if (row && next() < 0.2) return remove('stageMap', row);
    const before = row?.fields.stages as Fields | undefined;
    const stages = { ...before, [`s${at}`]: next() < 0.2 ? null : `stage-${at}` };
    if (next() < 0.3) delete stages[`s${(at + 1) % 3}`];
    await putRow('stageMap', scope, { playbook: 'p', crm: 'odoo', tenant: 't', stages });
  } else if (choice < 0.6) {
    const row = await rowOf('vote', all, [`s${at}`, user]);
    if (row) await remove('vote', row);
    else await putRow('vote', all, { suggestion: `s${at}`, author: user });
  } else {
    const key = { crm: 'odoo', tenant: 't', crmUserId: `c${at}` };
    const row = await rowOf('crmIdentity', all, Object.values(key));
    const how = next();
    if (row && how < 0.25) await remove('crmIdentity', row);
    else if (row && how < 0.5)
      await putRow('crmIdentity', all, {
        ...key,
        userId: row.fields.userId,
        confirmedBy: user,
      });
    else
      await putRow('crmIdentity', all, {
        ...key,
        userId: user,
        crmName: `n${Math.floor(next() * 1e6)}`,
      });
  }
}

/** Creates, changes or deletes a keyed row at random. */
export async function changeKeyed(
  device: Device,
  { org, rep, manager, manages }: Membership,
  next: () => number,
): Promise<void> {
  const tx = {
    db: device.db,
    user: device.user,
    me: { org: { id: org } },
    now: device.now(),
    ids: device.ids,
  } as unknown as Parameters<typeof put>[0];
  const pair =
    manager !== null && (device.user === rep || device.user === manager)
      ? `p:${manager}:${rep}`
      : null;
  const at = Math.floor(next() * 3);
  const putRow: Writes['putRow'] = async (collection, scope, fields) => {
    for (const change of await put(tx, collection, scope, { refKey: '', ...fields } as never))
      await device.write(change);
  };
  const rowOf: Writes['rowOf'] = async (collection, scope, values) => {
    const row = await device.db.rows.get(keyedId(org, scope, collection, values));
    return row && !row.deleted ? row : null;
  };
  const remove: Writes['remove'] = async (collection, { id }) => {
    await device.write({ op: 'delete', collection, rowId: id, patch: {} });
  };
  if (next() < 0.4) return changeShared(device, { org, manages }, { putRow, rowOf, remove }, next);
  const choice = next();
  if (choice < 0.25) {
    const scope = pair !== null && next() < 0.8 ? pair : `u:${device.user}`;
    const key = { refKey: REF_KEY, playbook: 'p', item: `i${at}` };
    const row = await rowOf('checkItem', scope, Object.values(key));
    if (row && next() < 0.3) await remove('checkItem', row);
    // One field of two: after a deletion elsewhere the other one may not return.
    else if (next() < 0.5) await putRow('checkItem', scope, { ...key, done: next() < 0.7 });
    else await putRow('checkItem', scope, { ...key, evidence: `e${Math.floor(next() * 1e6)}` });
  } else if (choice < 0.5 || (pair === null && !manages)) {
    const key = { refKey: REF_KEY, field: `f${at}` };
    const scope = pair !== null && next() < 0.7 ? pair : `u:${device.user}`;
    const row = next() < 0.25 ? await keyedRow(tx, 'typedFact', scope, key) : undefined;
    if (row)
      await device.write({ op: 'delete', collection: 'typedFact', rowId: row.id, patch: {} });
    else if (row === undefined)
      await putRow('typedFact', scope, { ...key, value: `v${Math.floor(next() * 1e6)}` });
  } else if (pair !== null && (choice < 0.8 || !manages)) {
    const row = await rowOf('profile', pair, [rep]);
    if (row && next() < 0.2) return remove('profile', row);
    const before = (row?.fields ?? BLANK.profile) as { gaps: Fields; strengths: string[] };
    const skill = SKILLS[at] ?? '';
    const gaps = { ...before.gaps, [skill]: Math.floor(next() * 5) };
    if (next() < 0.3) delete gaps[SKILLS[(at + 1) % 3] ?? ''];
    const strengths = before.strengths.includes(skill)
      ? before.strengths.filter((item) => item !== skill)
      : [...before.strengths, skill];
    // Some of the fields: after a deletion elsewhere the others may not return.
    await putRow('profile', pair, {
      member: rep,
      ...(next() < 0.5 ? { focus: next() < 0.5 ? skill : null } : {}),
      ...(next() < 0.5 ? { gaps } : {}),
      ...(next() < 0.5 ? { strengths } : {}),
    });
  } else {
    const row = await rowOf('coachingSettings', `o:${org}`, []);
    if (row && next() < 0.2) return remove('coachingSettings', row);
    const before = (row?.fields ?? BLANK.coachingSettings) as { limits: Fields; off: string[] };
    const limits = { ...before.limits, [`limit${at}`]: Math.floor(next() * 100) };
    const name = `signal${at}`;
    const off = before.off.includes(name)
      ? before.off.filter((item) => item !== name)
      : [...before.off, name];
    await putRow('coachingSettings', `o:${org}`, {
      ...(next() < 0.6 ? { limits } : {}),
      ...(next() < 0.6 ? { off } : {}),
    });
  }
}
