import { ReadError } from './http.ts';
import type { Ask } from './odooCalls.ts';
import { arr, type Json, obj, txt } from './shape.ts';

/**
 * A many2one in any of its forms: `{id, display_name}` from web_read, `[id, name]` from read,
 * `false` when empty.
 */
export function link(value: unknown): { id: string | null; name: string | null } {
  if (Array.isArray(value)) return { id: txt(value[0]), name: txt(value[1]) };
  return { id: txt(obj(value).id), name: txt(obj(value).display_name) };
}

const named = { fields: { display_name: {} } };
const LEAD = {
  name: {},
  type: {},
  active: {},
  stage_id: { fields: { display_name: {}, is_won: {} } },
  expected_revenue: {},
  company_currency: named,
  probability: {},
  lost_reason_id: named,
  date_deadline: {},
  user_id: named,
  team_id: named,
  partner_id: {
    fields: { display_name: {}, name: {}, is_company: {}, function: {}, parent_id: named },
  },
  partner_name: {},
  contact_name: {},
  date_last_stage_update: {},
  create_date: {},
  write_date: {},
};
const PARTNER = {
  name: {},
  is_company: {},
  parent_id: named,
  function: {},
  email: {},
  phone: {},
  user_id: named,
};

/**
 * Simpler versions for a relation that this person may not read, or an Odoo whose field names
 * differ.
 */
const FLAT_LEAD = { ...LEAD, stage_id: named, partner_id: named };

/** Loads the record with as many fields as this server and this person's rights allow. */
export async function load(call: Ask, model: string, ids: number[]): Promise<Json[]> {
  const fallback =
    (failures: readonly string[], next: () => Promise<unknown>) => (error: unknown) => {
      if (error instanceof ReadError && failures.includes(error.failure)) return next();
      throw error;
    };
  const [whole, flat] = model === 'crm.lead' ? [LEAD, FLAT_LEAD] : [PARTNER, PARTNER];
  return call(model, 'web_read', [ids], { specification: whole })
    .catch(
      fallback(['unexpected', 'forbidden'], () =>
        call(model, 'web_read', [ids], { specification: flat }),
      ),
    )
    .catch(
      // An older Odoo, without web_read.
      fallback(['unexpected'], () => call(model, 'read', [ids, Object.keys(flat)], {})),
    )
    .then(arr);
}
