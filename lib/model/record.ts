import * as z from 'zod/mini';

/** Every CRM Sideline recognises. The adapter of the same name lives in lib/crm/adapters. */
export const crmNames = ['salesforce', 'hubspot', 'dynamics', 'pipedrive', 'zoho', 'odoo', 'espocrm', 'suitecrm', 'twenty', 'close', 'copper', 'freshsales', 'attio'] as const;
export type CrmName = (typeof crmNames)[number];
export const CrmName = z.enum(crmNames);

/** Brands: the same in every language. */
export const crmLabels: Record<CrmName, string> = {
  salesforce: 'Salesforce',
  hubspot: 'HubSpot',
  dynamics: 'Dynamics 365',
  pipedrive: 'Pipedrive',
  zoho: 'Zoho CRM',
  odoo: 'Odoo',
  espocrm: 'EspoCRM',
  suitecrm: 'SuiteCRM',
  twenty: 'Twenty',
  close: 'Close',
  copper: 'Copper',
  freshsales: 'Freshsales',
  attio: 'Attio',
};

export const RecordObject = z.enum(['deal', 'contact']);
export type RecordObject = z.infer<typeof RecordObject>;

/**
 * One record in one CRM, in canonical form: the adapter has already made two spellings of an id or a host into one.
 * An empty `tenant` means that the page did not tell whose system this is; notes about it stay on the device.
 */
export const RecordRef = z.object({
  crm: CrmName,
  tenant: z.string().check(z.maxLength(200)),
  object: RecordObject,
  id: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type RecordRef = z.infer<typeof RecordRef>;

/** The one text form of a ref, used as a key. Parts are percent-encoded, so that no id can imitate another's separator. */
export function refKey(ref: RecordRef): string {
  return [ref.crm, ref.tenant, ref.object, ref.id].map(encodeURIComponent).join('/');
}

/** The inverse of refKey; null for a text that is no key. */
export function parseRefKey(key: string): RecordRef | null {
  const parts = key.split('/');
  if (parts.length !== 4) return null;
  try {
    const [crm, tenant, object, id] = parts.map(decodeURIComponent);
    const parsed = RecordRef.safeParse({ crm, tenant, object, id });
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // a stray percent sign
  }
}

/** Whose deals these are, one person in one system. By name, since visits by others know nothing else. */
export function ownerKey(ref: Pick<RecordRef, 'crm' | 'tenant'>, name: string): string {
  return [ref.crm, ref.tenant, name].map(encodeURIComponent).join('/');
}

/** What a URL says about the record on screen. */
export interface Located {
  ref: RecordRef;
  /** The path does not name the model (Odoo's action paths): the reader confirms it before anything is shown. */
  unsure?: true;
}
