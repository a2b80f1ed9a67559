import type { Readable } from 'node:stream';
import { type IdSource, scopes } from '../../lib/model/index.ts';
import { type Context, contextOf } from '../store/context.ts';
import type { Store } from '../store/store.ts';
import { addRow } from '../sync/bulk.ts';
import { lockOrg } from '../sync/rows.ts';
import { personBy } from './person.ts';
import { personExport } from './personExport.ts';

/**
 * The export of a person, with an access log entry that only this person reads. The entry comes
 * first, so that an export that breaks off is logged too.
 * @param asker the person; null for an operator.
 * @returns null if nobody has that address.
 */
export async function loggedExport(
  deps: { store: Store; ids: IdSource; now(): number; poke(org: string, version: number): void },
  email: string,
  asker: Context | null = null,
): Promise<Readable | null> {
  const person = await personBy(deps.store, email);
  if (!person) return null;
  const { id: user, org } = person;
  if (org !== null) {
    const at = deps.now();
    const fields = { refKey: '', author: user, by: asker ? 'self' : 'operator', at };
    const scope = scopes.private(user);
    const entry = { id: deps.ids.next(), collection: 'dataExport', scope, fields, author: user };
    const version = await deps.store.within(org, async (tx) => {
      await lockOrg(tx, org, 0);
      // Behind the lock: nobody would ever delete the entry of a person who left meanwhile.
      const isMember = (await contextOf(tx, user))?.org === org;
      return isMember ? addRow(tx, org, entry, at) : null;
    });
    if (version !== null) deps.poke(org, version);
  }
  return personExport(deps.store, email, asker);
}
