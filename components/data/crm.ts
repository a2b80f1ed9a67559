import { crmLabels } from '../../lib/model/index.ts';

/** The name of a CRM on screen; “CRM” for one that this version does not know. */
export function crmLabel(crm: string | null): string {
  if (crm === null || !Object.hasOwn(crmLabels, crm)) return 'CRM';
  return crmLabels[crm as keyof typeof crmLabels];
}
