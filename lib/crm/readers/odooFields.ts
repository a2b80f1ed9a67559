import type { RawField, ReadFailure } from '../../model/index.ts';
import { ReadError } from './http.ts';
import type { Ask } from './odooCalls.ts';
import { api, arr, type Json, obj, txt } from './shape.ts';

/**
 * A many2one in any of its forms: `{id, display_name}` from web_read, `[id, name]` from read,
 * `false` when empty.
 */
export function link(value: unknown): { id: string | null; name: string | null } {
  if (Array.isArray(value)) return { id: txt(value[0]), name: txt(value[1]) };
  const { id, display_name, name } = obj(value);
  return { id: txt(id), name: txt(display_name) ?? txt(name) };
}

/** A many2one as a field: its name, with its id. */
export const linked = (value: unknown): RawField => {
  const { id, name } = link(value);
  return api(name, { id });
};

/** A specification of fields, by their names. */
export const plainly = (names: string) =>
  Object.fromEntries(names.split(' ').map((name) => [name, {}]));
const named = { fields: plainly('display_name') };
const LEAD = {
  ...plainly(
    'name type active expected_revenue probability date_deadline partner_name contact_name ' +
      'date_last_stage_update create_date write_date description',
  ),
  stage_id: { fields: plainly('display_name is_won') },
  company_currency: named,
  lost_reason_id: named,
  user_id: named,
  team_id: named,
  partner_id: {
    fields: { ...plainly('display_name name is_company function'), parent_id: named },
  },
};
const PARTNER = {
  ...plainly('name is_company function email phone'),
  parent_id: named,
  user_id: named,
};

/**
 * Simpler versions for a relation that this person may not read, or an Odoo whose field names
 * differ.
 */
const FLAT_LEAD = { ...LEAD, stage_id: named, partner_id: named };

/** Handles some failures with another request. */
export const fallback =
  <T>(failures: readonly ReadFailure[], next: () => Promise<T>) =>
  (error: unknown): Promise<T> => {
    if (error instanceof ReadError && failures.includes(error.failure)) return next();
    throw error;
  };

/** Loads the record with as many fields as this server and this person's rights allow. */
export async function load(call: Ask, model: string, ids: number[]): Promise<Json[]> {
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
