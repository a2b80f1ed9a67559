import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { loadObjectives, loadPerson, type PersonRows, personRows } from '../../lib/view/person.ts';
import { useDb } from './store.ts';

/**
 * The rows of a person’s page, the company’s objectives, and the person’s check-ins on this device
 * (`entries`), live. Undefined until loaded.
 */
export function usePerson(member: string) {
  const db = useDb();
  const read = useLiveQuery(() => loadPerson(db, member), [db, member]);
  return useMemo(() => {
    // A late result about the previous person is dropped.
    if (read?.member !== member) return undefined;
    const rows: PersonRows = personRows(read);
    return { rows, objectives: read.objectives, entries: read.entries };
  }, [read, member]);
}

/** The objectives of the company, live. */
export function useObjectives() {
  const db = useDb();
  return useLiveQuery(() => loadObjectives(db), [db]);
}
