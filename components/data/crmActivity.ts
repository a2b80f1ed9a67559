import { useLiveQuery } from 'dexie-react-hooks';
import { type CrmActivity, crmActivity } from '../../lib/store/index.ts';
import { useDb } from './store.ts';

/** The latest readings and failures, by CRM. Undefined until loaded. */
export function useCrmActivity(): Map<string, CrmActivity> | undefined {
  const db = useDb();
  return useLiveQuery(() => crmActivity(db), [db]);
}
