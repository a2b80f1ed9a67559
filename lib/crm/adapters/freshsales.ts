import { type Adapter, found, hostTenant } from '../adapter.ts';

const HOST = /^([a-z0-9-]+)\.myfreshworks\.com$/;

export const freshsales: Adapter = {
  name: 'freshsales',
  owns: (host) => HOST.test(host),
  locate(url) {
    const [, object, id] = /^\/crm\/sales\/(deals|contacts)\/(\d+)\/?$/.exec(url.pathname) ?? [];
    return id
      ? found(
          'freshsales',
          HOST.exec(url.hostname)?.[1] ?? hostTenant(url),
          object === 'deals' ? 'deal' : 'contact',
          id,
        )
      : null;
  },
  layer: 1000,
};
