import { crmLabels } from '../../lib/model/index.ts';

export function adapterLabel(crm: string | null): string {
  return (
    (crm !== null && Object.hasOwn(crmLabels, crm) && crmLabels[crm as keyof typeof crmLabels]) ||
    'CRM'
  );
}
