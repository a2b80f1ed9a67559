import * as z from 'zod/mini';

/**
 * Every CRM that Sideline recognises, with its brand name, which is the same in every language. The
 * adapters with these names are in lib/crm/adapters.
 */
export const crmLabels = {
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
} as const;
export type CrmName = keyof typeof crmLabels;
export const crmNames = Object.keys(crmLabels) as [CrmName, ...CrmName[]];
export const CrmName = z.enum(crmNames);

export const RecordObject = z.enum(['deal', 'contact']);
export type RecordObject = z.infer<typeof RecordObject>;

/**
 * One record in one CRM, in canonical form: the adapter unifies different spellings of an id or a
 * host. An empty `tenant`: the page does not identify the company's system, and notes about it stay
 * on the device.
 */
export const RecordRef = z.object({
  crm: CrmName,
  tenant: z.string().check(z.maxLength(200)),
  object: RecordObject,
  id: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type RecordRef = z.infer<typeof RecordRef>;

/** The key of a row about every record: a question that a person retired. */
export const ALL_RECORDS = 'all';

/** A ref as a text key. Parts are percent-encoded, so that no id can contain the separator. */
export function refKey(ref: RecordRef): string {
  return [ref.crm, ref.tenant, ref.object, ref.id].map(encodeURIComponent).join('/');
}

/** The inverse of refKey; null for an invalid key. */
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

/** Hosts that had the tenant of another host up to 0.1.0: the name in their first label. */
const SHORTENED: Readonly<Partial<Record<CrmName, RegExp>>> = {
  dynamics: /^([a-z0-9-]+)\.crm\d+\.dynamics\.com$/,
  salesforce: /^([a-z0-9-]+)\.(?:[a-z]+\.salesforce\.com|(?:[a-z]+\.)?salesforce\.(?:mil|cn))$/,
};
/** Accounts on hosts that a person named: 0.1.0 left out the host. */
const ON_HOST = /^[^/]+\/(.+)$/;
const BY_ACCOUNT: readonly string[] = ['hubspot', 'pipedrive', 'zoho', 'copper', 'attio'];

/** The tenant that 0.1.0 gave to the records of this one, where it was another; else null. */
export function formerTenant({ crm, tenant }: Pick<RecordRef, 'crm' | 'tenant'>): string | null {
  if (BY_ACCOUNT.includes(crm)) return ON_HOST.exec(tenant)?.[1] ?? null;
  return SHORTENED[crm]?.exec(tenant)?.[1] ?? null;
}

/**
 * The keys under which rows of a record are found: its key, and the one of 0.1.0. New rows get only
 * the first one.
 */
export function keysOf(key: string): readonly string[] {
  const ref = parseRefKey(key);
  const tenant = ref && formerTenant(ref);
  return ref && tenant ? [key, refKey({ ...ref, tenant })] : [key];
}

/** The keys under which a draft is found: the key of its record, and what is typed there. */
export function draftKeysOf(key: string): readonly string[] {
  const [record = ''] = key.split('#', 1);
  return keysOf(record).map((own) => own + key.slice(record.length));
}

/** False for keys that no record can have had up to 0.1.0 and has another one now. */
export function mayBeFormer(key: string): boolean {
  const crm = parseRefKey(key)?.crm;
  return crm !== undefined && (BY_ACCOUNT.includes(crm) || crm in SHORTENED);
}

/** The key of one owner in one system. By name, since visits by others contain nothing else. */
export function ownerKey(ref: { crm: string; tenant: string }, name: string): string {
  return [ref.crm, ref.tenant, name].map(encodeURIComponent).join('/');
}

/** The record that a URL identifies. */
export interface Located {
  ref: RecordRef;
  /**
   * The path does not contain the model (Odoo's action paths): nothing is shown before the reader
   * confirms the record.
   */
  isUnconfirmed?: true;
  /**
   * The part of such an address that decides the kind of record. What a reading confirms for it,
   * holds for its other records.
   */
  action?: string;
}
