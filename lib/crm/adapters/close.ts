import { type Adapter, found } from '../adapter.ts';

export const close: Adapter = {
  name: 'close',
  owns: (host) => host === 'app.close.com',
  locate(url) {
    // Opportunities belong to a lead and have no page: the lead's page counts as the deal.
    const id = /^\/lead\/(lead_[A-Za-z0-9]{10,60})\/?$/.exec(url.pathname)?.[1];
    return id ? found('close', '', 'deal', id) : null;
  },
  layer: 1000,
};
