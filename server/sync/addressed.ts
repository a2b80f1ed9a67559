import { ruleOf, scopes } from '../../lib/model/index.ts';
import type { Stored } from './stored.ts';

/**
 * The scope in which the server stores a new row: of one that is for a person alone (`addressee`)
 * their private one, else the one that was sent.
 */
export function scopeOfNew<S extends string | undefined>(
  collection: string,
  fields: Readonly<Record<string, unknown>>,
  scope: S,
): S | string {
  const field = ruleOf(collection)?.addressee ?? null;
  const person = field === null ? undefined : fields[field];
  return scope !== undefined && typeof person === 'string' ? scopes.private(person) : scope;
}

/** A new row as the server stores it. */
export function addressed(row: Stored): Stored {
  return { ...row, scope: scopeOfNew(row.collection, row.fields, row.scope) };
}
