import { keyedId, replay } from '../../lib/model/index.ts';
import {
  type Case,
  type Decision,
  isOtherRow,
  isValid,
  newRow,
  reject,
  unlessSame,
} from './case.ts';
import { allowedScope, allows, mayChange } from './policy.ts';
import { clamped, isForged, serverChanges, stampChange, stampNew } from './stamp.ts';
import type { Stored } from './stored.ts';

/**
 * Writes a keyed row. Scope, id and rights are checked first, in the same way whether the row
 * exists or not: a person who tries another person's key learns nothing (S5).
 */
export function put(request: Case, key: readonly string[], stored: Stored | null): Decision {
  const { who, mutation, rule, at } = request;
  const { scope = '', patch } = mutation;
  const parts = allowedScope(who, rule, scope);
  const isOthersKey = key.some(
    (field) => field === rule.stamps.author && patch[field] !== who.user,
  );
  if (!parts || isOthersKey) return reject('notAllowed');
  const values = key.map((field) => patch[field]);
  if (mutation.rowId !== keyedId(who.org, scope, mutation.collection, values))
    return reject('invalid');
  // Only a row from before keyed ids can have this id.
  if (stored && (stored.collection !== mutation.collection || stored.scope !== scope))
    return reject('notFound');
  const row = stored?.deleted === false ? stored : null;
  if (row && isTaken(request, row)) return reject('taken');
  if (row && !mayChange(who, rule, 'put', row)) return reject('notAllowed');
  if (isForged(rule, who.user, row ? unlessSame(rule, row, patch) : patch))
    return reject('notAllowed');
  if (row && isOtherRow(rule, row, patch)) return reject('immutable');
  const asSent = replay(stored, mutation);
  const dated = clamped(rule, patch, request);
  const changed = replay(stored, { ...mutation, patch: dated });
  if (!asSent || !changed) return reject('invalid');
  const fields = row
    ? stampChange(rule, {
        user: who.user,
        before: row.fields,
        fields: changed.fields,
        patch: dated,
        now: at,
      })
    : stampNew(rule, who.user, changed.fields, at, parts);
  const names = [patch, mutation.lists ?? {}, mutation.maps ?? {}].flatMap(Object.keys);
  const attempt = { scope: parts, fields, before: row?.fields ?? null };
  if (!allows(who, rule, attempt, names)) return reject('notAllowed');
  if (!isValid(rule, fields)) return reject('invalid');
  const next = {
    ...newRow(request, scope, fields),
    rev: stored?.rev ?? 1,
    author: row?.author ?? who.user,
  };
  const stamped = serverChanges(rule, asSent.fields, fields);
  return { kind: 'write', next, wrote: null, stamped };
}

/**
 * True for a second claim of a key that belongs to another person. A confirmation is no claim,
 * except of one's own: it was written on a refused claim, and must not confirm the other person's.
 */
function isTaken({ who, rule, mutation: { patch } }: Case, { author }: Stored): boolean {
  const isOwn = rule.stamps.author !== null && patch[rule.stamps.author] === who.user;
  const isConfirmation =
    rule.confirms !== null && typeof patch[rule.confirms] === 'string' && !isOwn;
  return rule.exclusive && author !== who.user && !isConfirmation;
}
