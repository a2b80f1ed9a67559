import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CommandName, commands } from '../../lib/commands/index.ts';
import { MessageError, messages } from '../../lib/messages/index.ts';
import { contentOf, type Device, openDevice } from './device.ts';
import { type CommandCase, cases } from './inputs.ts';

type AnyCase = CommandCase<CommandName>;
const names = Object.keys(commands) as CommandName[];

async function prepared(item: AnyCase): Promise<Device> {
  const device = await openDevice(item.user ?? 'dana');
  await item.before?.(device);
  return device;
}
const run = (device: Device, name: CommandName, item: AnyCase) =>
  (device.run as (name: CommandName, input: unknown) => Promise<unknown>)(name, item.input);

describe.each(names)('%s', (name) => {
  const item = cases[name] as AnyCase;

  it('changes something, in a way that its message allows', async () => {
    expect(messages[name].in.safeParse(item.input).success).toBe(true);
    const device = await prepared(item);
    const before = await device.db.transaction('r', device.db.tables, () =>
      Promise.all(device.db.tables.map((table) => table.toArray())),
    );
    const value = await run(device, name, item);
    expect(messages[name].out.safeParse(value).success).toBe(true);
    const after = await Promise.all(device.db.tables.map((table) => table.toArray()));
    expect(after).not.toEqual(before);
  });

  it('twice at once is once', async () => {
    const [once, twice] = [await prepared(item), await prepared(item)];
    await run(once, name, item);
    const results = await Promise.allSettled([run(twice, name, item), run(twice, name, item)]);
    expect(results).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }]);
    expect(await contentOf(twice)).toEqual(await contentOf(once));
  });

  it.each([item.stale].flat())('from a stale tab, which gives $gives', async (stale) => {
    const [device, other] = [await prepared(item), await prepared(item)];
    await stale.meanwhile(device);
    if (typeof stale.gives === 'object') device.now += 1;
    const error = await run(device, name, item).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (typeof stale.gives === 'string' && stale.gives !== 'same') {
      expect(error).toMatchObject({ name: 'Error', code: stale.gives });
      return;
    }
    expect(error).toBeNull();
    if (typeof stale.gives === 'object') {
      expect(await device.rows(stale.gives.collection)).toMatchObject([stale.gives]);
      return;
    }
    await stale.meanwhile(other);
    expect(await contentOf(device)).toEqual(await contentOf(other));
  });

  // A command that only deletes needs no storage.
  const full = item.writesNothing ? null : 'on a full disk it fails with “full” and writes nothing';
  it.each(full ? [full] : [])('%s', async () => {
    const device = await prepared(item);
    const before = await contentOf(device);
    const emptyDisk = device.fillDisk();
    await expect(run(device, name, item)).rejects.toMatchObject({ code: 'full' });
    expect(await run(device, name, item).catch((error) => error)).toBeInstanceOf(MessageError);
    expect(await contentOf(device)).toEqual(before);
    emptyDisk();
    await run(device, name, item);
    expect(await contentOf(device)).not.toEqual(before);
  });
});

describe('messages and commands', () => {
  const files = readdirSync('lib/commands')
    .map((name) => basename(name, '.ts'))
    .filter((name) => name !== 'index' && name !== 'registry');
  const features = readdirSync('lib/messages').map((name) => basename(name, '.ts'));
  /** Tables of messages that no command answers, and what does. */
  const answeredElsewhere: Readonly<Record<string, string>> = {
    recordMessages: 'the tabs (lib/commands/tabs.ts, records.ts, layouts.ts)',
    siteMessages: 'the browser: permissions and pages',
    deviceMessages: 'the sync',
    sessionMessages: 'the server, and the database of the session',
    memberMessages: 'the server',
    ownAccountMessages: 'the server',
  };
  const exported = async (folder: string, feature: string, suffix: string) => {
    const module = (await import(`../../lib/${folder}/${feature}.ts`)) as Record<string, object>;
    return Object.entries(module)
      .filter(([key]) => key.endsWith(suffix) && !(key in answeredElsewhere))
      .flatMap(([, table]) => Object.keys(table))
      .sort();
  };
  it('pair by feature: every table of messages has commands in the file of that name', async () => {
    const paired: string[] = [];
    const notTables = ['registry', 'index'];
    for (const feature of new Set([...files, ...features]))
      if (!notTables.includes(feature)) {
        const of = (folder: string, list: string[], suffix: string) =>
          list.includes(feature) ? exported(folder, feature, suffix) : Promise.resolve([]);
        const asked = await of('messages', features, 'Messages');
        expect(await of('commands', files, 'Commands'), feature).toEqual(asked);
        if (asked.length > 0) paired.push(feature);
      }
    expect(paired.length).toBeGreaterThan(10);
  });
  it('and each table that something else answers exists', async () => {
    const modules = await Promise.all(
      features.map((feature) => import(`../../lib/messages/${feature}.ts`)),
    );
    const tables = new Set(modules.flatMap((module) => Object.keys(module)));
    expect(Object.keys(answeredElsewhere).filter((name) => !tables.has(name))).toEqual([]);
  });
});
