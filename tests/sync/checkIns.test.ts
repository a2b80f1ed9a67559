// Check-ins are on one device alone. A shared one is an ordinary row of the pair, until it is
// withdrawn: then its words are neither on the server nor on any device of somebody else.

import 'fake-indexeddb/auto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportJson } from '../../components/data/exports.ts';
import { type CommandName, runCommand } from '../../lib/commands/index.ts';
import type { In } from '../../lib/messages/index.ts';
import type { CheckInEntry, Me } from '../../lib/model/index.ts';
import { onlyHere } from '../../lib/store/index.ts';
import { putMeta } from '../../lib/store/write.ts';
import type { Store } from '../../server/store/store.ts';
import { Device, makePair, openStores } from '../soak/simulation.ts';

let store: Store;
beforeAll(async () => {
  [store] = (await openStores(null)) as [Store];
});
afterAll(() => store.close());

let made = 0;
/** Words that occur nowhere else, also not in another test of this file. */
let canary = '';
let entry: CheckInEntry;
let [mine, other, boss] = [] as unknown as [Device, Device, Device];
beforeEach(async () => {
  canary = `tired-canary-${made + 1}-words`;
  entry = {
    ...{ id: 'e1', day: '2026-11-20', at: 1_795_000_000_000, text: canary },
    ...{ energy: 'low', confidence: null, load: 'heavy' },
  };
  const org = `checkIns${++made}`;
  const pair = await makePair(store, org);
  const member = (id: string, team: string | null) => {
    return { id, name: id, email: '', role: 'rep' as const, team };
  };
  const team = { id: `t-${org}`, name: 'North', manager: pair.boss, parent: null };
  const me: Me = {
    org: { id: org, name: org, epoch: '', timeZone: 'UTC' },
    user: member(pair.rep, team.id),
    team,
    manager: member(pair.boss, null),
    reports: [],
    teams: [team],
  };
  const open = async (name: string, user: string) =>
    new Device(`${org}-${name}`, user, made * 70).open(org);
  [mine, other, boss] = await Promise.all([
    open('mine', pair.rep),
    open('other', pair.rep),
    open('boss', pair.boss),
  ]);
  await putMeta(mine.db, 'me', me);
  await putMeta(other.db, 'me', me);
});

const run = <N extends CommandName>(device: Device, name: N, input: In<N>) =>
  runCommand({ db: device.db, user: device.user }, name, input, {
    now: () => device.now(),
    ids: device.ids,
    deviceZone: () => 'UTC',
  });
const syncAll = async () => {
  for (const device of [mine, boss, other]) await device.sync(store, true);
};
/** Everything on the server, as text. */
async function serverText(): Promise<string> {
  const names = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(
    store.db,
  );
  expect(names.rows.map(({ name }) => name)).toContain('row');
  const parts: unknown[] = [];
  for (const { name } of names.rows)
    parts.push((await sql`select * from ${sql.table(name)}`.execute(store.db)).rows);
  return JSON.stringify(parts);
}
/** Every table of a device, as text. */
async function deviceText({ db }: Device, without: readonly string[] = []): Promise<string> {
  const tables = db.tables.filter(({ name }) => !without.includes(name));
  return JSON.stringify(await Promise.all(tables.map((table) => table.toArray())));
}

describe('a check-in of this device', () => {
  it('is in no synced table, no answer of the server, and not on the server', async () => {
    await run(mine, 'checkIn.write', entry);
    await run(mine, 'focus.entry', {
      ...{ focus: 'value', event: 'sure', day: '2026-11-20', level: 5 },
      ...{ text: '', tried: null, went: '' },
    });
    await syncAll();
    // Something was sent, and heard by the others.
    expect(await serverText()).toContain('focusEntry');
    expect(boss.heard.join()).toContain('focusEntry');
    expect(await mine.db.checkIns.toArray()).toEqual([entry]);
    expect(await deviceText(mine, ['checkIns'])).not.toContain(canary);
    for (const device of [mine, other, boss]) expect(device.heard.join()).not.toContain(canary);
    for (const device of [other, boss]) expect(await deviceText(device)).not.toContain(canary);
    expect(await serverText()).not.toContain(canary);
  });
  it('is in the person’s own export of the device, and counted before signing out', async () => {
    await run(mine, 'checkIn.write', entry);
    expect(await exportJson(mine.db, mine.user, 1)).toContain(canary);
    expect(await onlyHere(mine.db)).toMatchObject({ deviceOnly: 1, unsent: 0 });
  });
  it('of a file never replaces one that is here', async () => {
    await run(mine, 'checkIn.write', entry);
    const older = { ...entry, text: 'older' };
    await run(mine, 'checkIn.load', { entries: [older, { ...older, id: 'e2' }], self: null });
    const texts = (await mine.db.checkIns.toArray()).map(({ text }) => text);
    expect(texts).toEqual([canary, 'older']);
  });
});

describe('a shared check-in', () => {
  beforeEach(async () => {
    await run(mine, 'checkIn.write', entry);
    await run(mine, 'checkIn.share', { id: 'e1' });
    await syncAll();
  });
  it('reaches the manager, once', async () => {
    await run(mine, 'checkIn.share', { id: 'e1' });
    await syncAll();
    const rows = (await boss.db.rows.toArray()).filter((row) => row.collection === 'checkIn');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.fields).toMatchObject({ text: canary, energy: 'low', day: '2026-11-20' });
  });
  it('that is withdrawn leaves the server at once, and the others when they connect', async () => {
    await run(mine, 'checkIn.withdraw', { id: 'e1' });
    await mine.sync(store);
    expect(await serverText()).not.toContain(canary);
    expect(await deviceText(boss)).toContain(canary);
    await syncAll();
    for (const device of [boss, other]) expect(await deviceText(device)).not.toContain(canary);
    expect(await mine.db.checkIns.toArray()).toEqual([entry]);
  });
  it('can be withdrawn from the person’s other device, and shared again', async () => {
    await run(other, 'checkIn.withdraw', { id: 'e1' });
    await other.sync(store);
    await syncAll();
    expect(await deviceText(boss)).not.toContain(canary);
    await run(mine, 'checkIn.share', { id: 'e1' });
    await syncAll();
    expect(await deviceText(boss)).toContain(canary);
  });
  it('goes with “delete all”, everywhere', async () => {
    await run(mine, 'checkIn.deleteAll', undefined);
    await mine.sync(store);
    expect(await serverText()).not.toContain(canary);
    await syncAll();
    for (const device of [boss, other]) expect(await deviceText(device)).not.toContain(canary);
    // What was sent is kept for a week, in case the server is restored from a backup.
    expect(await deviceText(mine, ['acknowledged'])).not.toContain(canary);
  });
  it('cannot be changed or withdrawn by the manager', async () => {
    const [row] = (await boss.db.rows.toArray()).filter((one) => one.collection === 'checkIn');
    await boss.write({ op: 'delete', collection: 'checkIn', rowId: row?.id ?? '', patch: {} });
    await boss.sync(store);
    expect(await serverText()).toContain(canary);
  });
});
