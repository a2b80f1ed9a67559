import { type Adapter, found } from '../adapter.ts';

const HOST = /^crm\.zoho(?:cloud)?\.(?:com|eu|in|com\.au|jp|com\.cn|sa|ca|uk)$/;
const RECORD = /^\/crm(?:\/org(\d+))?\/tab\/(Potentials|Contacts)\/(\d+)\/?$/;

export const zoho: Adapter = {
  name: 'zoho',
  hosts: [
    'https://crm.zoho.com/*',
    'https://crm.zoho.eu/*',
    'https://crm.zoho.in/*',
    'https://crm.zoho.com.au/*',
    'https://crm.zoho.jp/*',
    'https://crm.zohocloud.ca/*',
    'https://crm.zoho.sa/*',
    'https://crm.zoho.uk/*',
    'https://crm.zoho.com.cn/*',
  ],
  owns: (host) => HOST.test(host),
  locate(url) {
    const [, org = '', module, id] = RECORD.exec(url.pathname) ?? [];
    return id ? found('zoho', org, module === 'Potentials' ? 'deal' : 'contact', id) : null;
  },
  layer: 1000,
};
