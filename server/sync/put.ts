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
import { allows, mayChange, placeFor } from './policy.ts';
import { clamped, isForged, stampChange, stampNew, toldOf } from './stamp.ts';
import type { Stored } from './stored.ts';

/**
 * Writes what one key says. Place, id and rights come first, and are the same whether there is a
 * row or not: whoever asks under somebody else's key learns nothing (S5).
 */
export function put(asked: Case, key: readonly string[], found: Stored | null): Decision {
  const { who, mutation, rule, at } = asked;
  const { scope = '', patch } = mutation;
  const parts = placeFor(who, rule, scope);
  const isOthersKey = key.some(
    (field) => field === rule.stamps.author && patch[field] !== who.user,
  );
  if (!parts || isOthersKey) return reject('notAllowed');
  const values = key.map((field) => patch[field]);
  if (mutation.rowId !== keyedId(who.org, scope, mutation.collection, values))
    return reject('invalid');
  // Nothing else can have the id; what was there before keys were may.
  if (found && (found.collection !== mutation.collection || found.scope !== scope))
    return reject('notFound');
  const row = found?.deleted === false ? found : null;
  if (row && !mayChange(who, rule, 'put', row)) return reject('notAllowed');
  if (isForged(rule, who.user, row ? unlessSame(rule, row, patch) : patch))
    return reject('notAllowed');
  if (row && isOtherRow(rule, row, patch)) return reject('immutable');
  const said = replay(found, mutation);
  const made = replay(found, { ...mutation, patch: clamped(rule, patch, at) });
  if (!said || !made) return reject('invalid');
  const fields = row
    ? stampChange(rule, who.user, row.fields, made.fields, clamped(rule, patch, at), at)
    : stampNew(rule, who.user, made.fields, at, parts);
  const given = [patch, mutation.lists ?? {}, mutation.maps ?? {}].flatMap(Object.keys);
  const tried = { scope: parts, fields, before: row?.fields ?? null };
  if (!allows(who, rule, tried, given)) return reject('notAllowed');
  if (!isValid(rule, fields)) return reject('invalid');
  const next = {
    ...newRow(asked, scope, fields),
    rev: found?.rev ?? 1,
    author: row?.author ?? who.user,
  };
  return { kind: 'write', next, wrote: null, stamped: toldOf(rule, said.fields, fields) };
}
