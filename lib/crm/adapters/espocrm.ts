import { type Adapter, BELOW_BOOTSTRAP, found, hashPath } from '../adapter.ts';

const RECORD = /^(Opportunity|Contact)\/(?:view|edit)\/([A-Za-z0-9-]{10,40})(?:\/.*)?$/;

export const espocrm: Adapter = {
  name: 'espocrm',
  selfHosted: true,
  owns: (host) => /^[a-z0-9-]+\.(?:[a-z0-9-]+\.)?espocloud\.com$/.test(host),
  locate(url) {
    const [, scope, id] = RECORD.exec(hashPath(url)) ?? [];
    if (!id) return null;
    // An installation can be in a folder of its host; two folders are two systems.
    const folder = url.pathname.replace(/\/(?:index\.html?|index\.php)?$/, '');
    return found('espocrm', url.host + folder, scope === 'Contact' ? 'contact' : 'deal', id);
  },
  read: true,
  api: true,
  // Without a session or access, another page takes the place of the whole body.
  roots: '#main, #login, body > .container > .panel',
  layer: BELOW_BOOTSTRAP,
};
