import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { registerScripts } from '../../entrypoints/background/sites.ts';
import { namedSites } from '../../lib/settings/index.ts';

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
