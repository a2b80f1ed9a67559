import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { commitmentsOfPerson } from '../../lib/store/index.ts';
import type { OrgView } from '../../lib/view/org.ts';
import {
  commitmentsFor,
  loadObjectives,
  loadPerson,
  type PersonSource,
  personRows,
} from '../../lib/view/person.ts';
import { useDb, type Who } from './store.ts';

/**
 * The rows of a person’s page, the company’s objectives, and the person’s check-ins on this device
 * (`entries`), live. Undefined until loaded.
 */
export function usePerson(who: Who, { rows: { profiles } }: OrgView, member: string) {
  const db = useDb();
  const read = useLiveQuery(() => loadPerson(db, member), [db, member]);
  const where = JSON.stringify(commitmentsFor(who, member));
  const commitments = useLiveQuery(
    async () => ({ where, found: await commitmentsOfPerson(db, JSON.parse(where)) }),
    [db, where],
  );
  return useMemo(() => {
    // A late result about the previous person is dropped.
    if (read?.member !== member || commitments?.where !== where) return undefined;
    const { objectives, entries, ...rest } = read;
    const source: PersonSource = { ...rest, commitments: commitments.found, profiles };
    return { source, rows: personRows(source), objectives, entries };
  }, [read, commitments, profiles, where, member]);
}

/** The objectives of the company, live. */
export function useObjectives() {
  const db = useDb();
  return useLiveQuery(() => loadObjectives(db), [db]);
}
