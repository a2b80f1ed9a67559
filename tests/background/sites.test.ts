import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  registerScripts,
  siteHandlers,
  startExpected,
} from '../../entrypoints/background/sites.ts';
import { layoutOf } from '../../lib/commands/layouts.ts';
import { getSetting, namedSites } from '../../lib/settings/index.ts';

it('watches the sites that were granted by name, and not the whole web', () => {
  const wide = ['<all_urls>', '*://*/*', 'http://*/*', 'https://*/*'];
  const named = ['https://crm.acme.test/*', 'https://*.odoo.com/*', '*://erp.acme.test/*'];
  expect(namedSites([...wide, ...named])).toEqual(named);
});

describe('the registration of the content script', () => {
  const ACME = 'https://crm.acme.test/*';
  let origins: string[];
  let registered: { id: string; matches: string[] }[];
  const calls: string[] = [];

  beforeEach(() => {
    origins = [];
    registered = [];
    calls.length = 0;
    const set = (call: string) => async (scripts: typeof registered) => {
      calls.push(call);
      registered = scripts;
    };
    Object.assign(fakeBrowser, {
      permissions: { getAll: async () => ({ origins }) },
      scripting: {
        getRegisteredContentScripts: async () => registered,
        registerContentScripts: set('register'),
        updateContentScripts: set('update'),
        unregisterContentScripts: async () => set('unregister')([]),
      },
    });
  });

  it('follows the granted sites', async () => {
    await registerScripts();
    expect(calls).toEqual([]);
    origins = [ACME];
    await registerScripts();
    expect(registered).toMatchObject([{ id: 'record', matches: [ACME] }]);
    origins = [ACME, 'https://*.odoo.com/*'];
    await registerScripts();
    expect(registered[0]?.matches).toEqual(origins);
    origins = [];
    await registerScripts();
    expect(calls).toEqual(['register', 'update', 'unregister']);
  });

  it('leaves out what is paused, also where the permission is the company’s own', async () => {
    const odoo = 'https://*.odoo.com/*';
    origins = [ACME, odoo];
    await fakeBrowser.storage.local.set({
      sites: [{ origin: 'https://crm.acme.test', crm: 'odoo' }],
    });
    await siteHandlers['sites.pause']({ crm: 'odoo', paused: true });
    await registerScripts();
    expect(registered).toEqual([]);
    vi.spyOn(fakeBrowser.tabs, 'query').mockImplementation((async () => []) as never);
    await siteHandlers['sites.pause']({ crm: 'odoo', paused: false });
    expect(registered[0]?.matches).toEqual([ACME, odoo]);
    expect(await getSetting('paused')).toEqual([]);
  });

  it('is made once by two calls at the same time', async () => {
    origins = [ACME];
    await Promise.all([registerScripts(), registerScripts()]);
    expect(calls).toEqual(['register', 'update']);
  });

  it('is tried again after a failure', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    origins = [ACME];
    fakeBrowser.permissions.getAll = vi.fn(async () => {
      throw new Error('busy');
    });
    await registerScripts();
    fakeBrowser.permissions.getAll = vi.fn(async () => ({ origins }));
    await registerScripts();
    expect(calls).toEqual(['register']);
  });
});

describe('the site of a tab', () => {
  const here = async (
    url: string | undefined,
    more: { crm?: string; isPermitted?: boolean } = {},
  ) => {
    Object.assign(fakeBrowser, {
      permissions: { contains: async () => more.isPermitted === true },
      scripting: {
        executeScript: async () => {
          if (!more.crm) throw new Error('Cannot access contents of the page');
          return [{ result: more.crm }];
        },
      },
    });
    vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation((async () => ({ id: 4, url })) as never);
    return siteHandlers['sites.of']({ tabId: 4 });
  };
  it.each([undefined, 'about:addons', 'chrome://extensions/'])('is none for %s', async (url) => {
    expect(await here(url, { crm: 'odoo' })).toEqual({ kind: 'none' });
  });
  it('is recognised by its address, else by its page', async () => {
    const vendor = 'https://acme.odoo.com/odoo/crm/4';
    expect(await here(vendor)).toMatchObject({ kind: 'new', crm: 'odoo' });
    const own = 'https://crm.acme.test:8443/#Opportunity/view/1';
    const [host, origin] = ['crm.acme.test:8443', 'https://crm.acme.test:8443'];
    expect(await here(own, { crm: 'espocrm' })).toEqual({
      kind: 'new',
      host,
      origin,
      crm: 'espocrm',
    });
    expect(await here(own, { crm: 'unheard' })).toMatchObject({ kind: 'new', crm: null });
    expect(await here(own)).toMatchObject({ kind: 'new', crm: null });
  });
  it('is allowed with its permission', async () => {
    const url = 'https://acme.odoo.com/odoo';
    expect(await here(url, { isPermitted: true })).toEqual({
      kind: 'allowed',
      host: 'acme.odoo.com',
    });
    await fakeBrowser.storage.local.set({ paused: ['odoo'] });
    expect(await here(url, { isPermitted: true })).toEqual({
      kind: 'paused',
      host: 'acme.odoo.com',
      crm: 'odoo',
    });
    // What the browser does not permit is asked for first.
    expect(await here(url)).toMatchObject({ kind: 'new' });
  });
});

describe('the first site', () => {
  const site = { origin: 'https://crm.acme.test:8443', crm: 'espocrm' as const };
  let isPermitted: boolean;
  let started: string[][];
  beforeEach(async () => {
    fakeBrowser.reset();
    [isPermitted, started] = [true, []];
    Object.assign(fakeBrowser, {
      permissions: { getAll: async () => ({ origins: [] }), contains: async () => isPermitted },
      scripting: { getRegisteredContentScripts: async () => [] },
    });
    vi.spyOn(fakeBrowser.tabs, 'query').mockImplementation((async ({ url }: { url: string[] }) => {
      started.push(url);
      return [];
    }) as never);
  });

  it('starts once when the browser permits it, with the panel open', async () => {
    await siteHandlers['sites.expect'](site);
    await startExpected();
    await startExpected();
    expect(await getSetting('sites')).toEqual([site]);
    expect(started).toEqual([['https://crm.acme.test/*']]);
    expect(await layoutOf('espocrm')).toMatchObject({ mode: 'dock', open: 'aside' });
  });
  it('does not start when the person refuses', async () => {
    isPermitted = false;
    await siteHandlers['sites.expect'](site);
    await startExpected();
    expect([await getSetting('sites'), started]).toEqual([[], []]);
  });
  it('does not start by a permission for something else', async () => {
    await startExpected();
    expect(await getSetting('sites')).toEqual([]);
  });
});
