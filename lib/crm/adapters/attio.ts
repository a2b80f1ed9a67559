import { type Adapter, found } from '../adapter.ts';

const UUID = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';
const DEAL = new RegExp(`^/([a-z0-9-]+)/deals/record/${UUID}(?:/[a-z]+)?/?$`, 'i');
const PERSON = new RegExp(`^/([a-z0-9-]+)/person/${UUID}(?:/[a-z]+)?/?$`, 'i');

export const attio: Adapter = {
  name: 'attio',
  owns: (host) => host === 'app.attio.com',
  locate(url) {
    const deal = DEAL.exec(url.pathname);
    const [, slug, id] = deal ?? PERSON.exec(url.pathname) ?? [];
    return slug && id ? found('attio', slug, deal ? 'deal' : 'contact', id.toLowerCase()) : null;
  },
  layer: 1000,
};
