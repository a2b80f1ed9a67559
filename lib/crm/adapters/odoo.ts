import type { RecordObject } from '../../model/index.ts';
import { type Adapter, BELOW_BOOTSTRAP, found, type Located } from '../adapter.ts';

const HOST = /^[a-z0-9-]+\.(?:dev\.)?odoo\.com$/;
const DEAL = new Set(['crm', 'crm.lead', 'm-crm.lead']);
const CONTACT = new Set(['contacts', 'res.partner', 'm-res.partner', 'customers']);
const unconfirmed = (host: string, object: RecordObject, action: string, id: string): Located => ({
  ...found('odoo', host, object, id),
  isUnconfirmed: true,
  action,
});

/** Paths of apps with records of other models; a reading confirms every path that is not listed. */
const OTHER_MODEL = /^(?:m-)?[a-z_]+(?:\.[a-z_]+)+$/;

function byModel(host: string, model: string, id: string): Located | null {
  const object = DEAL.has(model) ? 'deal' : 'contact';
  if (object === 'contact' && !CONTACT.has(model)) return null;
  return model.includes('.')
    ? found('odoo', host, object, id)
    : unconfirmed(host, object, model, id);
}

export const odoo: Adapter = {
  name: 'odoo',
  selfHosted: true,
  owns: (host) => HOST.test(host),
  locate(url) {
    if (/^\/web\/?$/.test(url.pathname)) {
      const form = new URLSearchParams(url.hash.slice(1));
      const id = form.get('id') ?? '';
      return form.get('view_type') === 'form' && /^\d+$/.test(id)
        ? byModel(url.host, form.get('model') ?? '', id)
        : null;
    }
    const parts = url.pathname.split('/').filter(Boolean);
    // /odoo/{action}/{id}[/{action}/{id}…]: the last pair is on screen, the others are breadcrumbs.
    if ((parts[0] !== 'odoo' && parts[0] !== 'scoped_app') || parts.length < 3) return null;
    const [action = '', id = ''] = parts.slice(-2);
    if (!/^\d+$/.test(id) || /^\d+$/.test(action)) return null;
    const located = byModel(url.host, action, id);
    if (located || OTHER_MODEL.test(action)) return located;
    return unconfirmed(url.host, 'deal', action, id);
  },
  read: true,
  api: true,
  roots: '.o_form_view',
  layer: BELOW_BOOTSTRAP,
};
