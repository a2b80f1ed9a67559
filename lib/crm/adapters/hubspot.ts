import { type Adapter, found } from '../adapter.ts';

const HOST = /^app(?:-[a-z]{2}\d+)?\.hubspot\.com$/;
const RECORD =
  /^\/contacts\/(\d+)\/(?:record\/(0-3|0-1)|(deal|contact))\/(\d+)(?:\/(?:view\/\d+)?)?\/?$/;

export const hubspot: Adapter = {
  name: 'hubspot',
  owns: (host) => HOST.test(host),
  locate(url) {
    const [, portal, type, old, id] = RECORD.exec(url.pathname) ?? [];
    if (!portal || !id) return null;
    return found('hubspot', portal, type === '0-3' || old === 'deal' ? 'deal' : 'contact', id);
  },
  read: true,
  roots: '[data-test-id="left-sidebar"], [data-selenium-test="highlightTitle"]',
  layer: 1000,
};
