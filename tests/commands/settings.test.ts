import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { settingCommands } from '../../lib/commands/index.ts';
import type { In } from '../../lib/messages/index.ts';
import { getSetting } from '../../lib/settings/index.ts';

type Name = keyof typeof settingCommands;
const run = <N extends Name>(name: N, input: In<N>): Promise<void> =>
  (settingCommands[name] as (input: In<N>) => Promise<void>)(input);

const odoo = { origin: 'https://odoo.acme.test', crm: 'odoo' as const };
const espo = { origin: 'https://espo.acme.test', crm: 'espocrm' as const };
const stored = () => fakeBrowser.storage.local.get(null);

interface Case<N extends Name> {
  before?(): Promise<unknown>;
  input: In<N>;
  /** The stored value after it. */
  leaves: object;
  /** Another tab's change meanwhile, and the stored value after both. */
  stale: { meanwhile(): Promise<unknown>; leaves: object };
}
const cases: { [N in Name]: Case<N> } = {
  'settings.set': {
    before: () => run('settings.set', { name: 'presence', value: false }),
    input: { name: 'colours', value: 'dark' },
    leaves: { presence: false, colours: 'dark' },
    stale: {
      meanwhile: async () => {
        await run('settings.set', { name: 'presence', value: true });
        await run('settings.set', { name: 'colours', value: 'light' });
      },
      leaves: { presence: true, colours: 'dark' },
    },
  },
  'sites.add': {
    before: () => run('sites.add', espo),
    input: odoo,
    leaves: { sites: [espo, odoo] },
    stale: {
      // For another CRM, and a further address: each address is stored once.
      meanwhile: async () => {
        await run('sites.add', { ...odoo, crm: 'suitecrm' });
        await run('sites.remove', espo);
      },
      leaves: { sites: [odoo] },
    },
  },
  'sites.pause': {
    before: () => run('sites.pause', { crm: 'espocrm', paused: true }),
    input: { crm: 'odoo', paused: true },
    leaves: { paused: ['espocrm', 'odoo'] },
    stale: {
      // Resumed, and a site of it added: whoever pauses it afterwards wants it paused.
      meanwhile: async () => {
        await run('sites.pause', { crm: 'espocrm', paused: false });
        await run('sites.add', odoo);
      },
      leaves: { sites: [odoo], paused: ['odoo'] },
    },
  },
  'sites.remove': {
    before: async () => {
      await run('sites.add', odoo);
      await run('sites.add', espo);
    },
    input: { origin: odoo.origin },
    leaves: { sites: [espo] },
    stale: {
      meanwhile: async () => {
        await run('sites.remove', odoo);
        await run('sites.add', { ...espo, origin: 'https://crm.acme.test' });
      },
      leaves: { sites: [espo, { ...espo, origin: 'https://crm.acme.test' }] },
    },
  },
};

describe.each(Object.keys(cases) as Name[])('%s', (name) => {
  const item = cases[name] as Case<Name>;
  it('once, and twice at once', async () => {
    await item.before?.();
    await run(name, item.input);
    expect(await stored()).toEqual(item.leaves);
    fakeBrowser.reset();
    await item.before?.();
    await Promise.all([run(name, item.input), run(name, item.input)]);
    expect(await stored()).toEqual(item.leaves);
  });
  it('from a stale tab', async () => {
    await item.before?.();
    await item.stale.meanwhile();
    await run(name, item.input);
    expect(await stored()).toEqual(item.stale.leaves);
  });
  it('on a full disk it fails, changes nothing, and the next one is stored', async () => {
    await item.before?.();
    const before = await stored();
    const set = vi.spyOn(fakeBrowser.storage.local, 'set');
    set.mockRejectedValueOnce(new Error('QUOTA_BYTES quota exceeded'));
    await expect(run(name, item.input)).rejects.toThrow('quota');
    expect(await stored()).toEqual(before);
    await run(name, item.input);
    expect(await stored()).toEqual(item.leaves);
  });
});

it('two settings saved at once are both stored', async () => {
  await Promise.all([run('sites.add', odoo), run('sites.add', espo)]);
  expect(await getSetting('sites')).toEqual([odoo, espo]);
  await Promise.all([run('sites.remove', odoo), run('sites.add', { ...odoo, crm: 'suitecrm' })]);
  expect(await getSetting('sites')).toEqual([espo, { ...odoo, crm: 'suitecrm' }]);
});
