import { type Adapter, BELOW_BOOTSTRAP, found } from '../adapter.ts';

const HOST = /^([a-z0-9-]+)\.pipedrive\.com$/;
const NO_COMPANY = new Set(['app', 'www', 'developers', 'support', 'api', 'learn']);

export const pipedrive: Adapter = {
  name: 'pipedrive',
  owns: (host) => HOST.test(host),
  locate(url) {
    const [, object, id] = /^\/(deal|person)\/(\d+)\/?$/.exec(url.pathname) ?? [];
    const company = HOST.exec(url.hostname)?.[1] ?? '';
    // app.pipedrive.com does not identify the company: until a person does, notes stay on the
    // device.
    return id
      ? found(
          'pipedrive',
          NO_COMPANY.has(company) ? '' : company,
          object === 'deal' ? 'deal' : 'contact',
          id,
        )
      : null;
  },
  layer: BELOW_BOOTSTRAP,
};
