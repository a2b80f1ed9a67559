import { useLiveQuery } from 'dexie-react-hooks';
import { recordAddresses } from '../../lib/store/index.ts';
import { useDb } from './store.ts';

/** The addresses of records in their CRM, by key. Undefined until loaded. */
export function useAddresses(keys: readonly string[]): Map<string, string> | undefined {
  const db = useDb();
  return useLiveQuery(() => recordAddresses(db, keys), [db, keys.join(' ')]);
}
