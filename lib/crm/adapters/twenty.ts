import { type Adapter, found } from '../adapter.ts';

export const twenty: Adapter = {
  name: 'twenty',
  selfHosted: true,
  owns: (host) => /^[a-z0-9-]+\.twenty\.com$/.test(host),
  locate(url) {
    const [, object, id] =
      /^\/object\/(opportunity|person)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i.exec(
        url.pathname,
      ) ?? [];
    return id
      ? found('twenty', url.host, object === 'opportunity' ? 'deal' : 'contact', id.toLowerCase())
      : null;
  },
  layer: 1000,
};
