import { type Adapter, found, hostTenant } from '../adapter.ts';

/** Without a number: the region whose hosts have a short form. Each region has names of its own. */
const HOST = /^([a-z0-9-]+)\.crm(\d{0,2})\.dynamics\.com$/;
const GUID = /^\{?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?$/i;

export const dynamics: Adapter = {
  name: 'dynamics',
  selfHosted: true,
  owns: (host) => HOST.test(host),
  locate(url) {
    if (!/\/main\.aspx$/i.test(url.pathname) || url.searchParams.get('pagetype') !== 'entityrecord')
      return null;
    const entity = url.searchParams.get('etn');
    const id = GUID.exec(url.searchParams.get('id') ?? '')?.[1]?.toLowerCase();
    if (!id || (entity !== 'opportunity' && entity !== 'contact')) return null;
    const [, name = '', region] = HOST.exec(url.hostname) ?? [];
    const tenant = region === '' ? name : hostTenant(url);
    return found('dynamics', tenant, entity === 'contact' ? 'contact' : 'deal', id);
  },
  read: true,
  api: true,
  roots: '[data-id="editFormRoot"], [data-id="form-header"]',
  layer: 1000,
};
