import { type Adapter, found, hashPath } from '../adapter.ts';

export const copper: Adapter = {
  name: 'copper',
  owns: (host) => host === 'app.copper.com',
  locate(url) {
    const account = /^\/companies\/(\d+)\/app\/?$/.exec(url.pathname)?.[1];
    const [, object, id] = /^\/(deal|contact|people)\/(\d+)$/.exec(hashPath(url)) ?? [];
    return account && id
      ? found('copper', account, object === 'deal' ? 'deal' : 'contact', id)
      : null;
  },
  layer: 1000,
};
