import { useLiveQuery } from 'dexie-react-hooks';
import { type CrmName, crmNames } from '../../lib/model/index.ts';
import { crmsRead } from '../../lib/store/index.ts';
import { useSetting } from './settings.ts';
import { useDb } from './store.ts';

/** The CRMs that this browser is set up for or has read; all of them while there is none. */
export function useCrmsInUse(): readonly CrmName[] {
  const db = useDb();
  const sites = useSetting('sites') ?? [];
  const read = useLiveQuery(() => crmsRead(db), [db]) ?? [];
  const known = new Set([...[...__SIDELINE_SITES__, ...sites].map(({ crm }) => crm), ...read]);
  const used = crmNames.filter((crm) => known.has(crm));
  return used.length > 0 ? used : crmNames;
}
