import { type Adapter, found } from '../adapter.ts';

const HOST = /^crm\.zoho(?:cloud)?\.(?:com|eu|in|com\.au|jp|com\.cn|sa|ca|uk)$/;
const RECORD = /^\/crm(?:\/org(\d+))?\/tab\/(Potentials|Contacts)\/(\d+)\/?$/;

export const zoho: Adapter = {
  name: 'zoho',
  owns: (host) => HOST.test(host),
  locate(url) {
    const [, org = '', module, id] = RECORD.exec(url.pathname) ?? [];
    return id ? found('zoho', org, module === 'Potentials' ? 'deal' : 'contact', id) : null;
  },
  layer: 1000,
};
