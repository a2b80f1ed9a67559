import { type Adapter, BELOW_BOOTSTRAP, found, hashPath, type Located } from '../adapter.ts';

const ID = /^[A-Za-z0-9-]{6,40}$/;

function classic(host: string, query: URLSearchParams): Located | null {
  const module = query.get('module');
  const id = query.get('record') ?? '';
  if (query.get('action') !== 'DetailView' || !ID.test(id)) return null;
  if (module === 'Opportunities') return found('suitecrm', host, 'deal', id);
  return module === 'Contacts' ? found('suitecrm', host, 'contact', id) : null;
}

export const suitecrm: Adapter = {
  name: 'suitecrm',
  selfHosted: true,
  owns: (host) => /^[a-z0-9-]+\.suiteondemand\.com$/.test(host),
  locate(url) {
    const host = url.host + url.pathname.replace(/\/(?:index\.php)?$/, '');
    const [, module, id] =
      /^\/(opportunities|contacts)\/record\/([A-Za-z0-9-]{6,40})\/?$/.exec(hashPath(url)) ?? [];
    if (id) return found('suitecrm', host, module === 'contacts' ? 'contact' : 'deal', id);
    if (!/\/(?:index\.php)?$/.test(url.pathname)) return null;
    const inner = /ajaxUILoc=([^&]+)/.exec(url.hash)?.[1];
    if (!inner) return classic(host, url.searchParams);
    const query = URL.parse(
      decodeURIComponent(inner.replace(/%(?![0-9a-f]{2})/gi, '')),
      url.origin,
    );
    return query && classic(host, query.searchParams);
  },
  layer: BELOW_BOOTSTRAP,
};
