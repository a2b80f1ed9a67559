import { expect, it } from 'vitest';
import { namedSites } from '../../lib/settings/index.ts';

it('watches the sites that were granted by name, and not the whole web', () => {
  const wide = ['<all_urls>', '*://*/*', 'http://*/*', 'https://*/*'];
  const named = ['https://crm.acme.test/*', 'https://*.odoo.com/*', '*://erp.acme.test/*'];
  expect(namedSites([...wide, ...named])).toEqual(named);
});
